/** Names of drops, lengths and files in words. Pure. */
import type { VoicemailDrop } from "../bridge";
import { shownName, type Texts, withoutUnseen } from "../i18n";

/** What a sound might be called, from its file: "welcome_back-2.wav" is "Welcome back 2". */
export function nameFromFile(file: string): string {
  const words = withoutUnseen(file)
    .replace(/\.[a-z0-9]{1,5}$/i, "")
    .replace(/[_\-.]+/g, " ")
    .replace(/\s+/g, " ")
    .trim();
  return words.charAt(0).toLocaleUpperCase() + words.slice(1);
}

/** What a stored drop is called; one without a name by its place. */
export function dropName(drop: VoicemailDrop, t: Texts["t"]): string {
  return shownName(drop.name ?? "", t("drops.unnamed", { number: drop.index + 1 }));
}

/** 0:07, 1:30, 61:05. */
export function showSeconds(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

/** Names that Windows keeps for devices, whatever their ending. */
const devices = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/** A file name for a drop that every system takes; the ending is that of where it is stored. */
export function fileFor(name: string, mediaUrl: string): string {
  const safe = withoutUnseen(name.replace(/[\p{Cc}<>:"/\\|?*]+/gu, " ")).replace(/\s+/g, " ");
  const cut = Array.from(safe.replace(/^[.\s]+/, ""))
    .slice(0, 80)
    .join("")
    .replace(/[.\s]+$/, "");
  const stem = cut === "" ? "drop" : devices.test(cut) ? `drop ${cut}` : cut;
  let path = mediaUrl;
  try {
    path = new URL(mediaUrl).pathname;
  } catch {
    // Some systems store a path or an id instead of an address.
  }
  const ending = /\.(wav|mp3|m4a|aac|ogg|flac)$/i.exec(path)?.[0].toLowerCase() ?? ".wav";
  return `${stem}${ending}`;
}
