import { Button, Popover } from "@mantine/core";
import { useText } from "../i18n";
import classes from "./Hours.module.css";
import { showRange } from "./typed";
import { type DayName, dayLength, type Range, span } from "./week";
import { dayWords } from "./words";

interface SecondRangeProps {
  readonly system: string;
  readonly day: DayName;
  readonly former: Range;
  readonly painted: Range;
  readonly onChoose: (range: Range) => void;
  readonly onClose: () => void;
}

/** Asks what becomes of a second range on a day that can hold one. */
export function SecondRange({ system, day, former, painted, onChoose, onClose }: SecondRangeProps) {
  const { t, format } = useText();
  const joined = span(former, painted);
  const middle = (painted.from + painted.to) / 2;
  const title = t("hours.secondTitle", { day: dayWords(day, format) });
  return (
    <Popover opened onChange={(opened) => !opened && onClose()} trapFocus width={280} position="bottom">
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
            {t("hours.secondText", {
              system,
              former: showRange(former),
              painted: showRange(painted),
            })}
          </p>
          <Button size="xs" variant="filled" data-autofocus onClick={() => onChoose(joined)}>
            {t("hours.keepSpan", { span: showRange(joined) })}
          </Button>
          <Button size="xs" onClick={() => onChoose(painted)}>
            {t("hours.replace", { painted: showRange(painted) })}
          </Button>
          <Button size="xs" variant="subtle" onClick={onClose}>
            {t("common.cancel")}
          </Button>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
