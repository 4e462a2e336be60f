import IconAlertTriangle from "@tabler/icons-react/dist/esm/icons/IconAlertTriangle.mjs";
import type { EditedFacts, SoundFacts, SoundFinding } from "../bridge";
import { useText } from "../i18n";
import classes from "./Sound.module.css";
import { type Editing, loudnessWord, speech } from "./soundEdit";

interface SoundFindingsProps {
  readonly facts: SoundFacts;
  readonly editing: Editing;
  readonly edited: EditedFacts | undefined;
}

/** What callers would notice about a sound, in words: how loud it is and becomes, and what is wrong with it. */
export function SoundFindings({ facts, editing, edited }: SoundFindingsProps) {
  const { t, format } = useText();
  const words = facts.findings.flatMap((finding) => wordsFor(finding, t, editing));
  const whole = (loudness: number) => format.number(Math.round(loudness)).replace("-", "−");
  const loudness = () => {
    const word = loudnessWord(facts.loudness);
    if (facts.loudness === null || word === "unknown") {
      return t("drops.loudnessUnknown");
    }
    const now = t(`drops.loudness.${word}`, { value: whole(facts.loudness) });
    const way = facts.loudness - speech.loudness;
    if (!editing.levelled || Math.abs(way) < 0.5) {
      return t("drops.loudnessKept", { now });
    }
    return t(way < 0 ? "drops.loudnessRaised" : "drops.loudnessLowered", {
      now,
      wanted: whole(speech.loudness),
    });
  };
  if (edited !== undefined && !edited.levelReached && edited.loudness !== null) {
    words.push(t("drops.notReached", { value: whole(edited.loudness) }));
  }
  return (
    <div className={classes.findings}>
      <p>{loudness()}</p>
      {words.length > 0 && (
        <ul>
          {words.map((each) => (
            <li key={each}>
              <IconAlertTriangle size={16} stroke={1.5} aria-hidden />
              {each}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function wordsFor(
  finding: SoundFinding,
  t: ReturnType<typeof useText>["t"],
  editing: Editing,
): readonly string[] {
  switch (finding.code) {
    case "clipped":
      return [t("drops.clipped", { count: finding.places })];
    case "silent":
      return [t("drops.silent")];
    case "veryQuiet":
      return [t("drops.veryQuiet")];
    case "tooLong":
      return editing.end - editing.start > finding.advised
        ? [t("drops.tooLong", { seconds: finding.advised })]
        : [];
    case "silenceAtStart":
    case "silenceAtEnd":
      // Offered as a switch.
      return [];
  }
}
