import { PasswordInput } from "@mantine/core";
import { useText } from "../i18n";
import classes from "./ConnectPage.module.css";
import type { Complaint, LeftBehind } from "./form";

interface KeyAgainProps {
  readonly left: LeftBehind | undefined;
  readonly value: string;
  readonly complaint: Complaint | undefined;
  readonly onChange: (key: string) => void;
}

/** Asks for the key again where the form leads to another address than the key was given for, and says why. */
export function KeyAgain({ left, value, complaint, onChange }: KeyAgainProps) {
  const { t } = useText();
  return (
    <div aria-live="polite">
      {left?.key === true && (
        <PasswordInput
          className={classes.key}
          label={t("connection.keyAgain")}
          description={t("connection.keyAgainWhy", { origin: left.origin })}
          value={value}
          error={complaint && t(complaint.id, complaint.values)}
          required
          withAsterisk={false}
          autoComplete="off"
          spellCheck={false}
          visibilityToggleButtonProps={{ "aria-label": t("connect.showKey"), tabIndex: 0 }}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )}
      {left !== undefined && left.agentKeys > 0 && (
        <p>{t("connection.agentKeysStay", { count: left.agentKeys, origin: left.origin })}</p>
      )}
    </div>
  );
}
