export { type CopySource, closeCopy, openCopy } from "../window/copy";
export { CopyDialog } from "./CopyDialog";
export { CopyMenuItem } from "./CopyMenuItem";
export { LeftBehind } from "./PlanView";
