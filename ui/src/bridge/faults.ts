/** What the page caught and could not handle goes to the program's log. The core leaves out what must not stand there. */
import { commands, type PageFaultSource } from "./bindings";
import { CallboardFailure } from "./failure";

/** Most faults of one page load that are reported: one that repeats must not push everything else out of the log. */
const most = 20;
let reported = 0;
let last = "";

function said(thrown: unknown): { message: string; stack: string | null } {
  if (thrown instanceof CallboardFailure) {
    const { code, operation } = thrown.error;
    return { message: `${thrown.name}: ${code} ${operation ?? ""}`, stack: thrown.stack ?? null };
  }
  if (thrown instanceof Error) {
    return { message: `${thrown.name}: ${thrown.message}`, stack: thrown.stack ?? null };
  }
  return { message: typeof thrown === "string" ? thrown : `a thrown ${typeof thrown}`, stack: null };
}

/** Reports a fault, unless it is the one reported last. */
export function reportFault(source: PageFaultSource, thrown: unknown): void {
  const { message, stack } = said(thrown);
  const fault = JSON.stringify([source, message, stack]);
  if (fault === last || reported >= most) {
    return;
  }
  last = fault;
  reported += 1;
  // Nobody is left to be told where the log cannot be reached.
  commands.reportPageFault({ source, message, stack }).catch(() => undefined);
}

/** Reports what no part of the page caught, until the returned function is called. */
export function watchFaults(): () => void {
  reported = 0;
  last = "";
  const onError = (event: ErrorEvent) => reportFault("script", event.error ?? event.message);
  const onRejection = (event: PromiseRejectionEvent) => reportFault("promise", event.reason);
  window.addEventListener("error", onError);
  window.addEventListener("unhandledrejection", onRejection);
  return () => {
    window.removeEventListener("error", onError);
    window.removeEventListener("unhandledrejection", onRejection);
  };
}
