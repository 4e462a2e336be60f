import { useCallback, useEffect, useRef, useState } from "react";

/** A sentence for the live region. Said when the keys rest, so that ten steps are one sentence. */
export function useSpoken(): readonly [string, (sentence: string) => void] {
  const [sentence, setSentence] = useState("");
  const waiting = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(waiting.current), []);
  const say = useCallback((next: string) => {
    clearTimeout(waiting.current);
    waiting.current = setTimeout(() => setSentence(next), 250);
  }, []);
  return [sentence, say];
}
