/** The one door to the core. Nothing outside this folder imports `@tauri-apps/*`. */
export { askOnBase } from "./bases";
export type * from "./bindings";
export type { Value as JsonValue } from "./bindings";
export { commands } from "./bindings";
export { onChangesMoved } from "./changes";
export { onClosingAsked } from "./closing";
export { Channel, channel, onEvent } from "./events";
export { CallboardFailure, ownError, unwrap } from "./failure";
export { reportFault, watchFaults } from "./faults";
export { onFilesDropped, onFilesHeld } from "./fileDrops";
export { type JobOptions, runJob, stopJob, type WaitingJob, waitingJobs } from "./jobs";
export { chosenUrl, mediaUrl, pictureUrl } from "./media";
