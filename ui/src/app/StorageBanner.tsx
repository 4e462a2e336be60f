import { Button } from "@mantine/core";
import IconAlertTriangle from "@tabler/icons-react/dist/esm/icons/IconAlertTriangle.mjs";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { commands, unwrap } from "../bridge";
import { useText } from "../i18n";
import { tell } from "../notices";
import { drafts } from "../session/drafts";
import { startUpQuery, useStartUp } from "../start/startUp";
import classes from "./App.module.css";

/** Says that nothing can be kept on this computer, and so nothing be changed, until it can. */
export function StorageBanner() {
  const { t } = useText();
  const client = useQueryClient();
  const { storage } = useStartUp();
  const [trying, setTrying] = useState(false);
  if (storage === null) {
    return null;
  }
  const tryAgain = async () => {
    setTrying(true);
    try {
      await unwrap(commands.tryStorageAgain());
      tell.done(t("storage.usable"));
      await drafts.flush();
    } catch {
      // Why stands in what is read anew: it may be another reason now.
    }
    await client.refetchQueries({ queryKey: startUpQuery.queryKey });
    setTrying(false);
  };
  return (
    <section className={classes.storage} role="alert" aria-label={t("storage.title")}>
      <IconAlertTriangle size={18} stroke={1.5} aria-hidden />
      <div>
        <p className={classes.storageTitle}>{t("storage.title")}</p>
        <p>
          {t(storage.code === "diskFull" ? "storage.full" : "storage.unusable")} {t("storage.lost")}
        </p>
      </div>
      <Button size="xs" loading={trying} onClick={() => void tryAgain()}>
        {t("common.tryAgain")}
      </Button>
    </section>
  );
}
