import { NumberInput } from "@mantine/core";
import { useText } from "../i18n";
import type { ControlProps } from "./control";
import classes from "./controls.module.css";

/** A number with its unit inside. Bounds are judged by the check, never silently corrected. */
export function NumberControl({ control, id, value, onChange, hint, error, field }: ControlProps<"number">) {
  const { t } = useText();
  return (
    <NumberInput
      id={id}
      classNames={{ wrapper: classes.number }}
      description={hint}
      error={error}
      required={field.required}
      withAsterisk={false}
      value={typeof value === "number" ? value : ""}
      onChange={(next) => onChange(typeof next === "number" ? next : null)}
      min={control.minimum ?? undefined}
      max={control.maximum ?? undefined}
      allowDecimal={!control.whole}
      clampBehavior="none"
      hideControls
      rightSection={
        control.unit === null ? undefined : (
          <span className={classes.unit}>
            {t(control.unit === "seconds" ? "controls.seconds" : "controls.milliseconds")}
          </span>
        )
      }
      rightSectionWidth={control.unit === null ? undefined : 96}
      rightSectionPointerEvents="none"
    />
  );
}
