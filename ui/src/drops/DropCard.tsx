import { ActionIcon, Button, Skeleton, Tooltip } from "@mantine/core";
import IconChevronDown from "@tabler/icons-react/dist/esm/icons/IconChevronDown.mjs";
import IconChevronRight from "@tabler/icons-react/dist/esm/icons/IconChevronRight.mjs";
import IconX from "@tabler/icons-react/dist/esm/icons/IconX.mjs";
import type { SoundFacts } from "../bridge";
import { ErrorNotice } from "../errors";
import { shownName, useText } from "../i18n";
import classes from "./Card.module.css";
import { Making } from "./Making";
import { dropName, showSeconds } from "./names";
import { stopSound } from "./playback";
import { canUpload, type DropOwner, queue, type Waiting } from "./queue";
import { UploadProgressLine } from "./UploadProgressLine";

interface DropCardProps {
  readonly place: DropOwner;
  readonly waiting: Waiting;
  /** Whether its details are shown; nothing where they always are, because it is alone. */
  readonly open: boolean | undefined;
  /** Why nothing can be stored just now. */
  readonly hindrance: string | undefined;
  readonly onUpload: () => void;
}

/** A chosen sound before it is stored: seen, cut, heard, named; folded to a line where it is one of several. */
export function DropCard({ place, waiting, open, hindrance, onUpload }: DropCardProps) {
  const { t } = useText();
  const { file, name, upload, reading, replaces } = waiting;
  const { token } = file;
  const alone = open === undefined;
  const shown = alone || open;
  const old = replaces === null ? undefined : dropName(replaces, t);
  const submit = () => {
    if (hindrance === undefined && canUpload(waiting)) {
      stopSound();
      onUpload();
    }
  };
  const close = () => {
    stopSound();
    queue.remove(place, token);
  };
  const stop = () => queue.stop(place, token);
  return (
    <form
      className={classes.card}
      onSubmit={(event) => event.preventDefault()}
      noValidate
      aria-label={
        old === undefined
          ? t("drops.addNamed", { file: file.name })
          : t("drops.replaceNamedBy", { name: old, file: file.name })
      }
    >
      <div className={classes.head}>
        {!alone && (
          <ActionIcon
            size={28}
            aria-expanded={open}
            aria-label={t("drops.detailsOf", { file: file.name })}
            onClick={() => {
              stopSound();
              queue.show(place, open ? null : token);
            }}
          >
            {open ? <IconChevronDown size={18} stroke={1.5} /> : <IconChevronRight size={18} stroke={1.5} />}
          </ActionIcon>
        )}
        <span className={classes.words}>
          <bdi className={classes.name}>{shownName(shown ? file.name : name, shownName(file.name))}</bdi>
          {old !== undefined && (
            <span className={classes.facts}>{t("drops.takesPlaceOf", { name: old })}</span>
          )}
          {reading.kind === "read" && <Facts facts={reading.facts} />}
          {!shown && upload.kind === "queued" && <span className={classes.facts}>{t("drops.queued")}</span>}
        </span>
        {!shown && upload.kind === "queued" && (
          <Button size="xs" aria-label={t("drops.notYetNamed", { name })} onClick={stop}>
            {t("drops.notYet")}
          </Button>
        )}
        {!shown && upload.kind === "waiting" && reading.kind === "read" && (
          <Button
            size="xs"
            aria-label={t("drops.uploadNamed", { name: name.trim() || file.name })}
            disabled={hindrance !== undefined}
            onClick={submit}
          >
            {t("drops.upload")}
          </Button>
        )}
        <Tooltip label={t("drops.discard")}>
          <ActionIcon
            size={28}
            aria-label={t("drops.discardFile", { file: file.name })}
            disabled={upload.kind === "running"}
            onClick={close}
          >
            <IconX size={18} stroke={1.5} />
          </ActionIcon>
        </Tooltip>
      </div>
      {shown && reading.kind === "reading" && <Skeleton height={104} radius="sm" />}
      {reading.kind === "unusable" && (
        <ErrorNotice error={reading.error} connection={place.connection} compact />
      )}
      {shown && reading.kind === "read" && (
        <Making place={place} waiting={waiting} facts={reading.facts} onSubmit={submit} />
      )}
      {alone && reading.kind === "read" && hindrance !== undefined && (
        <p className={classes.hint}>{hindrance}</p>
      )}
      {upload.kind === "running" && (
        <UploadProgressLine progress={upload.progress} name={alone ? undefined : name} onStop={stop} />
      )}
      {shown && reading.kind === "read" && upload.kind !== "running" && (
        <div className={classes.buttons}>
          {upload.kind === "queued" ? (
            <>
              <Button onClick={stop}>{t("drops.notYet")}</Button>
              <span className={classes.hint}>{t("drops.queued")}</span>
            </>
          ) : (
            <Button variant="filled" disabled={hindrance !== undefined} onClick={submit}>
              {t(replaces === null ? "drops.upload" : "drops.replace")}
            </Button>
          )}
          {alone && <Button onClick={close}>{t("common.cancel")}</Button>}
        </div>
      )}
      {upload.kind === "failed" && (
        <ErrorNotice error={upload.error} connection={place.connection} compact change onRetry={submit} />
      )}
    </form>
  );
}

/** What a file is: how long, of what kind. */
function Facts({ facts }: { readonly facts: SoundFacts }) {
  const { t, format } = useText();
  const { seconds, container, codec, sampleRate, channels } = facts;
  const words = [
    showSeconds(seconds),
    container,
    ...(codec === container ? [] : [codec]),
    t("drops.kilohertz", { value: format.number(sampleRate / 1000) }),
    t("drops.channels", { count: channels }),
  ];
  return (
    <span className={classes.facts} data-figures>
      {words.join(" · ")}
    </span>
  );
}
