import { Input, Switch } from "@mantine/core";
import { useText } from "../i18n";
import type { ControlProps } from "./control";
import classes from "./controls.module.css";

/** On or off, in the draft: nothing reaches the system before a save. */
export function SwitchControl({ id, value, onChange, hint, error }: ControlProps<"switch">) {
  const { t } = useText();
  const words = value === null ? t("controls.notSet") : t(value === true ? "common.on" : "common.off");
  return (
    <Input.Wrapper id={`${id}-group`} labelElement="div" description={hint} error={error}>
      <Switch
        id={id}
        className={classes.switch}
        checked={value === true}
        onChange={(event) => onChange(event.currentTarget.checked)}
        label={<span aria-hidden>{words}</span>}
      />
    </Input.Wrapper>
  );
}
