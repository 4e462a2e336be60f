export { CopyDialog } from "./CopyDialog";
export { CopyMenuItem } from "./CopyMenuItem";
export { type CopySource, closeCopy, openCopy } from "./open";
export { LeftBehind } from "./PlanView";
