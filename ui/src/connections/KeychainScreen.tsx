import { Button } from "@mantine/core";
import IconKey from "@tabler/icons-react/dist/esm/icons/IconKey.mjs";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { KeychainState } from "../bridge";
import { commands, unwrap } from "../bridge";
import { ErrorNotice } from "../errors";
import { useText } from "../i18n";
import { useAttempt } from "../parts/useAttempt";
import { startUpQuery, useSaveSettings } from "../start/startUp";
import classes from "./KeychainScreen.module.css";

/** The one screen for a computer whose keychain cannot be used: what it means, the steps, and the way without. */
export function KeychainScreen({ state }: { readonly state: Exclude<KeychainState, "ready"> }) {
  const { t } = useText();
  const client = useQueryClient();
  const saveSettings = useSaveSettings();
  const [checked, setChecked] = useState(false);
  const { busy, failure, attempt } = useAttempt();
  const missing = state === "missing";
  const check = () =>
    attempt(async () => {
      // A locked one is asked to open, which may ask for the password; only the admin's own click does that.
      const keychain = await unwrap(missing ? commands.probeKeychain() : commands.unlockKeychain());
      client.setQueryData(startUpQuery.queryKey, (known) => known && { ...known, keychain });
      setChecked(true);
    });
  return (
    <main className={classes.screen}>
      <div className={classes.content}>
        <IconKey size={28} stroke={1.5} aria-hidden className={classes.icon} />
        <h1>{t(missing ? "keychain.missingTitle" : "keychain.lockedTitle")}</h1>
        <p className={classes.meaning}>{t(missing ? "keychain.missingMeaning" : "keychain.lockedMeaning")}</p>
        <ol className={classes.steps}>
          <li>{t(missing ? "keychain.missingStep1" : "keychain.lockedStep1")}</li>
          <li>{t(missing ? "keychain.missingStep2" : "keychain.lockedStep2")}</li>
          <li>{t(missing ? "keychain.missingStep3" : "keychain.lockedStep3")}</li>
        </ol>
        <div className={classes.row}>
          <Button variant="filled" loading={busy} onClick={() => void check()}>
            {t(missing ? "keychain.check" : "keychain.unlock")}
          </Button>
          <p className={classes.still} role="status">
            {checked && !busy ? t("keychain.stillNot") : ""}
          </p>
        </div>
        {failure !== undefined && <ErrorNotice error={failure} />}
        <section className={classes.without}>
          <p>{t("keychain.sessionMeaning")}</p>
          <Button
            disabled={busy}
            onClick={() => void attempt(() => saveSettings({ sessionOnlyCredentials: true }))}
          >
            {t("keychain.session")}
          </Button>
        </section>
      </div>
    </main>
  );
}
