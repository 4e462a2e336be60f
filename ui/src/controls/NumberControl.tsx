import { ActionIcon, NumberInput, Slider, Tooltip } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useText } from "../i18n";
import type { ControlProps } from "./control";
import classes from "./controls.module.css";
import forms from "./forms.module.css";

/** A number with its unit inside. Bounds are judged by the check, never silently corrected. */
export function NumberControl(props: ControlProps<"number">) {
  const { minimum, maximum, slider } = props.control;
  return slider !== null && minimum !== null && maximum !== null ? (
    <NumberSlider {...props} minimum={minimum} maximum={maximum} step={slider} />
  ) : (
    <NumberField {...props} />
  );
}

function NumberField({ control, id, value, onChange, hint, error, field }: ControlProps<"number">) {
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

interface NumberSliderProps extends ControlProps<"number"> {
  readonly minimum: number;
  readonly maximum: number;
  readonly step: number;
}

/** Between bounds, by hand or by typing. Where nothing is set it rests, paler, on what the system takes. */
function NumberSlider({
  control,
  field,
  id,
  label,
  value,
  onChange,
  hint,
  error,
  minimum,
  maximum,
  step,
}: NumberSliderProps) {
  const { t, format } = useText();
  const set = typeof value === "number" ? value : undefined;
  const preset = typeof field.preset === "number" ? field.preset : undefined;
  const resting = preset ?? minimum;
  const clear =
    preset === undefined
      ? t("forms.clearValue", { field: label })
      : t("forms.backToPreset", { value: format.number(preset) });
  const back = focusOn(id);
  return (
    <NumberInput
      id={id}
      description={hint}
      error={error}
      withAsterisk={false}
      value={set ?? ""}
      onChange={(next) => onChange(typeof next === "number" ? next : null)}
      min={minimum}
      max={maximum}
      step={step}
      allowDecimal={!control.whole}
      clampBehavior="none"
      hideControls
      placeholder={preset === undefined ? undefined : format.number(preset)}
      classNames={{ wrapper: forms.sliderNumber }}
      inputContainer={(input) => (
        <div className={forms.slider}>
          <Slider
            className={forms.sliderTrack}
            data-set={set !== undefined}
            value={Math.min(maximum, Math.max(minimum, set ?? resting))}
            onChange={(next) => onChange(Number(next.toFixed(6)))}
            min={minimum}
            max={maximum}
            step={step}
            label={null}
            thumbLabel={label}
            thumbProps={{ "aria-valuetext": format.number(set ?? resting) }}
            attributes={{ bar: { "data-slider-bar": "" } }}
            marks={[
              { value: minimum, label: format.number(minimum) },
              { value: maximum, label: format.number(maximum) },
            ]}
          />
          {input}
          {set !== undefined && field.clearing !== "notPossible" ? (
            <Tooltip label={clear}>
              <ActionIcon
                size={28}
                aria-label={clear}
                onClick={() => {
                  onChange(null);
                  back();
                }}
              >
                <IconX size={16} stroke={1.5} />
              </ActionIcon>
            </Tooltip>
          ) : (
            <span />
          )}
        </div>
      )}
    />
  );
}

/** Leads back to the field when the button that had the focus goes away. */
const focusOn = (id: string) => () => document.getElementById(id)?.focus();
