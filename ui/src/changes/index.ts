export { useAttachments, useSetAside, useUnfinishedCounts } from "./kept";
export { attachmentsKey, historyKey, setAsideKey } from "./keys";
export {
  changesOfAgent,
  isRunning,
  needsSomebody,
  openChanges,
  useOpenChangeOf,
  useOpenChanges,
} from "./openChanges";
export { SentNotice } from "./SentNotice";
export { nameIn, openWords, sentWords } from "./words";
