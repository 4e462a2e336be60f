import { ActionIcon, Loader, Tooltip } from "@mantine/core";
import IconDownload from "@tabler/icons-react/dist/esm/icons/IconDownload.mjs";
import IconPencil from "@tabler/icons-react/dist/esm/icons/IconPencil.mjs";
import IconPlayerPlay from "@tabler/icons-react/dist/esm/icons/IconPlayerPlay.mjs";
import IconPlayerStop from "@tabler/icons-react/dist/esm/icons/IconPlayerStop.mjs";
import IconTrash from "@tabler/icons-react/dist/esm/icons/IconTrash.mjs";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useRef, useState } from "react";
import { commands, type Pointer, runJob, type VoicemailDrop } from "../bridge";
import { useHalf } from "../controls/useHalf";
import { ErrorNotice } from "../errors";
import { useText } from "../i18n";
import { tell } from "../notices";
import { useAttempt } from "../parts/useAttempt";
import type { AgentSession } from "../session/session";
import { DropMenu } from "./DropMenu";
import classes from "./Drops.module.css";
import { dropName, fileFor, showSeconds } from "./names";
import { type Playback, playSound, soundName, stopSound, usePlayback } from "./playback";
import type { DropOwner } from "./queue";
import { RenameForm } from "./RenameForm";

export interface DropActions {
  readonly onRename: (name: string) => Promise<void>;
  readonly onRemove: () => Promise<void>;
  readonly onReplace: () => void;
  readonly onCopy: () => void;
  /** Nothing where it is the first, or the last. */
  readonly onMoveUp: (() => void) | undefined;
  readonly onMoveDown: (() => void) | undefined;
}

interface DropRowProps extends DropActions {
  readonly session: AgentSession;
  /** Where a new name is kept while it is half typed. */
  readonly pointer: Pointer;
  readonly place: DropOwner;
  readonly drop: VoicemailDrop;
  /** Why the list cannot be changed just now. */
  readonly locked: string | undefined;
  /** The list has changes that are not stored: what is done on the server has to wait. */
  readonly unsaved: boolean;
  /** What it is moved by. */
  readonly handle: ReactNode;
}

/** One stored drop: heard, renamed, moved, downloaded, given another recording, copied, taken away. */
export function DropRow(props: DropRowProps) {
  const { session, pointer, place, drop, locked, unsaved, handle, ...actions } = props;
  const { t } = useText();
  const half = useHalf(session, pointer);
  const [naming, setNaming] = useState(half.typed !== undefined);
  const { busy, failure, attempt } = useAttempt();
  const renameButton = useRef<HTMLButtonElement>(null);
  const { connection, agent } = place;
  const name = dropName(drop, t);
  const { mediaUrl } = drop;
  const source = mediaUrl === null ? undefined : ({ kind: "stored", connection, agent, mediaUrl } as const);
  const playback = usePlayback(source === undefined ? "" : soundName(source));
  const plays = playback !== undefined && playback.phase !== "failed";
  const still = locked !== undefined || busy;

  const leaveNaming = (focused = true) => {
    setNaming(false);
    if (focused) {
      requestAnimationFrame(() => renameButton.current?.focus());
    }
  };
  const rename = (next: string, byKey: boolean) => {
    leaveNaming(byKey);
    void attempt(async () => {
      try {
        await actions.onRename(next);
        half.forget();
      } catch (error) {
        setNaming(true);
        throw error;
      }
    });
  };
  const download = () =>
    attempt(async () => {
      if (mediaUrl === null) {
        return;
      }
      const file = fileFor(drop.name ?? name, mediaUrl);
      const size = await runJob((job, channel) =>
        commands.downloadDrop(connection, agent, mediaUrl, t("drops.downloadTitle"), file, job, channel),
      );
      if (size !== null) {
        tell.done(t("drops.downloaded", { name }));
      }
    });
  const playWords = t(plays ? "drops.stopNamed" : "drops.playNamed", { name });
  return (
    <>
      <div className={classes.dropLine}>
        {handle}
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
          <RenameForm
            half={half}
            name={drop.name ?? ""}
            onCancel={(byKey) => {
              half.forget();
              leaveNaming(byKey);
            }}
            onDone={rename}
          />
        ) : (
          <div className={classes.dropWords}>
            <bdi className={classes.dropName}>{name}</bdi>
            <div className={classes.position}>
              <Position place={place} name={name} mediaUrl={mediaUrl} playback={playback} />
            </div>
          </div>
        )}
        {!naming && (
          <div className={classes.dropActions}>
            <Tooltip label={locked ?? t("drops.rename")}>
              <ActionIcon
                ref={renameButton}
                aria-label={t("drops.renameNamed", { name })}
                disabled={still}
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
            <Tooltip label={locked ?? t("common.remove")}>
              <ActionIcon
                aria-label={t("drops.removeNamed", { name })}
                disabled={still}
                onClick={() => {
                  if (plays) {
                    stopSound();
                  }
                  void attempt(actions.onRemove);
                }}
              >
                <IconTrash size={18} stroke={1.5} />
              </ActionIcon>
            </Tooltip>
            <DropMenu
              name={name}
              hasSound={source !== undefined}
              locked={still}
              unsaved={unsaved}
              onReplace={actions.onReplace}
              onCopy={actions.onCopy}
              onMoveUp={actions.onMoveUp}
              onMoveDown={actions.onMoveDown}
            />
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
    </>
  );
}

interface PositionProps {
  readonly place: DropOwner;
  readonly name: string;
  readonly mediaUrl: string | null;
  readonly playback: Playback | undefined;
}

/** How long a drop is, and where it plays. */
function Position({ place, name, mediaUrl, playback }: PositionProps) {
  const { t } = useText();
  const { connection, agent } = place;
  const length = useQuery({
    queryKey: [connection, "dropLength", agent, mediaUrl],
    queryFn: ({ signal }) =>
      runJob((job, channel) => commands.storedLength(connection, agent, mediaUrl ?? "", job, channel), {
        signal,
      }),
    enabled: mediaUrl !== null,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
    // What is wrong with it is said when somebody plays it.
    retry: false,
  });
  if (mediaUrl === null) {
    return <span>{t("drops.noSound")}</span>;
  }
  if (playback?.phase === "playing") {
    return (
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
    );
  }
  if (playback?.phase === "loading") {
    return <span>{t("drops.fetching")}</span>;
  }
  return <span data-figures>{typeof length.data === "number" ? showSeconds(length.data) : "\u00a0"}</span>;
}
