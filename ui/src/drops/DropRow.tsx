import { ActionIcon, Button, Loader, TextInput, Tooltip } from "@mantine/core";
import { IconDownload, IconPencil, IconPlayerPlay, IconPlayerStop, IconTrash } from "@tabler/icons-react";
import { type FormEvent, useEffect, useRef, useState } from "react";
import type { AgentSession } from "../agent/session";
import { commands, type Drop, runJob } from "../bridge";
import { ErrorNotice } from "../errors";
import { useText } from "../i18n";
import { tell } from "../notices";
import classes from "./Drops.module.css";
import { fileFor, showSeconds } from "./names";
import { knownLength, playSound, soundName, stopSound, usePlayback } from "./playback";

interface DropRowProps {
  readonly session: AgentSession;
  readonly drop: Drop;
  readonly onRename: (name: string) => Promise<void>;
  readonly onRemove: () => Promise<void>;
}

/** One stored drop: heard, renamed, downloaded, taken away. */
export function DropRow({ session, drop, onRename, onRemove }: DropRowProps) {
  const { t } = useText();
  const [naming, setNaming] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const renameButton = useRef<HTMLButtonElement>(null);
  const { connection, agent } = session;
  const name = drop.name ?? t("drops.unnamed", { number: drop.index + 1 });
  const source =
    drop.mediaUrl === null || agent === null
      ? undefined
      : ({ kind: "stored", connection, agent, mediaUrl: drop.mediaUrl } as const);
  const sound = source === undefined ? "" : soundName(source);
  const playback = usePlayback(sound);
  const plays = playback !== undefined && playback.phase !== "failed";
  const length = playback?.length || knownLength(sound);

  const attempt = async (work: () => Promise<void>) => {
    setBusy(true);
    setFailure(undefined);
    try {
      await work();
    } catch (error) {
      setFailure(error);
    } finally {
      setBusy(false);
    }
  };
  const leaveNaming = () => {
    setNaming(false);
    requestAnimationFrame(() => renameButton.current?.focus());
  };
  const download = () =>
    attempt(async () => {
      if (drop.mediaUrl === null || agent === null) {
        return;
      }
      const { mediaUrl } = drop;
      const size = await runJob((job, channel) =>
        commands.downloadDrop(
          connection,
          agent,
          mediaUrl,
          t("drops.downloadTitle"),
          fileFor(name, mediaUrl),
          job,
          channel,
        ),
      );
      if (size !== null) {
        tell.done(t("drops.downloaded", { name }));
      }
    });
  const playWords = t(plays ? "drops.stopNamed" : "drops.playNamed", { name });
  return (
    <li className={classes.drop}>
      <div className={classes.dropLine}>
        <Tooltip label={source === undefined ? t("drops.noSound") : playWords}>
          <ActionIcon
            variant="default"
            radius="xl"
            size={36}
            className={classes.play}
            aria-label={playWords}
            aria-disabled={source === undefined}
            onClick={() => source !== undefined && (plays ? stopSound() : void playSound(source))}
          >
            {playback?.phase === "loading" ? (
              <Loader size={14} />
            ) : plays ? (
              <IconPlayerStop size={18} stroke={1.5} />
            ) : (
              <IconPlayerPlay size={18} stroke={1.5} />
            )}
          </ActionIcon>
        </Tooltip>
        {naming ? (
          <NameForm
            name={drop.name ?? ""}
            onCancel={leaveNaming}
            onDone={(next) => {
              leaveNaming();
              void attempt(() => onRename(next));
            }}
          />
        ) : (
          <div className={classes.dropWords}>
            <bdi className={classes.dropName}>{name}</bdi>
            <div className={classes.position}>
              {playback?.phase === "playing" ? (
                <>
                  <progress
                    className={classes.track}
                    max={Math.max(playback.length, 0.1)}
                    value={playback.position}
                    aria-label={t("drops.position", { name })}
                  />
                  <span>
                    {showSeconds(playback.position)} / {showSeconds(playback.length)}
                  </span>
                </>
              ) : source === undefined ? (
                <span>{t("drops.noSound")}</span>
              ) : playback?.phase === "loading" ? (
                <span>{t("drops.fetching")}</span>
              ) : (
                length !== undefined && length > 0 && <span>{showSeconds(length)}</span>
              )}
            </div>
          </div>
        )}
        {!naming && (
          <div className={classes.dropActions}>
            <Tooltip label={t("drops.rename")}>
              <ActionIcon
                ref={renameButton}
                aria-label={t("drops.renameNamed", { name })}
                onClick={() => setNaming(true)}
              >
                <IconPencil size={18} stroke={1.5} />
              </ActionIcon>
            </Tooltip>
            <Tooltip label={t("drops.download")}>
              <ActionIcon
                aria-label={t("drops.downloadNamed", { name })}
                disabled={source === undefined || busy}
                onClick={() => void download()}
              >
                <IconDownload size={18} stroke={1.5} />
              </ActionIcon>
            </Tooltip>
            <Tooltip label={t("common.remove")}>
              <ActionIcon
                aria-label={t("drops.removeNamed", { name })}
                disabled={busy}
                onClick={() => {
                  if (plays) {
                    stopSound();
                  }
                  void attempt(onRemove);
                }}
              >
                <IconTrash size={18} stroke={1.5} />
              </ActionIcon>
            </Tooltip>
          </div>
        )}
      </div>
      {playback?.phase === "failed" && (
        <ErrorNotice
          error={playback.error}
          connection={connection}
          compact
          onRetry={source === undefined ? undefined : () => void playSound(source)}
        />
      )}
      {failure !== undefined && <ErrorNotice error={failure} connection={connection} compact />}
    </li>
  );
}

interface NameFormProps {
  readonly name: string;
  readonly onDone: (name: string) => void;
  readonly onCancel: () => void;
}

function NameForm({ name: first, onDone, onCancel }: NameFormProps) {
  const { t } = useText();
  const [name, setName] = useState(first);
  const [tried, setTried] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  // The name is there to be typed over.
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);
  const missing = name.trim() === "";
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!missing) {
      onDone(name.trim());
    }
  };
  return (
    <form className={classes.rename} onSubmit={submit} noValidate>
      <TextInput
        aria-label={t("drops.name")}
        value={name}
        ref={field}
        autoComplete="off"
        error={tried && missing ? t("drops.nameRequired") : undefined}
        onChange={(event) => setName(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape") {
            event.stopPropagation();
            onCancel();
          }
        }}
      />
      <Button type="submit">{t("drops.rename")}</Button>
      <Button variant="subtle" onClick={onCancel}>
        {t("common.cancel")}
      </Button>
    </form>
  );
}
