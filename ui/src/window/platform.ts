/** Whether this is an Apple computer, where Command does what Control does elsewhere. */
export const isApple = /Mac|iPhone|iPad/.test(navigator.userAgent);

/** The name of the key that goes with letters: ⌘ on a Mac, Ctrl elsewhere. */
export const commandKey = isApple ? "⌘" : "Ctrl";
