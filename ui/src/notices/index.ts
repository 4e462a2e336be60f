export { type NoticeAction, tell } from "./notices";
