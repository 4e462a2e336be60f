/** Rows that have a name each, while they are being typed: two of one name, or none, cannot be stored as members of an object. */
import { useState } from "react";
import { same } from "../agent/edits";
import type { JsonValue } from "../bridge";

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

/** Rows over a value: as they were typed for as long as the value is the one they made. */
export function useRows<Row extends NamedRow>(
  value: JsonValue,
  read: (value: JsonValue) => readonly Row[],
  write: (rows: readonly Row[]) => JsonValue,
  onChange: (value: JsonValue) => void,
): [readonly Row[], (rows: readonly Row[]) => void] {
  const [typing, setTyping] = useState<Typing<Row>>(() => ({ of: value, rows: read(value) }));
  const rows = same(typing.of, value) ? typing.rows : read(value);
  const change = (next: readonly Row[]) => {
    const made = write(countingRows(next));
    setTyping({ of: made, rows: next });
    onChange(made);
  };
  return [rows, change];
}
