import { SegmentedControl } from "@mantine/core";
import { DateInput } from "@mantine/dates";
import "@mantine/dates/styles.layer.css";
import "dayjs/locale/es";
import "dayjs/locale/nl";
import { useState } from "react";
import { useText } from "../i18n";
import classes from "./Activity.module.css";
import { dayOf, namedPeriod, ownPeriod, type Period, type PeriodChoice } from "./periods";

interface PeriodPickerProps {
  readonly period: Period;
  readonly onChange: (period: Period) => void;
}

const choices: readonly PeriodChoice[] = ["week", "days", "month", "lastMonth", "own"];

/** A period by name, or from one day to another. */
export function PeriodPicker({ period, onChange }: PeriodPickerProps) {
  const { t, format, language } = useText();
  const [choice, setChoice] = useState<PeriodChoice>("week");
  const [first, setFirst] = useState("");
  const [last, setLast] = useState("");
  const [wrong, setWrong] = useState<"needsDates" | "wrongOrder" | "future" | "tooLong">();
  const today = dayOf(new Date());
  const choose = (next: PeriodChoice) => {
    setChoice(next);
    setWrong(undefined);
    if (next === "own") {
      // What is shown is where one's own begins.
      setFirst(dayOf(period.from));
      setLast(dayOf(new Date(period.to.getTime() - 1)));
    } else {
      onChange(namedPeriod(next, new Date()));
    }
  };
  const chooseDays = (from: string, to: string) => {
    setFirst(from);
    setLast(to);
    const own = ownPeriod(from, to, new Date());
    setWrong(own.kind === "wrong" ? own.why : undefined);
    if (own.kind === "period") {
      onChange(own.period);
    }
  };
  const calendar = {
    className: classes.date,
    locale: language,
    firstDayOfWeek: ((format.week()[0] ?? 1) % 7) as 0 | 1 | 2 | 3 | 4 | 5 | 6,
    valueFormat: "D MMM YYYY",
    maxDate: today,
    maxLevel: "month",
    highlightToday: true,
    ariaLabels: { previousMonth: t("statistic.monthBefore"), nextMonth: t("statistic.monthAfter") },
    popoverProps: { withinPortal: true },
  } as const;
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <div className={classes.period}>
      <SegmentedControl
        aria-label={t("statistic.period")}
        size="xs"
        data={choices.map((value) => ({ value, label: t(`statistic.period.${value}`) }))}
        value={choice}
        onChange={(value) => choose(value as PeriodChoice)}
      />
      {choice === "own" && (
        <div className={classes.own}>
          <DateInput
            {...calendar}
            label={t("statistic.from")}
            value={first === "" ? null : first}
            onChange={(day) => chooseDays(day ?? "", last)}
          />
          <DateInput
            {...calendar}
            label={t("statistic.to")}
            value={last === "" ? null : last}
            error={wrong === undefined ? undefined : t(`statistic.${wrong}`)}
            onChange={(day) => chooseDays(first, day ?? "")}
          />
        </div>
      )}
      <p className={classes.quiet}>
        {t("statistic.span", {
          from: format.dateTime(period.from),
          to: format.dateTime(period.to),
          zone,
        })}
      </p>
    </div>
  );
}
