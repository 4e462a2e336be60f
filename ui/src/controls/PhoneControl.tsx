import { TextInput } from "@mantine/core";
import { useState } from "react";
import { useText } from "../i18n";
import { fieldsOf } from "../session/edits";
import type { AgentSession } from "../session/session";
import { type ControlProps, textOf } from "./control";
import classes from "./controls.module.css";
import { readPhone, shownPhone } from "./phone";

/** The country that numbers without a country code are read for: the agent's own, where it has one. */
function homeOf(session: AgentSession): string | undefined {
  const place = fieldsOf(session.system).find(({ field }) => field.control.kind === "country");
  return place === undefined ? undefined : textOf(session.value(place.field.pointer)) || undefined;
}

/** Typed as people write it, stored in international form. */
export function PhoneControl({ session, id, value, onChange, hint, error }: ControlProps<"phone">) {
  const { t, format } = useText();
  const [typed, setTyped] = useState<string | undefined>(undefined);
  const home = homeOf(session);
  const stored = textOf(value);
  const phone = readPhone(stored, home);
  const shown = shownPhone(stored);
  const country = phone.country === undefined ? undefined : format.region(phone.country);
  const said = stored === "" ? undefined : (country ?? (/\d/.test(stored) && t("controls.phoneAsTyped")));
  return (
    <TextInput
      id={id}
      classNames={{ wrapper: classes.phone }}
      type="tel"
      dir="ltr"
      autoComplete="off"
      description={
        said === undefined || said === false ? (
          hint
        ) : (
          <>
            {said}
            {typed !== undefined && phone.valid && ` · ${phone.formatted}`}
            <br />
            {hint}
          </>
        )
      }
      error={error}
      value={typed ?? shown}
      aria-description={stored === "" ? t("controls.phoneHow") : undefined}
      onFocus={() => setTyped(shown)}
      onBlur={() => setTyped(undefined)}
      onChange={(event) => {
        const text = event.currentTarget.value;
        setTyped(text);
        onChange(text.trim() === "" ? null : readPhone(text, home).stored);
      }}
    />
  );
}
