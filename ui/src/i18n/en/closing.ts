export const closing = {
  "closing.title": "Close Callboard?",
  "closing.lost": "Something is not finished:",
  "closing.keepWorking": "Keep working",
  "closing.closeAnyway": "Close anyway",
  "closing.waiting": "Callboard closes as soon as the change that is under way has ended.",
  "closing.drafts": "Changes that could not be kept on this computer are lost.",
  "closing.halfTyped":
    "{count, plural, one {A text that is half typed} other {# texts that are half typed}} may hold a secret, so nothing of it is kept on this computer.",
  "closing.halfTypedFailed": "Half-typed text that could not be kept on this computer is lost.",
  "closing.recording": "A recording is being made. It ends here and is kept on this computer.",
  "closing.queue":
    "{count, plural, one {# recording waits} other {# recordings wait}} to be uploaded. What you recorded here is kept; a chosen file has to be chosen again.",
  "closing.upload": "An upload is under way and is broken off.",
  "storage.title": "Nothing can be changed for now",
  "storage.full":
    "The disk of this computer is full. Callboard writes every change down before it sends it. Make some room, then try again.",
  "storage.unusable":
    "Callboard cannot write to its folder on this computer. It writes every change down before it sends it. Make sure that the folder can be written to, then try again.",
  "storage.lost": "What you type now is lost when the window closes.",
  "storage.usable": "Changes can be made again",
  "storage.settingsRestored": "Your settings were damaged; the last good copy is used",
  "storage.settingsRestoredMeaning":
    "All connections are there. The damaged file was put aside as {file}. A change of the last moment may be missing.",
  "storage.settingsLost": "Your settings and connections could not be read",
  "storage.settingsLostMeaning":
    "The file was damaged and there was no copy. It was put aside as {file}. Connect your systems again; nothing in them has changed.",
} as const;
