import { Button, Input, PasswordInput, VisuallyHidden } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import type { JsonValue } from "../bridge";
import { useText } from "../i18n";
import { isForgotten, isMasked } from "../session/masked";
import type { ControlProps } from "./control";
import classes from "./forms.module.css";
import { storedValue } from "./recordSession";

/** A secret: kept as it is, replaced or removed. What is stored is never shown; here nobody knows it. */
export function SecretControl({
  session,
  field,
  id,
  label,
  value,
  onChange,
  hint,
  error,
}: ControlProps<"secret">) {
  const { t } = useText();
  const stored = storedValue(session, field.pointer);
  const [replacing, setReplacing] = useState(false);
  const given = useRef<JsonValue>(null);
  const change = (next: JsonValue) => {
    given.current = next;
    onChange(next);
  };
  // Saved or put back: what is stored stands there again.
  useEffect(() => {
    if (isMasked(value) && value !== given.current) {
      setReplacing(false);
    }
  }, [value]);
  const kept = isMasked(value) && !isForgotten(value);
  const focus = () => requestAnimationFrame(() => document.getElementById(id)?.focus());
  if (kept && !replacing) {
    return (
      <Input.Wrapper id={`${id}-group`} labelElement="div" description={hint} error={error}>
        <div className={classes.secret}>
          <span className={classes.dots} aria-hidden>
            ••••••••
          </span>
          <VisuallyHidden>{t("forms.secretStored")}</VisuallyHidden>
          <span className={classes.kept}>{t("forms.secretKept")}</span>
          <Button
            id={id}
            size="xs"
            aria-label={t("forms.secretReplaceOf", { field: label })}
            onClick={() => {
              given.current = value;
              setReplacing(true);
              focus();
            }}
          >
            {t("forms.secretReplace")}
          </Button>
          {field.clearing !== "notPossible" && (
            <Button
              size="xs"
              variant="subtle"
              aria-label={t("forms.secretRemoveOf", { field: label })}
              onClick={() => {
                change(null);
                focus();
              }}
            >
              {t("forms.secretRemove")}
            </Button>
          )}
        </div>
      </Input.Wrapper>
    );
  }
  const again = isForgotten(value);
  return (
    <div className={classes.typing}>
      <PasswordInput
        id={id}
        className={classes.secretInput}
        value={typeof value === "string" ? value : ""}
        description={
          again ? (
            <>
              {t("forms.secretAgain")} {hint}
            </>
          ) : (
            hint
          )
        }
        error={error}
        autoComplete="off"
        spellCheck={false}
        visibilityToggleButtonProps={{
          "aria-label": t("forms.secretShow", { field: label }),
          tabIndex: 0,
        }}
        onChange={(event) => {
          const typed = event.currentTarget.value;
          // An emptied field while replacing is not yet the wish to remove what is stored.
          change(typed === "" ? (replacing || isForgotten(stored) ? stored : null) : typed);
        }}
      />
      {replacing && isMasked(stored) && (
        <Button
          size="xs"
          variant="subtle"
          onClick={() => {
            change(stored);
            setReplacing(false);
            focus();
          }}
        >
          {t("forms.secretKeep")}
        </Button>
      )}
    </div>
  );
}
