import { Input, Switch } from "@mantine/core";
import { useText } from "../i18n";
import type { ControlProps } from "./control";
import classes from "./controls.module.css";

/** On or off, in the draft: nothing reaches the system before a save. */
export function SwitchControl({ field, id, value, onChange, hint, error }: ControlProps<"switch">) {
  const { t } = useText();
  const state = (on: boolean) => t(on ? "common.on" : "common.off");
  // Where nothing is chosen it stands as the system takes it, and says so.
  const preset = typeof field.preset === "boolean" ? field.preset : undefined;
  const words =
    value !== null
      ? state(value === true)
      : preset === undefined
        ? t("controls.notSet")
        : t("forms.stateNotSet", { value: state(preset) });
  return (
    <Input.Wrapper id={`${id}-group`} labelElement="div" description={hint} error={error}>
      <Switch
        id={id}
        className={classes.switch}
        checked={value === null ? preset === true : value === true}
        data-unset={value === null}
        onChange={(event) => onChange(event.currentTarget.checked)}
        label={<span aria-hidden>{words}</span>}
      />
    </Input.Wrapper>
  );
}
