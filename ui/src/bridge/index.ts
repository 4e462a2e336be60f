/** The one door to the core. Nothing outside this folder imports `@tauri-apps/*`. */
export type * from "./bindings";
export { commands } from "./bindings";
export { Channel, channel, onEvent } from "./events";
export { CallboardFailure, unwrap } from "./failure";
export { chosenUrl, mediaUrl, pictureUrl } from "./media";
