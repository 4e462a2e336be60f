import { Button } from "@mantine/core";
import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { commands, type DamagedFile, unwrap } from "../bridge";
import { useText } from "../i18n";
import { tell } from "../notices";
import { ConfirmDialog } from "../parts/ConfirmDialog";
import classes from "./SettingsPage.module.css";

const damagedFiles = queryOptions({
  queryKey: ["damagedFiles"],
  queryFn: () => unwrap(commands.damagedFiles()),
});

/** Damaged files that were set aside: they hold what somebody wrote, and stay until somebody removes them. */
export function DamagedFiles() {
  const { t, format } = useText();
  const client = useQueryClient();
  const { data: files = [] } = useQuery(damagedFiles);
  const [leaving, setLeaving] = useState<DamagedFile>();
  if (files.length === 0) {
    return null;
  }
  const remove = async () => {
    if (leaving !== undefined) {
      await unwrap(commands.removeDamagedFile(leaving.name));
      await client.invalidateQueries(damagedFiles);
      tell.done(t("settings.damagedRemoved"));
    }
  };
  const calledBy = ({ kind, at }: DamagedFile) =>
    t(`settings.damaged.${kind}`, { at: at === null ? "none" : format.dateTime(new Date(at)) });
  return (
    <section className={classes.section} aria-labelledby="damaged-files">
      <h2 id="damaged-files">{t("settings.damaged")}</h2>
      <p>{t("settings.damagedHint")}</p>
      <ul className={classes.damaged}>
        {files.map((file) => (
          <li key={file.name}>
            <span>
              {calledBy(file)}
              <small dir="ltr">{file.name}</small>
            </span>
            <Button
              size="xs"
              variant="subtle"
              color="bad"
              aria-label={t("settings.damagedRemoveOf", { name: file.name })}
              onClick={() => setLeaving(file)}
            >
              {t("settings.damagedRemove")}
            </Button>
          </li>
        ))}
      </ul>
      <ConfirmDialog
        opened={leaving !== undefined}
        onClose={() => setLeaving(undefined)}
        title={t("settings.damagedRemoveAsk")}
        action={t("settings.damagedRemove")}
        onConfirm={remove}
      >
        <p>{t("settings.damagedRemoveMeaning")}</p>
      </ConfirmDialog>
    </section>
  );
}
