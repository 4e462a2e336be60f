import { ActionIcon, Slider, TextInput, type TextInputProps, Tooltip } from "@mantine/core";
import IconX from "@tabler/icons-react/dist/esm/icons/IconX.mjs";
import type { KeyboardEvent } from "react";
import { useText } from "../i18n";
import type { ControlProps } from "./control";
import classes from "./controls.module.css";
import forms from "./forms.module.css";
import { numberText, readNumber } from "./numbers";
import { useHalf, useTyping } from "./useHalf";

/** A number with its unit inside. Bounds are judged by the check, never silently corrected. */
export function NumberControl(props: ControlProps<"number">) {
  const { minimum, maximum, slider } = props.control;
  return slider !== null && minimum !== null && maximum !== null ? (
    <NumberSlider {...props} minimum={minimum} maximum={maximum} step={slider} />
  ) : (
    <NumberField {...props} />
  );
}

interface NumberTextProps extends Omit<ControlProps<"number">, "tried"> {
  /** How far an arrow key goes. */
  readonly step: number;
  readonly input?: TextInputProps;
}

/** The number as text: kept as it is typed until it is a number, with the decimal sign of the language or the other one. */
function NumberText({
  session,
  control,
  field,
  id,
  value,
  onChange,
  hint,
  error,
  step,
  input,
}: NumberTextProps) {
  const { language } = useText();
  const { minimum, maximum, whole } = control;
  const number = typeof value === "number" ? value : undefined;
  const typing = useTyping(
    useHalf(session, field.pointer),
    value,
    number === undefined ? "" : numberText(number, language),
    (text) => readNumber(text, language),
    onChange,
  );
  const keys = (event: KeyboardEvent) => {
    const by = { ArrowUp: step, ArrowDown: -step }[event.key];
    if (by === undefined || number === undefined) {
      return;
    }
    event.preventDefault();
    const next = Number((number + by).toFixed(9));
    if ((maximum === null || next <= maximum || by < 0) && (minimum === null || next >= minimum || by > 0)) {
      typing.change(numberText(next, language));
    }
  };
  return (
    <TextInput
      {...input}
      id={id}
      description={hint}
      error={error}
      required={field.required}
      withAsterisk={false}
      inputMode={whole ? "numeric" : "decimal"}
      autoComplete="off"
      spellCheck={false}
      value={typing.text}
      onChange={(event) => typing.change(event.currentTarget.value)}
      onBlur={typing.leave}
      onKeyDown={keys}
    />
  );
}

function NumberField(props: ControlProps<"number">) {
  const { t } = useText();
  const { unit } = props.control;
  return (
    <NumberText
      {...props}
      step={1}
      input={{
        classNames: { wrapper: classes.number },
        rightSection:
          unit === null ? undefined : (
            <span className={classes.unit}>
              {t(unit === "seconds" ? "controls.seconds" : "controls.milliseconds")}
            </span>
          ),
        rightSectionWidth: unit === null ? undefined : 96,
        rightSectionPointerEvents: "none",
      }}
    />
  );
}

interface NumberSliderProps extends ControlProps<"number"> {
  readonly minimum: number;
  readonly maximum: number;
  readonly step: number;
}

/** Between bounds, by hand or by typing. Where nothing is set it rests, paler, on what the system takes. */
function NumberSlider(props: NumberSliderProps) {
  const { field, id, label, value, onChange, minimum, maximum, step } = props;
  const { t, format } = useText();
  const set = typeof value === "number" ? value : undefined;
  const preset = typeof field.preset === "number" ? field.preset : undefined;
  const resting = preset ?? minimum;
  const clear =
    preset === undefined
      ? t("forms.clearValue", { field: label })
      : t("forms.backToPreset", { value: format.number(preset) });
  const back = focusOn(id);
  const half = useHalf(props.session, field.pointer);
  // Whoever moves the slider or empties the field does not mean any more what was half typed.
  const choose = (next: number | null) => {
    half.forget();
    onChange(next);
  };
  return (
    <NumberText
      {...props}
      input={{
        placeholder: preset === undefined ? undefined : format.number(preset),
        classNames: { wrapper: forms.sliderNumber },
        inputContainer: (input) => (
          <div className={forms.slider}>
            <Slider
              className={forms.sliderTrack}
              data-set={set !== undefined}
              value={Math.min(maximum, Math.max(minimum, set ?? resting))}
              onChange={(next) => choose(Number(next.toFixed(6)))}
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
                    choose(null);
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
        ),
      }}
    />
  );
}

/** Leads back to the field when the button that had the focus goes away. */
const focusOn = (id: string) => () => document.getElementById(id)?.focus();
