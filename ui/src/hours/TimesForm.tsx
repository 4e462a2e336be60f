import { Button, Popover, TextInput } from "@mantine/core";
import { type FormEvent, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { Pointer } from "../bridge";
import { useHalf } from "../controls/useHalf";
import { useText } from "../i18n";
import type { AgentSession } from "../session/session";
import classes from "./Hours.module.css";
import { parseRange, showTime, splitTyped, type TypedRange } from "./typed";
import { type DayName, dayLength, type Range } from "./week";
import { dayWords, longLength, rangeWords } from "./words";

interface TimesFormProps {
  readonly session: AgentSession;
  /** Of the day: what is typed and not applied is kept below it. */
  readonly pointer: Pointer;
  readonly day: DayName;
  readonly range: Range | undefined;
  readonly onApply: (range: Range) => void;
  readonly onClose: () => void;
}

const reasons = {
  notATime: "hours.notATime",
  same: "hours.same",
  late: "hours.late",
  several: "hours.several",
} as const;

const notApplied = { code: "wrongForm", context: { expected: "times" } } as const;

interface Typed {
  readonly from: string;
  readonly to: string;
}

interface WhichHoursProps {
  readonly choices: readonly Range[];
  readonly onChoose: (range: Range) => void;
}

/** Asks which of two hours were meant. */
function WhichHours({ choices, onChoose }: WhichHoursProps) {
  const { t } = useText();
  return (
    <>
      <p className={classes.question} role="alert">
        {t("hours.whichHours")}
      </p>
      {choices.map((range, index) => (
        <Button
          key={rangeWords(range)}
          className={classes.choice}
          variant={index === 0 ? "filled" : "default"}
          autoFocus={index === 0}
          onClick={() => onChoose(range)}
        >
          <span>{rangeWords(range)}</span>
          <small>{longLength(range.to - range.from)}</small>
        </Button>
      ))}
    </>
  );
}

/** Typed times, floating over the day's bar. Whoever goes elsewhere means what they typed: it is applied, or kept with what is wrong. */
export function TimesForm({ session, pointer, day, range, onApply, onClose }: TimesFormProps) {
  const { t, format } = useText();
  const half = useHalf(session, `${pointer}/typed`);
  const first: Typed = {
    from: range === undefined ? "" : showTime(range.from),
    to: range === undefined ? "" : showTime(range.to),
  };
  const typed: Typed = half.typed === undefined ? first : (JSON.parse(half.typed.text) as Typed);
  const { from, to } = typed;
  const type = (next: Partial<Typed>) => {
    const all = { ...typed, ...next };
    if (all.from === first.from && all.to === first.to) {
      half.forget();
    } else {
      half.keep(JSON.stringify(all), notApplied);
    }
    setAnswer(undefined);
  };
  const [answer, setAnswer] = useState<Exclude<TypedRange, { kind: "range" }>>();
  const refused = answer?.kind === "refused" ? answer : undefined;
  const asked = answer?.kind === "asked" ? answer : undefined;
  const middle = range === undefined ? dayLength / 2 : (range.from + Math.min(range.to, dayLength)) / 2;

  // What stands there as it was stored is what is stored, whatever else it could mean.
  const isAsStored = range !== undefined && from === first.from && to === first.to;
  const read = (): TypedRange => (isAsStored ? { kind: "range", range } : parseRange(from, to));
  const take = (taken: Range) => {
    half.forget();
    onApply(taken);
  };
  const finish = () => {
    const result = read();
    if (result.kind === "range") {
      take(result.range);
    } else {
      setAnswer(result);
    }
  };
  const apply = (event: FormEvent) => {
    event.preventDefault();
    finish();
  };
  const cancel = () => {
    half.forget();
    onClose();
  };
  // A click beside it, or a key that leads to another section.
  const goElsewhere = () => (half.typed === undefined ? onClose() : finish());
  const atTheEnd = useRef((): void => undefined);
  useLayoutEffect(() => {
    atTheEnd.current = () => {
      const result = half.typed === undefined ? undefined : read();
      if (result?.kind === "range") {
        take(result.range);
      }
    };
  });
  useEffect(() => () => atTheEnd.current(), []);
  const leaveFrom = () => {
    // The question about what stands there takes the focus itself.
    const both = to.trim() === "" && asked === undefined ? splitTyped(from) : undefined;
    if (both !== undefined) {
      type({ from: both[0], to: both[1] });
    }
  };
  const errorOf = (field: "from" | "to") => (refused?.field === field ? t(reasons[refused.why]) : undefined);

  return (
    <Popover
      opened
      onChange={(opened) => !opened && goElsewhere()}
      closeOnEscape={false}
      trapFocus
      width={264}
      position="bottom"
    >
      <Popover.Target>
        <span
          className={classes.anchor}
          style={{ insetInlineStart: `${(middle / dayLength) * 100}%` }}
          aria-hidden
        />
      </Popover.Target>
      <Popover.Dropdown aria-label={t("hours.hoursOf", { day: dayWords(day, format) })}>
        <form
          className={classes.times}
          onSubmit={apply}
          onKeyDown={(event) => {
            if (event.key === "Escape") {
              event.stopPropagation();
              cancel();
            }
          }}
        >
          <div className={classes.pair}>
            <TextInput
              label={t("hours.from")}
              value={from}
              data-autofocus
              autoComplete="off"
              error={errorOf("from") !== undefined}
              onChange={(event) => type({ from: event.currentTarget.value })}
              onFocus={(event) => event.currentTarget.select()}
              onBlur={leaveFrom}
            />
            <TextInput
              label={t("hours.to")}
              value={to}
              autoComplete="off"
              error={errorOf("to") !== undefined}
              onChange={(event) => type({ to: event.currentTarget.value })}
              onFocus={(event) => event.currentTarget.select()}
            />
          </div>
          {refused !== undefined ? (
            <p className={classes.refused} role="alert">
              {t(reasons[refused.why])}
            </p>
          ) : asked !== undefined ? (
            <WhichHours choices={asked.choices} onChoose={take} />
          ) : (
            <p className={classes.hint}>{t("hours.typeHint")}</p>
          )}
          <div className={classes.actions}>
            <Button size="xs" onClick={cancel}>
              {t("common.cancel")}
            </Button>
            {asked === undefined && (
              <Button size="xs" type="submit" variant="filled">
                {t("hours.apply")}
              </Button>
            )}
          </div>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
