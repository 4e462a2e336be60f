/** The name of the key that goes with letters: ⌘ on a Mac, Ctrl elsewhere. */
export const commandKey = /Mac|iPhone|iPad/.test(navigator.userAgent) ? "⌘" : "Ctrl";
