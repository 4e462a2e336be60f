import { TextInput } from "@mantine/core";
import { type ControlProps, textOf } from "./control";
import classes from "./controls.module.css";

type Kinds = "text" | "email" | "url";

/** Texts, addresses and web addresses. An emptied text is nothing, not an empty text. */
export function TextControl({ control, id, value, onChange, hint, error, field }: ControlProps<Kinds>) {
  const change = (text: string) => onChange(text === "" ? null : text);
  const plain = control.kind === "text";
  return (
    <TextInput
      id={id}
      value={textOf(value)}
      description={hint}
      error={error}
      required={field.required}
      withAsterisk={false}
      dir="auto"
      className={control.kind === "url" ? classes.long : classes.middle}
      inputMode={plain ? "text" : control.kind}
      spellCheck={plain}
      autoComplete="off"
      autoCapitalize={plain ? undefined : "off"}
      onChange={(event) => change(plain ? event.currentTarget.value : event.currentTarget.value.trim())}
    />
  );
}
