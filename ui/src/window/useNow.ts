import { useEffect, useState } from "react";

/** The moment, renewed after so many milliseconds. Words made of it, such as "open until 22:00", are late by no more. */
export function useNow(every = 30_000): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), every);
    return () => clearInterval(timer);
  }, [every]);
  return now;
}
