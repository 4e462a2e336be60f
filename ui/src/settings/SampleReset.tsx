import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { commands, unwrap } from "../bridge";
import { useText } from "../i18n";
import { tell } from "../notices";
import { ConfirmDialog } from "../parts/ConfirmDialog";
import { useStartUp } from "../start/startUp";

/** Puts the sample agents back as they were, after asking. */
export function SampleReset() {
  const { t } = useText();
  const client = useQueryClient();
  const { connections } = useStartUp();
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
          await unwrap(commands.resetSamples());
          for (const { connection } of connections.filter((view) => view.connection.sample)) {
            await client.resetQueries({ queryKey: [connection.id] });
          }
          tell.done(t("settings.samplesResetDone"));
        }}
      >
        <p>{t("settings.samplesResetMeaning")}</p>
      </ConfirmDialog>
    </div>
  );
}
