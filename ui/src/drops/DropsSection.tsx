import { Button, Skeleton } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { fieldsOf, writeAt } from "../agent/edits";
import type { AgentSession } from "../agent/session";
import { nameOf } from "../agents/words";
import { type ChosenFile, commands, type SoundEdit, unwrap } from "../bridge";
import { ErrorNotice } from "../errors";
import { useText } from "../i18n";
import { tell } from "../notices";
import { AddDrop } from "./AddDrop";
import { DropRow } from "./DropRow";
import classes from "./Drops.module.css";
import { PendingAttachments } from "./PendingAttachments";
import { stopSound } from "./playback";
import { RecordButton } from "./RecordButton";
import { useFileZone } from "./useFileZone";
import { usePendingAttachments } from "./usePendingAttachments";
import { useUpload } from "./useUpload";

interface DropsSectionProps {
  readonly session: AgentSession;
}

/** An agent's voicemail drops. Adding stores at once; renaming and removing wait for the save. */
export function DropsSection({ session }: DropsSectionProps) {
  const { t } = useText();
  const box = useRef<HTMLDivElement>(null);
  const [file, setFile] = useState<ChosenFile>();
  const [unusable, setUnusable] = useState<unknown>();
  const upload = useUpload();
  const { pending, refresh } = usePendingAttachments(session, "drop");
  const { connection, agent, system } = session;
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
  const running = upload.state.kind === "running";
  useEffect(() => () => stopSound(), []);

  const take = (chosen: ChosenFile) => {
    upload.reset();
    setUnusable(undefined);
    setFile(chosen);
  };
  const choose = async () => {
    try {
      const chosen = await unwrap(commands.chooseFile("drop", t("drops.chooseTitle"), t("drops.sounds")));
      if (chosen !== null) {
        take(chosen);
      }
    } catch (error) {
      setUnusable(error);
    }
  };
  const store = async (name: string, edit: SoundEdit) => {
    if (agent === null || file === undefined) {
      return;
    }
    const record = await upload.run((job, channel) =>
      commands.uploadDrop(connection, agent, file.token, edit, name, job, channel),
    );
    if (record === undefined) {
      await refresh();
      return;
    }
    setFile(undefined);
    session.replaceRecord(record);
    tell.done(t("drops.stored", { name, agent: nameOf(record.summary) }));
  };
  const change = async (index: number, name: string | null) => {
    session.edit(pointer, await unwrap(commands.editDrops(system.id, document, index, name)));
  };
  const held = useFileZone({
    box,
    enabled: agent !== null && !running,
    onFile: take,
    onRefused: setUnusable,
  });

  if (agent === null) {
    return <p className={classes.hint}>{t("drops.saveFirst")}</p>;
  }
  const list = drops.data ?? [];
  const empty = drops.data !== undefined && list.length === 0;
  return (
    <div className={classes.drops} ref={box} data-held={held}>
      <div className={classes.head}>
        <h2>{t("drops.title")}</h2>
        <span className={classes.headHint}>{t(held ? "drops.dropHere" : "drops.hint")}</span>
        <div className={classes.headActions}>
          {edited && (
            <Button variant="subtle" onClick={() => session.revert(pointer)}>
              {t("drops.putBack")}
            </Button>
          )}
          {!empty && file === undefined && (
            <>
              <RecordButton connection={connection} onUse={take} />
              <Button leftSection={<IconPlus size={18} stroke={1.5} />} onClick={() => void choose()}>
                {t("drops.add")}
              </Button>
            </>
          )}
        </div>
      </div>
      {unusable !== undefined && <ErrorNotice error={unusable} connection={connection} compact />}
      <PendingAttachments session={session} pending={pending} onChanged={refresh} />
      {file !== undefined && (
        <AddDrop
          key={file.token}
          session={session}
          file={file}
          upload={upload}
          hindrance={edited ? t("drops.saveListFirst") : undefined}
          stored={pending.length > 0 && upload.state.kind === "failed"}
          onUpload={(name, edit) => void store(name, edit)}
          onClose={() => {
            upload.reset();
            setFile(undefined);
          }}
        />
      )}
      {drops.isPending && (
        <div className={classes.loading} role="status" aria-label={t("common.loading")}>
          <Skeleton height={52} radius="md" />
          <Skeleton height={52} radius="md" />
        </div>
      )}
      {drops.error !== null && (
        <ErrorNotice error={drops.error} connection={connection} onRetry={() => void drops.refetch()} />
      )}
      {empty && file === undefined && (
        <div className={classes.empty}>
          <p>{t("drops.empty")}</p>
          <div className={classes.buttons}>
            <Button leftSection={<IconPlus size={18} stroke={1.5} />} onClick={() => void choose()}>
              {t("drops.add")}
            </Button>
            <RecordButton connection={connection} onUse={take} />
          </div>
        </div>
      )}
      {list.length > 0 && (
        <ul className={classes.list}>
          {list.map((drop) => (
            <DropRow
              key={`${drop.id ?? drop.mediaUrl ?? ""} ${drop.index}`}
              session={session}
              drop={drop}
              onRename={(name) => change(drop.index, name)}
              onRemove={() => change(drop.index, null)}
            />
          ))}
        </ul>
      )}
    </div>
  );
}
