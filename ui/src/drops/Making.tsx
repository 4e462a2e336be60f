import { SegmentedControl, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, useId, useState } from "react";
import { commands, type EditedFacts, runJob, type SoundFacts, type TelephoneRate } from "../bridge";
import { ErrorNotice } from "../errors";
import { useText } from "../i18n";
import classes from "./Card.module.css";
import { stopSound } from "./playback";
import { type DropOwner, queue, type Waiting } from "./queue";
import { SoundEditor } from "./SoundEditor";
import { SoundFindings } from "./SoundFindings";
import { type Heard, SoundPreview, sourceOf, usePlayhead } from "./SoundPreview";
import { type Editing, editOf } from "./soundEdit";

interface MakingProps {
  readonly place: DropOwner;
  readonly waiting: Waiting;
  readonly facts: SoundFacts;
  readonly onSubmit: () => void;
}

/** What is made of a sound that can be read. It can be changed until its upload begins. */
export function Making({ place, waiting, facts, onSubmit }: MakingProps) {
  const { t } = useText();
  const { connection } = place;
  const { file, name, editing } = waiting;
  const [heard, setHeard] = useState<Heard>("edited");
  const running = waiting.upload.kind === "running";
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
  const change = (next: Editing) => {
    stopSound();
    queue.edit(place, file.token, next);
  };
  const submitByEnter = (event: KeyboardEvent) => {
    if (event.key === "Enter") {
      event.preventDefault();
      onSubmit();
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
        onChange={change}
      />
      <SoundFindings facts={facts} editing={editing} edited={made.data} />
      {made.error !== null && <ErrorNotice error={made.error} connection={connection} compact />}
      <SoundPreview connection={connection} source={source} heard={heard} onHeard={setHeard} />
      <Format
        rate={editing.rate}
        made={made.data}
        disabled={running}
        onRate={(rate) => change({ ...editing, rate })}
      />
      {waiting.replaces === null && (
        <TextInput
          label={t("drops.name")}
          description={t("drops.nameHint")}
          value={name}
          required
          withAsterisk={false}
          autoComplete="off"
          disabled={running}
          className={classes.nameField}
          error={waiting.nameMissed ? t("drops.nameRequired") : undefined}
          onChange={(event) => queue.rename(place, file.token, event.currentTarget.value)}
          onKeyDown={submitByEnter}
        />
      )}
    </>
  );
}

interface FormatProps {
  readonly rate: TelephoneRate;
  readonly made: EditedFacts | undefined;
  readonly disabled: boolean;
  readonly onRate: (rate: TelephoneRate) => void;
}

/** In which form it is stored: both are what telephone systems take. */
function Format({ rate, made, disabled, onRate }: FormatProps) {
  const { t, format } = useText();
  const label = useId();
  const rates = { wide: 16, narrow: 8 } as const;
  return (
    <div className={classes.format}>
      <span id={label}>{t("drops.format")}</span>
      <SegmentedControl
        aria-labelledby={label}
        size="xs"
        disabled={disabled}
        data={(["wide", "narrow"] as const).map((value) => ({
          value,
          label: t("drops.kilohertz", { value: format.number(rates[value]) }),
        }))}
        value={rate}
        onChange={(value) => onRate(value as TelephoneRate)}
      />
      <span className={classes.hint}>
        {t(`drops.format.${rate}`)}
        {made !== undefined &&
          ` · ${t("drops.kilobytes", { value: format.number(Math.ceil(made.bytes / 1000)) })}`}
      </span>
    </div>
  );
}
