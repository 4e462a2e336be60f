import { Button, SegmentedControl } from "@mantine/core";
import IconPlayerPlay from "@tabler/icons-react/dist/esm/icons/IconPlayerPlay.mjs";
import IconPlayerStop from "@tabler/icons-react/dist/esm/icons/IconPlayerStop.mjs";
import type { EditedFacts, SoundEdit, SoundSource } from "../bridge";
import { ErrorNotice } from "../errors";
import { useText } from "../i18n";
import { showSeconds } from "./names";
import { playSound, soundName, stopSound, usePlayback } from "./playback";
import classes from "./Sound.module.css";
import type { Editing } from "./soundEdit";

export type Heard = "original" | "edited" | "telephone";

export function sourceOf(heard: Heard, token: string, editing: Editing, edit: SoundEdit): SoundSource {
  return heard === "original"
    ? { kind: "chosen", token, from: editing.start, to: editing.end }
    : { kind: "edited", token, edit, telephone: heard === "telephone", from: 0 };
}

/** Where a sound that plays is, in seconds of the original; nothing while it does not play. */
export function usePlayhead(source: SoundSource, edited: EditedFacts | undefined): number | undefined {
  const playback = usePlayback(soundName(source));
  if (playback?.phase !== "playing") {
    return undefined;
  }
  return source.kind === "edited" ? (edited?.fromSeconds ?? 0) + playback.position : playback.position;
}

interface SoundPreviewProps {
  readonly connection: string;
  readonly source: SoundSource;
  readonly heard: Heard;
  readonly onHeard: (heard: Heard) => void;
}

/** One button that plays, and what it plays: as it is, as it will be, as the other end of a call hears it. */
export function SoundPreview({ connection, source, heard, onHeard }: SoundPreviewProps) {
  const { t } = useText();
  const playback = usePlayback(soundName(source));
  const plays = playback !== undefined && playback.phase !== "failed";
  const begins = source.kind === "chosen" ? (source.from ?? 0) : 0;
  const ends = source.kind === "chosen" ? (source.to ?? playback?.length ?? 0) : (playback?.length ?? 0);
  const choices: readonly Heard[] = ["original", "edited", "telephone"];
  return (
    <>
      <div className={classes.listen}>
        <Button
          leftSection={
            plays ? <IconPlayerStop size={16} stroke={1.5} /> : <IconPlayerPlay size={16} stroke={1.5} />
          }
          onClick={() => (plays ? stopSound() : void playSound(source))}
        >
          {t(plays ? "drops.stop" : "drops.listen")}
        </Button>
        <SegmentedControl
          aria-label={t("drops.heard")}
          size="xs"
          data={choices.map((value) => ({ value, label: t(`drops.heard.${value}`) }))}
          value={heard}
          onChange={(value) => {
            stopSound();
            onHeard(value as Heard);
          }}
        />
        {playback?.phase === "playing" && (
          <span className={classes.kept} data-figures>
            {showSeconds(playback.position - begins)} / {showSeconds(ends - begins)}
          </span>
        )}
      </div>
      {playback?.phase === "failed" && <ErrorNotice error={playback.error} connection={connection} compact />}
    </>
  );
}
