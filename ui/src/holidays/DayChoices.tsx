import { Button, Checkbox } from "@mantine/core";
import { useId } from "react";
import { shownName, useText } from "../i18n";
import { type Chosen, isChosen, type OfferedDay } from "./choices";
import classes from "./Offers.module.css";

interface DayChoicesProps {
  readonly label: string;
  readonly days: readonly OfferedDay[];
  readonly chosen: Chosen;
  readonly onChange: (chosen: Chosen) => void;
}

/** Days with a box each, and what has to be known about them in words. */
export function DayChoices({ label, days, chosen, onChange }: DayChoicesProps) {
  const { t } = useText();
  const title = useId();
  const all = (value: boolean) =>
    onChange(new Map([...chosen, ...days.map((day) => [day.key, value] as const)]));
  const count = days.filter((day) => isChosen(day, chosen)).length;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be the grid this is.
    <div role="group" aria-labelledby={title} className={classes.choices}>
      <div className={classes.choicesHead}>
        <h3 id={title}>{label}</h3>
        <span>{t("holidays.chosen", { count, all: days.length })}</span>
        <Button size="xs" variant="subtle" onClick={() => all(true)}>
          {t("common.all")}
        </Button>
        <Button size="xs" variant="subtle" onClick={() => all(false)}>
          {t("common.none")}
        </Button>
      </div>
      <ul className={classes.days}>
        {days.map((day) => (
          <li key={day.key} data-present={day.present || undefined}>
            <Checkbox
              classNames={{ body: classes.dayBody, labelWrapper: classes.dayLabel, label: classes.dayWords }}
              disabled={day.present}
              checked={isChosen(day, chosen)}
              onChange={(event) => onChange(new Map([...chosen, [day.key, event.currentTarget.checked]]))}
              label={
                <>
                  <span className={classes.dayDate}>{day.date}</span>{" "}
                  <bdi className={classes.dayName}>{shownName(day.name, t("hours.unnamed"))}</bdi>{" "}
                  <span className={classes.dayMarks}>
                    {(day.present ? [t("holidays.present")] : day.marks).join(" · ")}
                  </span>
                </>
              }
            />
          </li>
        ))}
      </ul>
    </div>
  );
}
