import { ActionIcon, Button, Skeleton, TextInput } from "@mantine/core";
import { IconPlayerPlay, IconPlayerStop, IconX } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useEffect, useState } from "react";
import type { AgentSession } from "../agent/session";
import { type ChosenFile, commands, runJob } from "../bridge";
import { ErrorNotice } from "../errors";
import { useText } from "../i18n";
import classes from "./Drops.module.css";
import { nameFromFile, showSeconds } from "./names";
import { playSound, soundName, stopSound, usePlayback } from "./playback";
import { UploadProgressLine } from "./UploadProgressLine";
import type { Upload } from "./useUpload";
import { Waveform } from "./Waveform";

interface AddDropProps {
  readonly session: AgentSession;
  readonly file: ChosenFile;
  readonly upload: Upload;
  /** Why nothing can be stored just now. */
  readonly hindrance: string | undefined;
  /** Stored already, only not on the agent: another upload would store it twice. */
  readonly stored: boolean;
  readonly onUpload: (name: string) => void;
  readonly onClose: () => void;
}

/** A chosen sound before it is stored: seen, heard, named. */
export function AddDrop({ session, file, upload, hindrance, stored, onUpload, onClose }: AddDropProps) {
  const { t, format } = useText();
  const [name, setName] = useState(() => nameFromFile(file.name));
  const [tried, setTried] = useState(false);
  const sound = useQuery({
    queryKey: [session.connection, "sound", file.token],
    queryFn: ({ signal }) =>
      runJob((job, channel) => commands.inspectSound(file.token, job, channel), { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const source = { kind: "chosen", token: file.token } as const;
  const playback = usePlayback(soundName(source));
  useEffect(() => () => stopSound(), []);
  const running = upload.state.kind === "running";
  const missing = name.trim() === "";
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!missing && hindrance === undefined && sound.data !== undefined && !running) {
      stopSound();
      onUpload(name.trim());
    }
  };
  const plays = playback !== undefined && playback.phase !== "failed";
  const played = plays && playback.length > 0 ? playback.position / playback.length : 0;
  const facts = sound.data;
  return (
    <form
      className={classes.card}
      onSubmit={submit}
      noValidate
      aria-label={t("drops.addNamed", { file: file.name })}
    >
      <div className={classes.cardHead}>
        <bdi className={classes.fileName}>{file.name}</bdi>
        {facts !== undefined && (
          <span className={classes.facts}>
            {showSeconds(facts.seconds)} ·{" "}
            {t("drops.kilohertz", { value: format.number(facts.sampleRate / 1000) })} ·{" "}
            {t("drops.channels", { count: facts.channels })}
          </span>
        )}
        <ActionIcon
          size={28}
          className={classes.end}
          aria-label={t("drops.discardFile", { file: file.name })}
          disabled={running}
          onClick={onClose}
        >
          <IconX size={18} stroke={1.5} />
        </ActionIcon>
      </div>
      {sound.isPending && <Skeleton height={48} radius="sm" />}
      {sound.error !== null && <ErrorNotice error={sound.error} connection={session.connection} compact />}
      {facts !== undefined && (
        <>
          <div className={classes.listen}>
            <Button
              size="xs"
              leftSection={
                plays ? <IconPlayerStop size={16} stroke={1.5} /> : <IconPlayerPlay size={16} stroke={1.5} />
              }
              onClick={() => (plays ? stopSound() : void playSound(source))}
            >
              {t(plays ? "drops.stop" : "drops.listen")}
            </Button>
            <Waveform
              peaks={facts.peaks}
              played={played}
              label={t("drops.waveform", { length: showSeconds(facts.seconds) })}
            />
          </div>
          {playback?.phase === "failed" && (
            <ErrorNotice error={playback.error} connection={session.connection} compact />
          )}
          <TextInput
            label={t("drops.name")}
            description={t("drops.nameHint")}
            value={name}
            required
            withAsterisk={false}
            autoComplete="off"
            disabled={running}
            className={classes.nameField}
            error={tried && missing ? t("drops.nameRequired") : undefined}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          {hindrance !== undefined && <p className={classes.hint}>{hindrance}</p>}
          {upload.state.kind === "running" ? (
            <UploadProgressLine progress={upload.state.progress} onStop={upload.stop} />
          ) : (
            <div className={classes.buttons}>
              <Button type="submit" variant="filled" disabled={hindrance !== undefined || stored}>
                {t("drops.upload")}
              </Button>
              <Button onClick={onClose}>{t("common.cancel")}</Button>
            </div>
          )}
          {upload.state.kind === "failed" && (
            <ErrorNotice
              error={upload.state.error}
              connection={session.connection}
              compact
              onRetry={stored || missing ? undefined : () => onUpload(name.trim())}
            />
          )}
        </>
      )}
    </form>
  );
}
