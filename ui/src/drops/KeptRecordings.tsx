import { Button } from "@mantine/core";
import IconMicrophone from "@tabler/icons-react/dist/esm/icons/IconMicrophone.mjs";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { type ChosenFile, commands, type KeptRecording, unwrap } from "../bridge";
import { ErrorNotice } from "../errors";
import { useText } from "../i18n";
import classes from "./Drops.module.css";
import { keptRecordings } from "./keptRecordings";

interface KeptRecordingsProps {
  readonly connection: string;
  readonly onUse: (file: ChosenFile) => void;
}

/** Recordings that were made here and neither used nor deleted, such as one during which the window was closed. */
export function KeptRecordings({ connection, onUse }: KeptRecordingsProps) {
  const { data = [] } = useQuery(keptRecordings);
  return data.map((recording) => (
    <KeptOne key={recording.id} connection={connection} recording={recording} onUse={onUse} />
  ));
}

interface KeptOneProps extends KeptRecordingsProps {
  readonly recording: KeptRecording;
}

function KeptOne({ connection, recording, onUse }: KeptOneProps) {
  const { t, format } = useText();
  const client = useQueryClient();
  const [failure, setFailure] = useState<unknown>();
  const { id, begunAt, seconds } = recording;
  const length = Math.max(1, Math.round(seconds));
  const words =
    begunAt === null
      ? t("drops.keptRecording", { seconds: length })
      : t("drops.keptRecordingFrom", { seconds: length, at: format.dateTime(new Date(begunAt)) });
  const doing = (work: () => Promise<unknown>) => {
    setFailure(undefined);
    work()
      .catch(setFailure)
      .finally(() => void client.invalidateQueries(keptRecordings));
  };
  return (
    <section className={classes.pending} aria-label={words}>
      <IconMicrophone size={18} stroke={1.5} aria-hidden />
      <div className={classes.pendingBody}>
        <p>{words}</p>
        <div className={classes.buttons}>
          <Button
            size="xs"
            onClick={() =>
              doing(async () =>
                onUse(await unwrap(commands.chooseKeptRecording(id, t("drops.recordingName")))),
              )
            }
          >
            {t("drops.useRecording")}
          </Button>
          <Button
            size="xs"
            variant="subtle"
            color="bad"
            onClick={() => doing(() => unwrap(commands.deleteRecording(id)))}
          >
            {t("drops.deleteRecording")}
          </Button>
        </div>
        {failure !== undefined && <ErrorNotice error={failure} connection={connection} compact />}
      </div>
    </section>
  );
}
