/** Pictures and sounds reach the window through the program's own scheme, never as JSON. */
import { convertFileSrc } from "@tauri-apps/api/core";
import type { PictureAddress } from "./bindings";

const scheme = "callboard-media";

/** The URL of a path below the media scheme. The path is percent-encoded already, part by part. */
export function mediaUrl(path: string): string {
  return `${convertFileSrc("", scheme)}${path}`;
}

/** Where an agent's picture is shown from. */
export function pictureUrl(address: PictureAddress): string {
  return mediaUrl(address);
}

/** A file the admin has chosen, before it is uploaded. */
export function chosenUrl(token: string): string {
  return mediaUrl(`chosen/${encodeURIComponent(token)}`);
}
