import { SegmentedControl, TextInput } from "@mantine/core";
import { useState } from "react";
import { useText } from "../i18n";
import classes from "./Activity.module.css";
import { dayOf, namedPeriod, ownPeriod, type Period, type PeriodChoice } from "./periods";

interface PeriodPickerProps {
  readonly period: Period;
  readonly onChange: (period: Period) => void;
}

/** Some webviews draw a plain field where others have a calendar: there the form of a date has to be said. */
function knowsDates(): boolean {
  const field = document.createElement("input");
  field.type = "date";
  return field.type === "date";
}

const choices: readonly PeriodChoice[] = ["week", "days", "month", "lastMonth", "own"];

/** A period by name, or from one day to another. */
export function PeriodPicker({ period, onChange }: PeriodPickerProps) {
  const { t, format } = useText();
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
  const typed = knowsDates() ? undefined : t("statistic.typed");
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
          <TextInput
            type="date"
            className={classes.date}
            label={t("statistic.from")}
            description={typed}
            value={first}
            max={today}
            onChange={(event) => chooseDays(event.currentTarget.value, last)}
          />
          <TextInput
            type="date"
            className={classes.date}
            label={t("statistic.to")}
            description={typed}
            value={last}
            max={today}
            error={wrong === undefined ? undefined : t(`statistic.${wrong}`)}
            onChange={(event) => chooseDays(first, event.currentTarget.value)}
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
