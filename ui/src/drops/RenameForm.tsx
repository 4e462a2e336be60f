import { Button, TextInput } from "@mantine/core";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { useText } from "../i18n";
import classes from "./Drops.module.css";

interface RenameFormProps {
  readonly name: string;
  readonly onDone: (name: string) => void;
  readonly onCancel: () => void;
}

export function RenameForm({ name: first, onDone, onCancel }: RenameFormProps) {
  const { t } = useText();
  const [name, setName] = useState(first);
  const [tried, setTried] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  // The name is there to be typed over.
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);
  const missing = name.trim() === "";
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!missing) {
      onDone(name.trim());
    }
  };
  return (
    <form className={classes.rename} onSubmit={submit} noValidate>
      <TextInput
        aria-label={t("drops.name")}
        value={name}
        ref={field}
        autoComplete="off"
        error={tried && missing ? t("drops.nameRequired") : undefined}
        onChange={(event) => setName(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape") {
            event.stopPropagation();
            onCancel();
          }
        }}
      />
      <Button type="submit">{t("drops.rename")}</Button>
      <Button variant="subtle" onClick={onCancel}>
        {t("common.cancel")}
      </Button>
    </form>
  );
}
