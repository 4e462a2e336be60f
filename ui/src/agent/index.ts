export { AgentPage, MyProfilePage } from "./AgentPage";
