import { Button, Skeleton } from "@mantine/core";
import IconPlus from "@tabler/icons-react/dist/esm/icons/IconPlus.mjs";
import IconX from "@tabler/icons-react/dist/esm/icons/IconX.mjs";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { CallboardFailure, type ChosenFile, commands, unwrap, type VoicemailDrop } from "../bridge";
import { ErrorNotice } from "../errors";
import { shownName, useText } from "../i18n";
import { fieldsOf, writeAt } from "../session/edits";
import type { AgentSession } from "../session/session";
import { CopyDropDialog } from "./CopyDropDialog";
import { DropList, type MakeEdit } from "./DropList";
import classes from "./Drops.module.css";
import { KeptRecordings } from "./KeptRecordings";
import { PendingAttachments } from "./PendingAttachments";
import { stopSound } from "./playback";
import { type DropOwner, isUploading, queue, useQueue } from "./queue";
import { RecordButton } from "./RecordButton";
import { UploadQueue } from "./UploadQueue";
import { useFileZone } from "./useFileZone";
import { usePendingAttachments } from "./usePendingAttachments";

interface DropsSectionProps {
  readonly session: AgentSession;
}

/** An agent's voicemail drops. Adding stores at once; renaming, moving and removing wait for the save. */
export function DropsSection({ session }: DropsSectionProps) {
  const { t } = useText();
  if (session.agent === null) {
    return <p className={classes.hint}>{t("drops.saveFirst")}</p>;
  }
  const place = { connection: session.connection, agent: session.agent };
  return <Drops session={session} place={place} />;
}

function Drops({ session, place }: DropsSectionProps & { readonly place: DropOwner }) {
  const { t } = useText();
  const box = useRef<HTMLDivElement>(null);
  const [unusable, setUnusable] = useState<readonly unknown[]>([]);
  const [copied, setCopied] = useState<VoicemailDrop>();
  const { connection, system } = session;
  const { agent } = place;
  const { waiting, open } = useQueue(connection, agent);
  const { pending, refresh } = usePendingAttachments(session, "drop");
  const pointer =
    fieldsOf(system).find(({ field }) => field.control.kind === "drops")?.field.pointer ?? "/dropVms";
  const value = session.value(pointer);
  const edited = session.isEdited(pointer);
  const document = writeAt(session.base, pointer, value);
  const drops = useQuery({
    queryKey: [connection, "drops", agent, JSON.stringify(value)],
    queryFn: () => unwrap(commands.listDrops(system.id, document)),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });
  useEffect(() => () => stopSound(), []);
  const stored = waiting.flatMap(({ upload }) => (upload.kind === "stored" ? [upload] : []));
  const reasons = new Map(stored.map(({ attachment, error }) => [attachment, error]));
  const unattached = stored.map(({ attachment }) => attachment).join(" ");
  useEffect(() => {
    if (unattached !== "") {
      void refresh();
    }
  }, [unattached, refresh]);

  const take = (
    files: readonly ChosenFile[],
    refused: readonly unknown[] = [],
    replaces: VoicemailDrop | null = null,
  ) => {
    stopSound();
    setUnusable(refused);
    if (files.length > 0) {
      queue.add(place, files, replaces);
    }
  };
  const choose = async () => {
    try {
      const { files, refused } = await unwrap(
        commands.chooseSounds(t("drops.chooseSeveralTitle"), t("drops.sounds")),
      );
      take(
        files,
        refused.map((error) => new CallboardFailure(error)),
      );
    } catch (error) {
      setUnusable([error]);
    }
  };
  const replace = async (drop: VoicemailDrop) => {
    try {
      const file = await unwrap(commands.chooseFile("drop", t("drops.chooseTitle"), t("drops.sounds")));
      if (file !== null) {
        take([file], [], drop);
      }
    } catch (error) {
      setUnusable([error]);
    }
  };
  // The core works a change out, which takes a moment: each begins with what the one before it left.
  const changes = useRef<Promise<void>>(Promise.resolve());
  const change = (make: MakeEdit) => {
    const work = changes.current.then(async () => {
      const now = writeAt(session.base, pointer, session.latest(pointer));
      const edit = make(await unwrap(commands.listDrops(system.id, now)));
      if (edit !== undefined) {
        session.edit(pointer, await unwrap(commands.editDrops(system.id, now, edit)));
      }
    });
    changes.current = work.catch(() => undefined);
    return work;
  };
  const changed = async () => {
    queue.settle(place, new Set((await refresh()).map(({ id }) => id)));
  };
  const held = useFileZone({
    box,
    enabled: true,
    onFile: (file) => take([file]),
    onFiles: take,
    onRefused: (error) => setUnusable([error]),
  });
  const list = drops.data ?? [];
  return (
    <div className={classes.drops} ref={box} data-held={held}>
      <div className={classes.head}>
        <div className={classes.headWords}>
          <h2>{t("drops.title")}</h2>
          <span className={classes.headHint}>{t(held ? "drops.dropHere" : "drops.hint")}</span>
        </div>
        <div className={classes.headActions}>
          {edited && (
            <Button variant="subtle" onClick={() => session.revert(pointer)}>
              {t("drops.putBack")}
            </Button>
          )}
          <RecordButton connection={connection} onUse={(file) => take([file])} />
          <Button leftSection={<IconPlus size={18} stroke={1.5} />} onClick={() => void choose()}>
            {t("drops.add")}
          </Button>
        </div>
      </div>
      <Unusable connection={connection} errors={unusable} onClose={() => setUnusable([])} />
      <KeptRecordings connection={connection} onUse={(file) => take([file])} />
      <PendingAttachments
        pending={pending}
        reasons={reasons}
        onStored={session.replaceRecord}
        onChanged={changed}
      />
      <UploadQueue
        session={session}
        place={place}
        waiting={waiting}
        open={open}
        hindrance={edited ? t("drops.saveListFirst") : undefined}
      />
      {drops.isPending && (
        <div className={classes.loading} role="status" aria-label={t("common.loading")}>
          <Skeleton height={52} radius="md" />
          <Skeleton height={52} radius="md" />
        </div>
      )}
      {drops.error !== null && (
        <ErrorNotice error={drops.error} connection={connection} onRetry={() => void drops.refetch()} />
      )}
      {drops.data?.length === 0 && waiting.length === 0 && (
        <p className={classes.empty}>{t("drops.empty")}</p>
      )}
      {list.length > 0 && (
        <DropList
          session={session}
          pointer={pointer}
          place={place}
          drops={list}
          // An upload stores the list: what is edited meanwhile would be in its way.
          locked={waiting.some(isUploading) ? t("drops.lockedByUpload") : undefined}
          unsaved={edited}
          onEdit={change}
          onReplace={(drop) => void replace(drop)}
          onCopy={setCopied}
        />
      )}
      {copied !== undefined && (
        <CopyDropDialog place={place} drop={copied} onClose={() => setCopied(undefined)} />
      )}
    </div>
  );
}

interface UnusableProps {
  readonly connection: string;
  readonly errors: readonly unknown[];
  readonly onClose: () => void;
}

/** Files that cannot be used, each with its reason. */
function Unusable({ connection, errors, onClose }: UnusableProps) {
  const { t } = useText();
  if (errors.length === 0) {
    return null;
  }
  return (
    <section className={classes.unusable} aria-label={t("drops.unusable")}>
      {errors.map((error, at) => {
        const file = error instanceof CallboardFailure ? error.error.context.file : undefined;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list is replaced as a whole.
          <div key={at}>
            {file !== undefined && <bdi className={classes.fileName}>{shownName(file)}</bdi>}
            <ErrorNotice error={error} connection={connection} compact />
          </div>
        );
      })}
      <Button size="xs" variant="subtle" leftSection={<IconX size={16} stroke={1.5} />} onClick={onClose}>
        {t("drops.hideUnusable")}
      </Button>
    </section>
  );
}
