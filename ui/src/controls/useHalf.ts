/** What is half typed in a field, kept where it outlives the control; and text that is typed over a value. */
import { useEffect, useMemo, useState } from "react";
import type { JsonValue, Pointer } from "../bridge";
import { same } from "../session/edits";
import type { AgentSession } from "../session/session";
import { type Unfinished, unfinished, useUnfinishedAt } from "../session/unfinished";

export type Why = Pick<Unfinished, "code" | "context">;

export interface Half {
  /** Nothing where all that was typed is a value. */
  readonly typed: Unfinished | undefined;
  keep(text: string, why: Why): void;
  /** The field was left: from now on it is said what is wrong. */
  leave(): void;
  forget(): void;
}

export function useHalf(session: AgentSession, pointer: Pointer): Half {
  const { connection, agent } = session;
  const place = `${session.within ?? ""}${pointer}`;
  const typed = useUnfinishedAt(connection, agent, place);
  // A control that goes away while somebody types in it gets no blur.
  useEffect(() => () => unfinished.leave(connection, agent, place), [connection, agent, place]);
  return useMemo(
    () => ({
      typed,
      keep: (text, { code, context }) =>
        unfinished.keep(connection, agent, place, { text, code, context, typing: true }),
      leave: () => unfinished.leave(connection, agent, place),
      forget: () => unfinished.forget(connection, agent, place),
    }),
    [typed, connection, agent, place],
  );
}

/** The same where nothing has to outlive the control, such as in a dialog. */
export function useLocalHalf(): Half {
  const [typed, setTyped] = useState<Unfinished>();
  return useMemo(
    () => ({
      typed,
      keep: (text, { code, context }) => setTyped({ text, code, context, typing: true }),
      leave: () => setTyped((now) => now && { ...now, typing: false }),
      forget: () => setTyped(undefined),
    }),
    [typed],
  );
}

interface Typing {
  readonly text: string;
  change(text: string): void;
  leave(): void;
}

/** Text over a value: what can be read becomes an edit, the rest stays as it was typed. */
export function useTyping(
  half: Half,
  value: JsonValue,
  shown: string,
  read: (text: string) => { readonly value: JsonValue } | Why,
  onChange: (value: JsonValue) => void,
): Typing {
  // As it was typed for as long as the value is the one it made: "1.0" does not become "1" under the hands.
  const [typed, setTyped] = useState<{ readonly text: string; readonly of: JsonValue }>();
  return {
    text: half.typed?.text ?? (typed !== undefined && same(typed.of, value) ? typed.text : shown),
    change: (text) => {
      const found = read(text);
      if ("value" in found) {
        setTyped({ text, of: found.value });
        half.forget();
        onChange(found.value);
      } else {
        half.keep(text, found);
      }
    },
    leave: () => {
      half.leave();
      setTyped(undefined);
    },
  };
}
