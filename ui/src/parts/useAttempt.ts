import { useState } from "react";

export interface Attempt {
  readonly busy: boolean;
  /** Why it failed the last time. */
  readonly failure: unknown;
  readonly attempt: (work: () => Promise<unknown>) => Promise<void>;
}

/** Work that a button starts: whether it runs, and why it failed. */
export function useAttempt(): Attempt {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(undefined);
  const attempt = async (work: () => Promise<unknown>) => {
    setBusy(true);
    setFailure(undefined);
    try {
      await work();
    } catch (error) {
      setFailure(error);
    } finally {
      setBusy(false);
    }
  };
  return { busy, failure, attempt };
}
