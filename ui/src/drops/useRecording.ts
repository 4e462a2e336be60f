import { useCallback, useEffect, useRef, useState } from "react";
import { type ChosenFile, channel, commands, type RecordingEvent, unwrap } from "../bridge";

export interface RecordingState {
  readonly phase: "idle" | "counting" | "opening" | "recording" | "paused" | "full" | "interrupted";
  /** Seconds until it begins. */
  readonly count: number;
  /** Seconds recorded. */
  readonly seconds: number;
  /** Loudest value just now, 0 to 1. */
  readonly peak: number;
}

export interface Recording {
  readonly state: RecordingState;
  readonly failure: unknown;
  /** Counts down and records; what was recorded before is deleted. */
  begin(): Promise<void>;
  /** Ends it and keeps it on this computer, to be used later. */
  keep(): Promise<void>;
  pause(paused: boolean): Promise<void>;
  /** Ends it. Nothing where that failed, which stands in `failure`. */
  use(name: string): Promise<ChosenFile | undefined>;
}

const idle: RecordingState = { phase: "idle", count: 0, seconds: 0, peak: 0 };
const countFrom = 3;
const second = 1000;

/** One recording. Leaving it gives the microphone back; what was recorded is kept on this computer and offered again. */
export function useRecording(microphone: string | null): Recording {
  const [state, setState] = useState(idle);
  const [failure, setFailure] = useState<unknown>();
  // Each take has a number; what an older one still says is not listened to.
  const take = useRef(0);
  useEffect(
    () => () => {
      take.current += 1;
      void commands.keepRecording();
    },
    [],
  );
  const begin = useCallback(async () => {
    take.current += 1;
    const mine = take.current;
    setFailure(undefined);
    const hear = (event: RecordingEvent) => {
      if (mine !== take.current) {
        return;
      }
      setState((now) =>
        event.kind === "level"
          ? { ...now, seconds: event.seconds, peak: event.peak }
          : { ...now, peak: 0, phase: event.kind },
      );
    };
    try {
      await unwrap(commands.discardRecording());
      for (let count = countFrom; count > 0; count -= 1) {
        setState({ ...idle, phase: "counting", count });
        await new Promise((done) => setTimeout(done, second));
        if (mine !== take.current) {
          return;
        }
      }
      setState({ ...idle, phase: "opening" });
      await unwrap(commands.startRecording(microphone, channel(hear)));
      if (mine === take.current) {
        setState((now) => (now.phase === "opening" ? { ...now, phase: "recording" } : now));
      } else {
        void commands.discardRecording();
      }
    } catch (error) {
      if (mine === take.current) {
        setState(idle);
        setFailure(error);
      }
    }
  }, [microphone]);
  const pause = useCallback(async (paused: boolean) => {
    try {
      await unwrap(commands.pauseRecording(paused));
      setState((now) => ({ ...now, phase: paused ? "paused" : "recording" }));
    } catch (error) {
      setFailure(error);
    }
  }, []);
  const keep = useCallback(async () => {
    take.current += 1;
    await unwrap(commands.keepRecording());
  }, []);
  const use = useCallback(async (name: string) => {
    take.current += 1;
    try {
      return await unwrap(commands.finishRecording(name));
    } catch (error) {
      setState(idle);
      setFailure(error);
      return undefined;
    }
  }, []);
  return { state, failure, begin, keep, pause, use };
}
