import { Input, TextInput } from "@mantine/core";
import { useState } from "react";
import type { JsonValue, Pointer } from "../bridge";
import { useText } from "../i18n";
import { same } from "../session/edits";
import type { AgentSession } from "../session/session";
import type { ControlProps } from "./control";
import classes from "./controls.module.css";
import { lengthWords, type Parts, partsOf, perSecond, secondsOf } from "./lengths";
import { numberText, type ReadNumber, readNumber } from "./numbers";
import { useHalf } from "./useHalf";

const parts = ["hour", "minute", "second"] as const;

/** Of a length only whole parts are typed; of seconds, where milliseconds are stored, to the millisecond. */
function readPart(text: string, language: string, fine: boolean): ReadNumber {
  const read = readNumber(text, language);
  if (!("value" in read) || read.value === null) {
    return read;
  }
  if (read.value < 0) {
    return { code: "tooSmall", context: { minimum: "0" } };
  }
  return Number.isInteger(fine ? Number((read.value * 1000).toFixed(6)) : read.value)
    ? read
    : { code: "notWhole", context: {} };
}

/** One part as it is being typed, over the others as they were: ninety minutes stay ninety until the part is left. */
interface Typing {
  readonly part: keyof Parts;
  readonly text: string;
  readonly of: JsonValue;
  readonly all: Parts;
}

/** Hours, minutes and seconds; stored as seconds or milliseconds. The whole is said in words beside it. */
export function DurationControl({
  session,
  field,
  control,
  id,
  label,
  value,
  onChange,
  hint,
  error,
}: ControlProps<"duration">) {
  const { t, language } = useText();
  const per = perSecond(control.stored);
  const seconds = typeof value === "number" ? value / per : undefined;
  const store = (all: Parts) => Math.round(secondsOf(all) * per);
  const [typed, setTyped] = useState<Typing>();
  const typing = typed !== undefined && same(typed.of, value) ? typed : undefined;
  const shown = typing?.all ?? partsOf(seconds ?? 0);
  const take = (part: keyof Parts, text: string, amount: number | null) => {
    const all = { ...shown, [part]: amount ?? 0 };
    const of = amount === null && store(all) === 0 ? null : store(all);
    setTyped({ part, text, of, all });
    onChange(of);
  };
  const textOf = (part: keyof Parts) =>
    typing?.part === part ? typing.text : seconds === undefined ? "" : numberText(shown[part], language);
  return (
    <Input.Wrapper id={`${id}-group`} description={hint} error={error} labelElement="div">
      <fieldset className={classes.parts} aria-label={label}>
        {parts.map((part) => (
          <Part
            key={part}
            session={session}
            pointer={`${field.pointer}/${part}`}
            id={part === "hour" ? id : undefined}
            label={`${label}: ${t(`controls.${part}s`)}`}
            unit={t(`controls.${part}Short`)}
            wrong={error !== undefined}
            text={textOf(part)}
            read={(text) => readPart(text, language, per > 1 && part === "second")}
            onTake={(text, amount) => take(part, text, amount)}
            onLeave={() => setTyped(undefined)}
          />
        ))}
        <span className={classes.inWords}>
          {seconds === undefined ? t("controls.notSet") : lengthWords(seconds, { language })}
        </span>
      </fieldset>
    </Input.Wrapper>
  );
}

interface PartProps {
  readonly session: AgentSession;
  /** Below the field's: a part that is half typed is one of its own. */
  readonly pointer: Pointer;
  readonly id: string | undefined;
  readonly label: string;
  readonly unit: string;
  readonly wrong: boolean;
  readonly text: string;
  readonly read: (text: string) => ReadNumber;
  readonly onTake: (text: string, amount: number | null) => void;
  readonly onLeave: () => void;
}

function Part({ session, pointer, id, label, unit, wrong, text, read, onTake, onLeave }: PartProps) {
  const half = useHalf(session, pointer);
  const change = (typed: string) => {
    const found = read(typed);
    if ("value" in found) {
      half.forget();
      onTake(typed, found.value);
    } else {
      half.keep(typed, found);
    }
  };
  return (
    <TextInput
      id={id}
      className={classes.part}
      aria-label={label}
      error={wrong}
      value={half.typed?.text ?? text}
      inputMode="decimal"
      autoComplete="off"
      spellCheck={false}
      onChange={(event) => change(event.currentTarget.value)}
      onBlur={() => {
        half.leave();
        onLeave();
      }}
      rightSection={<span className={classes.unit}>{unit}</span>}
      rightSectionWidth={38}
      rightSectionPointerEvents="none"
    />
  );
}
