import { useRef, useState } from "react";
import type { TestState } from "./TestResult";

/** One test at a time; an answer that comes after the form was changed is dropped. */
export function useTest() {
  const [state, setState] = useState<TestState>({ kind: "untested" });
  const turn = useRef(0);
  const forget = () => {
    turn.current += 1;
    setState({ kind: "untested" });
  };
  const run = async (ask: () => Promise<unknown>) => {
    turn.current += 1;
    const mine = turn.current;
    setState({ kind: "testing" });
    try {
      await ask();
      if (turn.current === mine) {
        setState({ kind: "works" });
      }
    } catch (error) {
      if (turn.current === mine) {
        setState({ kind: "failed", error });
      }
    }
  };
  return { state, run, forget };
}
