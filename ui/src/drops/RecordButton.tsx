import { Button } from "@mantine/core";
import IconMicrophone from "@tabler/icons-react/dist/esm/icons/IconMicrophone.mjs";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { CallboardFailure, type ChosenFile, commands, unwrap } from "../bridge";
import { ErrorNotice } from "../errors";
import { useText } from "../i18n";
import { keptRecordings } from "./keptRecordings";
import classes from "./Record.module.css";
import { RecordDialog } from "./RecordDialog";

interface RecordButtonProps {
  readonly connection: string;
  readonly onUse: (file: ChosenFile) => void;
}

/** Begins a recording, or says why none can be made here. */
export function RecordButton({ connection, onUse }: RecordButtonProps) {
  const { t } = useText();
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const microphones = useQuery({
    queryKey: ["microphones"],
    queryFn: () => unwrap(commands.microphones()),
    // A headset may be plugged in meanwhile.
    refetchOnWindowFocus: "always",
    retry: false,
  });
  const none =
    microphones.error instanceof CallboardFailure && microphones.error.error.code === "noMicrophone";
  return (
    <span className={classes.record}>
      <Button
        leftSection={<IconMicrophone size={18} stroke={1.5} />}
        disabled={microphones.data === undefined}
        onClick={() => setOpen(true)}
      >
        {t("drops.record")}
      </Button>
      {none && <span className={classes.none}>{t("drops.noMicrophone")}</span>}
      {microphones.error !== null && !none && (
        <ErrorNotice
          error={microphones.error}
          connection={connection}
          compact
          onRetry={() => void microphones.refetch()}
        />
      )}
      {open && microphones.data !== undefined && (
        <RecordDialog
          connection={connection}
          microphones={microphones.data}
          onClose={() => {
            setOpen(false);
            void client.invalidateQueries(keptRecordings);
          }}
          onUse={(file) => {
            setOpen(false);
            onUse(file);
          }}
        />
      )}
    </span>
  );
}
