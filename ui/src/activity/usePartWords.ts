import { useMemo } from "react";
import { useText, type Weekday } from "../i18n";
import type { PartLength } from "./periods";

export interface PartWords {
  /** Below a bar. */
  short(begins: Date): string;
  /** In the table. */
  long(begins: Date): string;
}

/** What the parts of a picture are called, on the clock of this computer. */
export function usePartWords(length: PartLength): PartWords {
  const { format, language } = useText();
  return useMemo(() => {
    if (length === "month") {
      const short = new Intl.DateTimeFormat(language, { month: "short", year: "2-digit" });
      const long = new Intl.DateTimeFormat(language, { month: "long", year: "numeric" });
      return { short: (begins) => short.format(begins), long: (begins) => long.format(begins) };
    }
    const weekday = (begins: Date) =>
      format.weekday((begins.getDay() === 0 ? 7 : begins.getDay()) as Weekday);
    return {
      short: (begins) => format.dayOfYear(begins.getMonth() + 1, begins.getDate()),
      long: (begins) =>
        length === "day" ? `${weekday(begins)}, ${format.date(begins)}` : format.date(begins),
    };
  }, [format, language, length]);
}
