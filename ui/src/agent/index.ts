export { AgentPage } from "./AgentPage";
export { MyProfilePage } from "./MyProfilePage";
