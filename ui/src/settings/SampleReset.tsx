import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { keepConnection } from "../app/startUp";
import { commands, unwrap } from "../bridge";
import { useText } from "../i18n";
import { tell } from "../notices";
import { ConfirmDialog } from "../parts/ConfirmDialog";

/** Puts the sample agents back as they were, after asking. */
export function SampleReset() {
  const { t } = useText();
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  return (
    <div>
      <Button onClick={() => setAsking(true)}>{t("settings.samplesReset")}</Button>
      <ConfirmDialog
        opened={asking}
        onClose={() => setAsking(false)}
        title={t("settings.samplesResetAsk")}
        action={t("settings.samplesReset")}
        onConfirm={async () => {
          const view = await unwrap(commands.resetSamples());
          keepConnection(client, view);
          client.removeQueries({ queryKey: [view.connection.id] });
          tell.done(t("settings.samplesResetDone"));
        }}
      >
        <p>{t("settings.samplesResetMeaning")}</p>
      </ConfirmDialog>
    </div>
  );
}
