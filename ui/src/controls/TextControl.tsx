import { Textarea, TextInput } from "@mantine/core";
import { type ControlProps, textOf } from "./control";
import classes from "./controls.module.css";

type Kinds = "text" | "longText" | "email" | "url";

/** Texts, addresses and web addresses. An emptied text is nothing, not an empty text. */
export function TextControl({ control, id, value, onChange, hint, error, field }: ControlProps<Kinds>) {
  const common = {
    id,
    value: textOf(value),
    description: hint,
    error,
    required: field.required,
    withAsterisk: false,
    dir: "auto",
  } as const;
  const change = (text: string) => onChange(text === "" ? null : text);
  if (control.kind === "longText") {
    return (
      <Textarea
        {...common}
        className={classes.long}
        autosize
        minRows={3}
        maxRows={14}
        onChange={(event) => change(event.currentTarget.value)}
      />
    );
  }
  const plain = control.kind === "text";
  return (
    <TextInput
      {...common}
      className={control.kind === "url" ? classes.long : classes.middle}
      inputMode={plain ? "text" : control.kind}
      spellCheck={plain}
      autoComplete="off"
      autoCapitalize={plain ? undefined : "off"}
      onChange={(event) => change(plain ? event.currentTarget.value : event.currentTarget.value.trim())}
    />
  );
}
