import { useRef, useState } from "react";
import type { ConnectionTest } from "../bridge";
import { runJob } from "../bridge";

export type TestState =
  | { readonly kind: "untested" }
  | { readonly kind: "testing" }
  | { readonly kind: "works"; readonly answer: ConnectionTest }
  | { readonly kind: "failed"; readonly error: unknown };

export interface Test {
  readonly state: TestState;
  readonly run: (ask: Parameters<typeof runJob<ConnectionTest>>[0]) => Promise<void>;
  readonly stop: () => void;
  /** The form was changed: what was answered no longer counts. */
  readonly forget: () => void;
}

/** One test at a time; an answer that comes after the form was changed is dropped. */
export function useTest(): Test {
  const [state, setState] = useState<TestState>({ kind: "untested" });
  const running = useRef<AbortController>(undefined);
  const forget = () => {
    running.current?.abort();
    running.current = undefined;
    setState({ kind: "untested" });
  };
  const run: Test["run"] = async (ask) => {
    running.current?.abort();
    const mine = new AbortController();
    running.current = mine;
    setState({ kind: "testing" });
    const settle = (next: TestState) => {
      if (running.current === mine) {
        setState(next);
      }
    };
    try {
      settle({ kind: "works", answer: await runJob(ask, { signal: mine.signal }) });
    } catch (error) {
      settle({ kind: "failed", error });
    }
  };
  return { state, run, stop: forget, forget };
}
