/** When what is typed goes to disk. */

/** The most time that something typed may be in the window alone, in milliseconds. */
export const keptWithin = 100;

export interface Pace {
  /** Something is to be kept: at once after a pause, with others where the last writing was a moment ago. */
  soon(): void;
  /** Everything is being kept. */
  now(): void;
}

/** Lets `flush` keep things often enough that nothing typed is lost, and no more often. */
export function paced(flush: () => void): Pace {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last = Number.NEGATIVE_INFINITY;
  return {
    soon: () => {
      timer ??= setTimeout(flush, Math.max(0, last + keptWithin - Date.now()));
    },
    now: () => {
      clearTimeout(timer);
      timer = undefined;
      last = Date.now();
    },
  };
}

/** Keeps everything when the window goes, is covered, or somebody turns to another program. */
export function keepBeforeLeaving(flush: () => Promise<unknown>): void {
  const keep = () => void flush();
  window.addEventListener("pagehide", keep);
  window.addEventListener("blur", keep);
  document.addEventListener("visibilitychange", keep);
}
