import { ActionIcon, Button, Skeleton, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconX } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, useEffect, useState } from "react";
import type { AgentSession } from "../agent/session";
import { type ChosenFile, commands, runJob, type SoundEdit, type SoundFacts } from "../bridge";
import { ErrorNotice } from "../errors";
import { useText } from "../i18n";
import classes from "./Drops.module.css";
import { nameFromFile, showSeconds } from "./names";
import { stopSound } from "./playback";
import { SoundEditor } from "./SoundEditor";
import { SoundFindings } from "./SoundFindings";
import { type Heard, SoundPreview, sourceOf, usePlayhead } from "./SoundPreview";
import { type Editing, editOf, wholeOf } from "./soundEdit";
import { UploadProgressLine } from "./UploadProgressLine";
import type { Upload } from "./useUpload";

interface AddDropProps {
  readonly session: AgentSession;
  readonly file: ChosenFile;
  readonly upload: Upload;
  /** Why nothing can be stored just now. */
  readonly hindrance: string | undefined;
  /** Stored already, only not on the agent: another upload would store it twice. */
  readonly stored: boolean;
  readonly onUpload: (name: string, edit: SoundEdit) => void;
  readonly onClose: () => void;
}

/** A chosen sound before it is stored: seen, cut, heard, named. */
export function AddDrop({ session, file, upload, hindrance, stored, onUpload, onClose }: AddDropProps) {
  const { t, format } = useText();
  const sound = useQuery({
    queryKey: [session.connection, "sound", file.token],
    queryFn: ({ signal }) =>
      runJob((job, channel) => commands.inspectSound(file.token, job, channel), { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  useEffect(() => () => stopSound(), []);
  const facts = sound.data;
  const running = upload.state.kind === "running";
  return (
    <form
      className={classes.card}
      onSubmit={(event) => event.preventDefault()}
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
        <Making
          session={session}
          file={file}
          facts={facts}
          upload={upload}
          hindrance={hindrance}
          stored={stored}
          onUpload={onUpload}
          onClose={onClose}
        />
      )}
    </form>
  );
}

interface MakingProps extends AddDropProps {
  readonly facts: SoundFacts;
}

/** What is made of a sound that can be read. */
function Making({ session, file, facts, upload, hindrance, stored, onUpload, onClose }: MakingProps) {
  const { t } = useText();
  const [name, setName] = useState(() => nameFromFile(file.name));
  const [tried, setTried] = useState(false);
  const [editing, setEditing] = useState<Editing>(() => wholeOf(facts));
  const [heard, setHeard] = useState<Heard>("edited");
  const { connection } = session;
  const edit = editOf(editing, facts.seconds);
  // A handle that is dragged would ask for every place it passes.
  const [settled] = useDebouncedValue(edit, 250, { leading: true });
  const made = useQuery({
    queryKey: [connection, "soundMade", file.token, settled],
    queryFn: ({ signal }) =>
      runJob((job, channel) => commands.prepareSound(file.token, settled, job, channel), { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
    retry: false,
  });
  const source = sourceOf(heard, file.token, editing, edit);
  const playhead = usePlayhead(source, made.data);
  const running = upload.state.kind === "running";
  const missing = name.trim() === "";
  const submit = () => {
    setTried(true);
    if (!missing && hindrance === undefined && !stored && !running) {
      stopSound();
      onUpload(name.trim(), edit);
    }
  };
  const submitByEnter = (event: KeyboardEvent) => {
    if (event.key === "Enter") {
      event.preventDefault();
      submit();
    }
  };
  return (
    <>
      <SoundEditor
        connection={connection}
        token={file.token}
        facts={facts}
        editing={editing}
        disabled={running}
        length={made.data?.seconds}
        playhead={playhead}
        onChange={(next) => {
          stopSound();
          setEditing(next);
        }}
      />
      <SoundFindings facts={facts} editing={editing} edited={made.data} />
      {made.error !== null && <ErrorNotice error={made.error} connection={connection} compact />}
      <SoundPreview connection={connection} source={source} heard={heard} onHeard={setHeard} />
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
        onKeyDown={submitByEnter}
      />
      {hindrance !== undefined && <p className={classes.hint}>{hindrance}</p>}
      {upload.state.kind === "running" ? (
        <UploadProgressLine progress={upload.state.progress} onStop={upload.stop} />
      ) : (
        <div className={classes.buttons}>
          <Button variant="filled" disabled={hindrance !== undefined || stored} onClick={submit}>
            {t("drops.upload")}
          </Button>
          <Button onClick={onClose}>{t("common.cancel")}</Button>
        </div>
      )}
      {upload.state.kind === "failed" && (
        <ErrorNotice
          error={upload.state.error}
          connection={connection}
          compact
          onRetry={stored || missing ? undefined : () => onUpload(name.trim(), edit)}
        />
      )}
    </>
  );
}
