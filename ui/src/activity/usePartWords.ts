import { useMemo } from "react";
import { useText } from "../i18n";
import type { PartLength } from "./periods";

export interface PartWords {
  /** Below a bar. */
  short(begins: Date): string;
  /** In the table. */
  long(begins: Date): string;
}

const shapes: Readonly<
  Record<PartLength, readonly [Intl.DateTimeFormatOptions, Intl.DateTimeFormatOptions]>
> = {
  day: [
    { day: "numeric", month: "short" },
    { weekday: "short", day: "numeric", month: "long", year: "numeric" },
  ],
  week: [
    { day: "numeric", month: "short" },
    { day: "numeric", month: "long", year: "numeric" },
  ],
  month: [
    { month: "short", year: "2-digit" },
    { month: "long", year: "numeric" },
  ],
};

/** What the parts of a picture are called, on the clock of this computer. */
export function usePartWords(length: PartLength): PartWords {
  const { language } = useText();
  return useMemo(() => {
    const [short, long] = shapes[length].map((shape) => new Intl.DateTimeFormat(language, shape));
    return {
      short: (begins) => short?.format(begins) ?? "",
      long: (begins) => long?.format(begins) ?? "",
    };
  }, [language, length]);
}
