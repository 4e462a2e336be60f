import { Input, NumberInput } from "@mantine/core";
import { useText } from "../i18n";
import type { ControlProps } from "./control";
import classes from "./controls.module.css";
import { lengthWords, type Parts, partsOf, perSecond, secondsOf } from "./lengths";

const parts = ["hour", "minute", "second"] as const;

/** Hours, minutes and seconds; stored as seconds or milliseconds. The whole is said in words beside it. */
export function DurationControl({
  control,
  id,
  label,
  value,
  onChange,
  hint,
  error,
}: ControlProps<"duration">) {
  const { t, language } = useText();
  const per = perSecond(control.stored);
  const seconds = typeof value === "number" ? value / per : undefined;
  const store = (all: Parts) => Math.round(secondsOf(all) * per);
  const shown = partsOf(seconds ?? 0);
  const change = (part: keyof Parts, amount: number | string) => {
    if (amount === "") {
      const others = { ...shown, [part]: 0 };
      onChange(store(others) === 0 ? null : store(others));
    } else if (typeof amount === "number") {
      onChange(store({ ...shown, [part]: amount }));
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
            allowDecimal={per > 1 && part === "second"}
            decimalScale={3}
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
