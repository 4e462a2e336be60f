export { AgentPage, MyProfilePage } from "./AgentPage";
export { useHasDraft } from "./drafts";
export type { AgentSession, SectionProps } from "./session";
