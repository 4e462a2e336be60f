import { Button, Popover } from "@mantine/core";
import { type MessageId, useText } from "../i18n";
import classes from "./Hours.module.css";
import type { StorageChoice, StorageProblem } from "./ranges";
import { dayLength, type Range } from "./week";
import { dayWords, shortLength, shortRange } from "./words";

interface SecondRangeProps {
  readonly system: string;
  readonly problem: StorageProblem;
  /** Ranges the system keeps a day. */
  readonly rangesPerDay: number;
  readonly painted: Range;
  readonly onChoose: (choice: StorageChoice) => void;
  readonly onClose: () => void;
}

const kinds = {
  join: "hours.keepSpan",
  longer: "hours.keepOnly",
  first: "hours.keepOnly",
  one: "hours.keepOnly",
} as const satisfies Record<StorageChoice["kind"], MessageId>;

/** Asks what becomes of a day with more hours than the system can keep, and says what each answer costs. */
export function SecondRange({ system, problem, rangesPerDay, painted, onChoose, onClose }: SecondRangeProps) {
  const { t, format } = useText();
  const middle = (painted.from + painted.to) / 2;
  const title = t("hours.secondTitle", { day: dayWords(problem.day, format) });
  const words = (ranges: readonly Range[]) => format.list(ranges.map(shortRange));
  return (
    <Popover opened onChange={(opened) => !opened && onClose()} trapFocus width={300} position="bottom">
      <Popover.Target>
        <span
          className={classes.anchor}
          style={{ insetInlineStart: `${(middle / dayLength) * 100}%` }}
          aria-hidden
        />
      </Popover.Target>
      <Popover.Dropdown aria-label={title}>
        <div className={classes.times}>
          <p className={classes.question}>{title}</p>
          <p className={classes.hint}>
            {t("hours.secondText", { system, count: rangesPerDay, painted: words(problem.ranges) })}
          </p>
          {problem.choices.map((choice, index) => (
            <Button
              key={words(choice.ranges)}
              className={classes.choice}
              variant={index === 0 ? "filled" : "default"}
              data-autofocus={index === 0 || undefined}
              onClick={() => onChoose(choice)}
            >
              <span>{t(kinds[choice.kind], { ranges: words(choice.ranges) })}</span>
              <small>
                {choice.added > 0
                  ? t("hours.moreOpen", { length: shortLength(choice.added) })
                  : t("hours.lessOpen", { length: shortLength(choice.lost) })}
              </small>
            </Button>
          ))}
          <Button size="xs" variant="subtle" onClick={onClose}>
            {t("common.cancel")}
          </Button>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
