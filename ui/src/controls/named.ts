/** Rows that have a name each, while they are being typed: two of one name, or none, cannot be stored as members of an object. */
import { type FocusEvent, useEffect, useRef, useState } from "react";
import type { JsonValue } from "../bridge";
import { same } from "../session/edits";
import type { Half } from "./useHalf";

export interface NamedRow {
  readonly name: string;
}

/** What keeps a row from counting. */
export function nameTrouble(rows: readonly NamedRow[], at: number): "nameMissing" | "nameTwice" | undefined {
  const name = rows[at]?.name.trim() ?? "";
  if (name === "") {
    return "nameMissing";
  }
  return rows.findIndex((row) => row.name.trim() === name) < at ? "nameTwice" : undefined;
}

/** The rows that count. */
export function countingRows<Row extends NamedRow>(rows: readonly Row[]): Row[] {
  return rows.filter((_, at) => nameTrouble(rows, at) === undefined);
}

interface Typing<Row> {
  /** What the rows were made of, or made. */
  readonly of: JsonValue;
  readonly rows: readonly Row[];
}

const unnamed = { code: "wrongForm", context: { expected: "names" } } as const;

/**
 * Rows over a value: as they were typed for as long as the value is the one they made. Rows that do not count are no part of the
 * value: they are kept beside it, so that what was typed in them is there when somebody comes back. `isBlank`: nothing to lose.
 */
export function useRows<Row extends NamedRow>(
  half: Half,
  value: JsonValue,
  read: (value: JsonValue) => readonly Row[],
  write: (rows: readonly Row[]) => JsonValue,
  isBlank: (row: Row) => boolean,
  onChange: (value: JsonValue) => void,
): [readonly Row[], (rows: readonly Row[]) => void] {
  const [typing, setTyping] = useState<Typing<Row>>(() => ({
    of: value,
    rows: half.typed === undefined ? read(value) : (JSON.parse(half.typed.text) as Row[]),
  }));
  const rows = same(typing.of, value) ? typing.rows : read(value);
  const change = (next: readonly Row[]) => {
    const made = write(countingRows(next));
    setTyping({ of: made, rows: next });
    if (next.every((row, at) => nameTrouble(next, at) === undefined || isBlank(row))) {
      half.forget();
    } else {
      half.keep(JSON.stringify(next), unnamed);
    }
    onChange(made);
  };
  // Put back: what was half typed is gone with it.
  const wasHalf = useRef(half.typed !== undefined);
  const isHalf = half.typed !== undefined;
  useEffect(() => {
    if (wasHalf.current && !isHalf) {
      setTyping((now) =>
        now.rows.every((row, at) => nameTrouble(now.rows, at) === undefined || isBlank(row))
          ? now
          : { of: value, rows: read(value) },
      );
    }
    wasHalf.current = isHalf;
  }, [isHalf, value, read, isBlank]);
  return [rows, change];
}

/** For a group of rows: once the focus is elsewhere, it is said what is wrong. */
export function leaving(half: Half) {
  return (event: FocusEvent<HTMLElement>) => {
    if (!event.currentTarget.contains(event.relatedTarget)) {
      half.leave();
    }
  };
}
