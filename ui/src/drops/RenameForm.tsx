import { Button, TextInput } from "@mantine/core";
import { type FocusEvent, type FormEvent, useEffect, useRef, useState } from "react";
import type { Half } from "../controls/useHalf";
import { useText } from "../i18n";
import classes from "./Drops.module.css";

interface RenameFormProps {
  readonly half: Half;
  readonly name: string;
  /** `byKey`: by a key or a button of the form, not because somebody went elsewhere. */
  readonly onDone: (name: string, byKey: boolean) => void;
  readonly onCancel: (byKey: boolean) => void;
}

/** A new name: taken over by Enter and by leaving, and kept where the page goes away in the middle of it. */
export function RenameForm({ half, name: first, onDone, onCancel }: RenameFormProps) {
  const { t } = useText();
  const name = half.typed?.text ?? first;
  const [tried, setTried] = useState(half.typed !== undefined);
  const field = useRef<HTMLInputElement>(null);
  const focusing = useRef(half.typed === undefined);
  // The name is there to be typed over; one that waited here is not in the way of what somebody does elsewhere.
  useEffect(() => {
    if (focusing.current) {
      field.current?.focus();
      field.current?.select();
    }
  }, []);
  const missing = name.trim() === "";
  const finish = (byKey: boolean) => {
    setTried(true);
    if (missing) {
      half.leave();
    } else if (name.trim() === first) {
      onCancel(byKey);
    } else {
      onDone(name.trim(), byKey);
    }
  };
  const change = (text: string) => {
    if (text === first) {
      half.forget();
    } else {
      half.keep(
        text,
        text.trim() === ""
          ? { code: "required", context: {} }
          : { code: "wrongForm", context: { expected: "name", value: text.trim() } },
      );
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    finish(true);
  };
  const leave = (event: FocusEvent<HTMLFormElement>) => {
    const form = event.currentTarget;
    // A window that loses the focus keeps its field.
    if (!form.contains(event.relatedTarget) && !form.contains(document.activeElement)) {
      finish(false);
    }
  };
  return (
    <form className={classes.rename} onSubmit={submit} onBlur={leave} noValidate>
      <TextInput
        aria-label={t("drops.name")}
        value={name}
        ref={field}
        autoComplete="off"
        error={tried && missing ? t("drops.nameRequired") : undefined}
        onChange={(event) => change(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape") {
            event.stopPropagation();
            onCancel(true);
          }
        }}
      />
      <Button type="submit">{t("drops.rename")}</Button>
      <Button variant="subtle" onClick={() => onCancel(true)}>
        {t("common.cancel")}
      </Button>
    </form>
  );
}
