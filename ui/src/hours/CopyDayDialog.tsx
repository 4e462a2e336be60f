import { Button, Checkbox, Modal, Select } from "@mantine/core";
import { useState } from "react";
import { useText } from "../i18n";
import classes from "./Hours.module.css";
import { type DayName, days, rangeOf, type Week } from "./week";
import { dayNumber, dayWords, shortRange } from "./words";

interface CopyDayDialogProps {
  readonly week: Week;
  readonly from: DayName;
  readonly onCopy: (from: DayName, to: readonly DayName[]) => void;
  readonly onClose: () => void;
}

const weekdays = days.slice(0, 5);

/** One day's hours onto others. */
export function CopyDayDialog({ week, from: first, onCopy, onClose }: CopyDayDialogProps) {
  const { t, format } = useText();
  const [from, setFrom] = useState(first);
  const [chosen, setChosen] = useState<ReadonlySet<DayName>>(new Set());
  const order = format.week().flatMap((number) => days[number - 1] ?? []);
  const targets = order.filter((day) => day !== from && chosen.has(day));
  const readable = week[from].kind !== "unreadable";
  const hoursOf = (day: DayName) => {
    const range = rangeOf(week[day]);
    return range === undefined ? t("hours.closed") : shortRange(range);
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("hours.copyTitle")}
      size={400}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <div className={classes.copy}>
        <Select
          label={t("hours.copyFrom")}
          value={from}
          allowDeselect={false}
          error={readable ? undefined : t("hours.nothingToCopy")}
          data={order.map((day) => ({ value: day, label: `${dayWords(day, format)}, ${hoursOf(day)}` }))}
          onChange={(value) => {
            const day = days.find((each) => each === value);
            if (day !== undefined) {
              setFrom(day);
            }
          }}
        />
        <fieldset className={classes.targets}>
          <legend>{t("hours.copyOnto")}</legend>
          <div className={classes.quick}>
            <Button size="xs" onClick={() => setChosen(new Set(weekdays))}>
              {t("hours.weekdays")}
            </Button>
            <Button size="xs" onClick={() => setChosen(new Set(days))}>
              {t("hours.allDays")}
            </Button>
            <Button size="xs" variant="subtle" onClick={() => setChosen(new Set())}>
              {t("hours.noDays")}
            </Button>
          </div>
          <div className={classes.boxes}>
            {order.map((day) => (
              <Checkbox
                key={day}
                label={format.weekday(dayNumber(day), "long")}
                disabled={day === from}
                checked={day !== from && chosen.has(day)}
                onChange={(event) => {
                  const next = new Set(chosen);
                  if (event.currentTarget.checked) {
                    next.add(day);
                  } else {
                    next.delete(day);
                  }
                  setChosen(next);
                }}
              />
            ))}
          </div>
        </fieldset>
        <div className={classes.actions}>
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          <Button
            variant="filled"
            disabled={targets.length === 0 || !readable}
            onClick={() => onCopy(from, targets)}
          >
            {t("hours.copyAction", { count: targets.length })}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
