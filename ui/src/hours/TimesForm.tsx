import { Button, Popover, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useText } from "../i18n";
import classes from "./Hours.module.css";
import { parseRange, showTime, splitTyped } from "./typed";
import { type DayName, dayLength, type Range } from "./week";
import { dayWords } from "./words";

interface TimesFormProps {
  readonly day: DayName;
  readonly range: Range | undefined;
  readonly onApply: (range: Range) => void;
  readonly onClose: () => void;
}

const reasons = { notATime: "hours.notATime", same: "hours.same", late: "hours.late" } as const;

/** Typed times, floating over the day's bar. */
export function TimesForm({ day, range, onApply, onClose }: TimesFormProps) {
  const { t, format } = useText();
  const [from, setFrom] = useState(range === undefined ? "" : showTime(range.from));
  const [to, setTo] = useState(range === undefined ? "" : showTime(range.to));
  const [refused, setRefused] = useState<{ field: "from" | "to"; why: keyof typeof reasons }>();
  const middle = range === undefined ? dayLength / 2 : (range.from + Math.min(range.to, dayLength)) / 2;

  const apply = (event: FormEvent) => {
    event.preventDefault();
    const typed = parseRange(from, to);
    if (typed.kind === "refused") {
      setRefused(typed);
      return;
    }
    onApply(typed.range);
  };
  const leaveFrom = () => {
    const both = to.trim() === "" ? splitTyped(from) : undefined;
    if (both !== undefined) {
      setFrom(both[0]);
      setTo(both[1]);
    }
  };
  const errorOf = (field: "from" | "to") => (refused?.field === field ? t(reasons[refused.why]) : undefined);

  return (
    <Popover opened onChange={(opened) => !opened && onClose()} trapFocus width={264} position="bottom">
      <Popover.Target>
        <span
          className={classes.anchor}
          style={{ insetInlineStart: `${(middle / dayLength) * 100}%` }}
          aria-hidden
        />
      </Popover.Target>
      <Popover.Dropdown aria-label={t("hours.hoursOf", { day: dayWords(day, format) })}>
        <form className={classes.times} onSubmit={apply}>
          <div className={classes.pair}>
            <TextInput
              label={t("hours.from")}
              value={from}
              data-autofocus
              autoComplete="off"
              error={errorOf("from") !== undefined}
              onChange={(event) => setFrom(event.currentTarget.value)}
              onFocus={(event) => event.currentTarget.select()}
              onBlur={leaveFrom}
            />
            <TextInput
              label={t("hours.to")}
              value={to}
              autoComplete="off"
              error={errorOf("to") !== undefined}
              onChange={(event) => setTo(event.currentTarget.value)}
              onFocus={(event) => event.currentTarget.select()}
            />
          </div>
          {refused === undefined ? (
            <p className={classes.hint}>{t("hours.typeHint")}</p>
          ) : (
            <p className={classes.refused} role="alert">
              {t(reasons[refused.why])}
            </p>
          )}
          <div className={classes.actions}>
            <Button size="xs" onClick={onClose}>
              {t("common.cancel")}
            </Button>
            <Button size="xs" type="submit" variant="filled">
              {t("hours.apply")}
            </Button>
          </div>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
