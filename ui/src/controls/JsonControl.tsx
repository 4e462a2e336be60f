import { Button, Textarea } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import type { JsonForm, JsonValue } from "../bridge";
import { useText } from "../i18n";
import { same } from "../session/edits";
import { holdsMasked } from "../session/masked";
import { unfinished, useUnfinishedAt } from "../session/unfinished";
import type { ControlProps } from "./control";
import classes from "./forms.module.css";
import { jsonText, readJson } from "./json";

interface JsonTextProps
  extends Pick<ControlProps, "session" | "field" | "id" | "label" | "value" | "onChange" | "hint" | "error"> {
  readonly expected: JsonForm;
}

export function JsonControl({ control, ...props }: ControlProps<"json">) {
  return <JsonText {...props} expected={control.expected} />;
}

/** JSON as text. Only what is JSON becomes an edit; what is not yet stays on screen, with the place where it breaks off. */
export function JsonText({
  session,
  field,
  id,
  label,
  value,
  onChange,
  hint,
  error,
  expected,
}: JsonTextProps) {
  const { t } = useText();
  const { connection, agent } = session;
  const place = `${session.within ?? ""}${field.pointer}`;
  const half = useUnfinishedAt(connection, agent, place);
  // What was typed is shown as it was typed until somebody else changes the value.
  const [typed, setTyped] = useState<string | undefined>(undefined);
  const sent = useRef<JsonValue | undefined>(undefined);
  useEffect(() => {
    if (sent.current !== undefined && !same(value, sent.current)) {
      setTyped(undefined);
      sent.current = undefined;
    }
  }, [value]);
  const change = (text: string) => {
    setTyped(text);
    const read = readJson(text, expected);
    if ("value" in read) {
      sent.current = read.value;
      unfinished.forget(connection, agent, place);
      onChange(read.value);
    } else {
      unfinished.keep(connection, agent, place, { text, ...read });
    }
  };
  const shown = half?.text ?? typed ?? jsonText(value);
  return (
    <div className={classes.jsonField}>
      <Textarea
        id={id}
        aria-label={label}
        classNames={{ input: classes.json }}
        value={shown}
        error={error}
        description={
          <>
            {half !== undefined && <span className={classes.keptHere}>{t("forms.jsonKept")}</span>}
            {hint}
            {holdsMasked(value) && <span className={classes.hintLine}>{t("forms.jsonSecrets")}</span>}
          </>
        }
        autosize
        minRows={shown.includes("\n") ? 4 : 2}
        maxRows={20}
        spellCheck={false}
        autoCapitalize="off"
        dir="ltr"
        onChange={(event) => change(event.currentTarget.value)}
        onBlur={() => {
          if (half === undefined) {
            setTyped(undefined);
          }
        }}
      />
      {half !== undefined && (
        <Button
          size="xs"
          className={classes.below}
          onClick={() => {
            unfinished.forget(connection, agent, place);
            setTyped(undefined);
            document.getElementById(id)?.focus();
          }}
        >
          {t("forms.jsonPutBack")}
        </Button>
      )}
    </div>
  );
}
