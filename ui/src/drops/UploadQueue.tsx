import { Button } from "@mantine/core";
import { useEffect, useRef } from "react";
import { nameOf } from "../agents/words";
import type { AgentRecord } from "../bridge";
import { useText } from "../i18n";
import { tell } from "../notices";
import type { AgentSession } from "../session/session";
import classes from "./Card.module.css";
import { DropCard } from "./DropCard";
import { stopSound } from "./playback";
import { canUpload, type DropOwner, isUploading, type Queue, queue, type Waiting } from "./queue";

interface UploadQueueProps {
  readonly session: AgentSession;
  readonly place: DropOwner;
  readonly waiting: Queue["waiting"];
  readonly open: Queue["open"];
  /** Why nothing can be stored just now. */
  readonly hindrance: string | undefined;
}

/** The recordings that wait to become drops: one alone with all its details, several as lines that unfold. */
export function UploadQueue({ session, place, waiting, open, hindrance }: UploadQueueProps) {
  const { t } = useText();
  useFollowOpened(open);
  const cards = waiting.filter(({ upload }) => upload.kind !== "stored");
  const ready = cards.filter((each) => canUpload(each) && each.reading.kind === "read");
  const uploading = cards.filter(isUploading);
  const stored = (record: AgentRecord, { name, replaces }: Waiting) => {
    session.replaceRecord(record);
    const words = { name: name.trim(), agent: nameOf(record.summary) };
    tell.done(t(replaces === null ? "drops.stored" : "drops.replaced", words));
  };
  const upload = (tokens: readonly string[]) => queue.upload(place, tokens, stored);
  const several = cards.length > 1;
  if (cards.length === 0) {
    return null;
  }
  return (
    <section className={classes.queue} aria-label={t("drops.waiting", { count: cards.length })}>
      {several && (
        <div className={classes.queueHead}>
          <h3>{t("drops.waiting", { count: cards.length })}</h3>
          {uploading.length > 1 && (
            <Button
              size="xs"
              onClick={() => {
                for (const { file } of [...uploading].reverse()) {
                  queue.stop(place, file.token);
                }
              }}
            >
              {t("drops.stopAll")}
            </Button>
          )}
          {ready.length > 1 && (
            <Button
              size="xs"
              variant="filled"
              disabled={hindrance !== undefined}
              onClick={() => {
                stopSound();
                upload(ready.map(({ file }) => file.token));
              }}
            >
              {t("drops.uploadAll", { count: ready.length })}
            </Button>
          )}
        </div>
      )}
      {several && hindrance !== undefined && <p className={classes.hint}>{hindrance}</p>}
      {cards.map((each) => (
        <DropCard
          key={each.file.token}
          place={place}
          waiting={each}
          open={several ? open === each.file.token : undefined}
          hindrance={hindrance}
          onUpload={() => upload([each.file.token])}
        />
      ))}
    </section>
  );
}

/** A sound that plays belongs to the card that is open. */
function useFollowOpened(open: string | null): void {
  const before = useRef(open);
  useEffect(() => {
    if (before.current !== open) {
      before.current = open;
      stopSound();
    }
  }, [open]);
}
