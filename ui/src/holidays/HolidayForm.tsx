import { Button, Modal, Select, TextInput } from "@mantine/core";
import { type FormEvent, useEffect, useLayoutEffect, useRef, useState } from "react";
import { shownName, useText } from "../i18n";
import classes from "./Holidays.module.css";
import { type Holiday, type HolidayValues, isDate, isLeapDay } from "./holidays";
import { monthWords } from "./words";

interface HolidayFormProps {
  /** The one to change; nothing for a new one. */
  readonly holiday: Holiday | undefined;
  /** The day a new one is on to begin with. */
  readonly on?: { readonly day: number; readonly month: number } | undefined;
  readonly others: readonly Holiday[];
  readonly onDone: (values: HolidayValues) => void;
  readonly onRemove: () => void;
  readonly onClose: () => void;
}

const dayOptions = Array.from({ length: 31 }, (_, at) => String(at + 1));

/** Day and month pickers in the order people here write a date. */
export function HolidayForm({ holiday, on, others, onDone, onRemove, onClose }: HolidayFormProps) {
  const { t, format } = useText();
  const [name, setName] = useState(holiday?.name ?? "");
  const [day, setDay] = useState(holiday?.day ?? on?.day ?? 1);
  const [month, setMonth] = useState(holiday?.month ?? on?.month ?? 1);
  const [tried, setTried] = useState(false);
  const nameMissing = name.trim() === "";
  const possible = isDate(day, month);
  const same = others.find((other) => other.day === day && other.month === month);
  const monthFirst = /^\D/u.test(format.dayOfYear(12, 25));

  const decided = useRef(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!nameMissing && possible) {
      decided.current = true;
      onDone({ name: name.trim(), day, month });
    }
  };
  const close = () => {
    decided.current = true;
    onClose();
  };
  const changed =
    name.trim() !== (holiday?.name ?? "") ||
    (holiday !== undefined && (day !== holiday.day || month !== holiday.month));
  // A key led to another page in the middle of it: what is a day already is taken over.
  const atTheEnd = useRef((): void => undefined);
  useLayoutEffect(() => {
    atTheEnd.current = () => {
      if (!decided.current && changed && !nameMissing && possible) {
        onDone({ name: name.trim(), day, month });
      }
    };
  });
  useEffect(() => () => atTheEnd.current(), []);
  const dayField = (
    <Select
      key="day"
      label={t("hours.day")}
      data={dayOptions}
      value={String(day)}
      allowDeselect={false}
      error={!possible}
      onChange={(value) => setDay(Number(value ?? 1))}
    />
  );
  const monthField = (
    <Select
      key="month"
      label={t("hours.month")}
      data={Array.from({ length: 12 }, (_, at) => ({
        value: String(at + 1),
        label: monthWords(at + 1, format),
      }))}
      value={String(month)}
      allowDeselect={false}
      onChange={(value) => setMonth(Number(value ?? 1))}
    />
  );
  return (
    <Modal
      opened
      onClose={close}
      // A click beside it is no wish to lose what was typed.
      closeOnClickOutside={!changed}
      title={t(holiday === undefined ? "hours.addHoliday" : "hours.editHoliday")}
      size={400}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <form className={classes.form} onSubmit={submit} noValidate>
        <TextInput
          label={t("hours.holidayName")}
          value={name}
          data-autofocus
          required
          withAsterisk={false}
          autoComplete="off"
          error={tried && nameMissing ? t("hours.nameRequired") : undefined}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <div>
          <div className={classes.date} data-month-first={monthFirst}>
            {monthFirst ? [monthField, dayField] : [dayField, monthField]}
          </div>
          <p className={possible ? classes.warned : classes.refused} role="status">
            {!possible
              ? t("hours.notADate", { month: monthWords(month, format), day })
              : isLeapDay({ day, month })
                ? t("hours.leapDay")
                : same !== undefined
                  ? t("hours.duplicate", { name: shownName(same.name, t("hours.unnamed")) })
                  : ""}
          </p>
        </div>
        <div className={classes.actions}>
          {holiday !== undefined && (
            <Button
              data-aside
              variant="subtle"
              color="bad"
              onClick={() => {
                decided.current = true;
                onRemove();
              }}
            >
              {t("common.remove")}
            </Button>
          )}
          <Button onClick={close}>{t("common.cancel")}</Button>
          <Button type="submit" variant="filled">
            {t(holiday === undefined ? "hours.addHoliday" : "common.save")}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
