import { Button, Checkbox } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { commands, type SetAside, unwrap } from "../bridge";
import { historyKey, setAsideKey } from "../changes";
import { partsWords } from "../changes/partsWords";
import { shownName, useText } from "../i18n";
import { tell } from "../notices";
import { ConfirmDialog } from "../parts/ConfirmDialog";
import { useSystem } from "../start/startUp";
import classes from "./Unfinished.module.css";

/** What is kept of an account that no connection leads to, and the way to forget it. */
export function SetAsideItem({ aside }: { readonly aside: SetAside }) {
  const { t } = useText();
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const [history, setHistory] = useState(false);
  const { account } = aside;
  const system = useSystem(account.system);
  const name = shownName(account.name, t("app.noName"));
  const details = [system?.name ?? account.system, ...Object.values(account.values)].filter(
    (part) => part !== "",
  );
  const forget = async () => {
    await unwrap(commands.forgetSetAside(account.id, history));
    await client.invalidateQueries({ queryKey: setAsideKey });
    await client.invalidateQueries({ queryKey: historyKey });
    tell.done(t("changes.forgotten", { name }));
  };
  return (
    <li className={classes.item}>
      <p className={classes.meaning} dir="auto">
        {t("changes.asideOf", { parts: partsWords(aside), name, details: details.join(", ") })}
      </p>
      <div className={classes.foot}>
        <Button
          size="xs"
          variant="subtle"
          color="bad"
          aria-label={t("changes.forgetOf", { name })}
          onClick={() => setAsking(true)}
        >
          {t("changes.forget")}
        </Button>
      </div>
      <ConfirmDialog
        opened={asking}
        onClose={() => setAsking(false)}
        title={t("changes.forgetAsk", { name })}
        action={t("changes.forget")}
        onConfirm={forget}
      >
        <p>{t("changes.forgetMeaning")}</p>
        {aside.changes > 0 && (
          <Checkbox
            label={t("changes.forgetHistory")}
            checked={history}
            onChange={(event) => setHistory(event.currentTarget.checked)}
          />
        )}
      </ConfirmDialog>
    </li>
  );
}
