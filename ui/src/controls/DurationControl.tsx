import { Input, NumberInput } from "@mantine/core";
import { useText } from "../i18n";
import type { ControlProps } from "./control";
import classes from "./controls.module.css";
import { lengthWords, type Parts, partsOf, secondsOf } from "./lengths";

const parts = ["hour", "minute", "second"] as const;

/** Hours, minutes and seconds; stored as seconds. The whole is said in words beside it. */
export function DurationControl({ id, label, value, onChange, hint, error }: ControlProps<"duration">) {
  const { t, language } = useText();
  const seconds = typeof value === "number" ? value : undefined;
  const shown = partsOf(seconds ?? 0);
  const change = (part: keyof Parts, amount: number | string) => {
    if (amount === "") {
      const others = { ...shown, [part]: 0 };
      onChange(secondsOf(others) === 0 ? null : secondsOf(others));
    } else if (typeof amount === "number") {
      onChange(secondsOf({ ...shown, [part]: amount }));
    }
  };
  return (
    <Input.Wrapper id={`${id}-group`} description={hint} error={error} labelElement="div">
      <fieldset className={classes.parts} aria-label={label}>
        {parts.map((part) => (
          <NumberInput
            key={part}
            id={part === "hour" ? id : undefined}
            className={classes.part}
            aria-label={`${label}: ${t(`controls.${part}s`)}`}
            error={error !== undefined}
            value={seconds === undefined ? "" : shown[part]}
            onChange={(amount) => change(part, amount)}
            allowDecimal={false}
            allowNegative={false}
            min={0}
            clampBehavior="none"
            hideControls
            rightSection={<span className={classes.unit}>{t(`controls.${part}Short`)}</span>}
            rightSectionWidth={38}
            rightSectionPointerEvents="none"
          />
        ))}
        <span className={classes.inWords}>
          {seconds === undefined ? t("controls.notSet") : lengthWords(seconds, { language })}
        </span>
      </fieldset>
    </Input.Wrapper>
  );
}
