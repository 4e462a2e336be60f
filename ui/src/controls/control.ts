/** What every control is given. Controls hold no state of their own beyond what is being typed. */

import type { ReactNode } from "react";
import type { Control, FieldDescription, JsonValue } from "../bridge";
import { isMembers } from "../bridge/members";
import { isMasked } from "../session/masked";
import type { AgentSession } from "../session/session";

export type ControlOf<Kind extends Control["kind"]> = Extract<Control, { kind: Kind }>;

export interface ControlProps<Kind extends Control["kind"] = Control["kind"]> {
  readonly session: AgentSession;
  readonly field: FieldDescription;
  readonly control: ControlOf<Kind>;
  /** Of the input, so that the label leads to it. */
  readonly id: string;
  readonly label: string;
  readonly value: JsonValue;
  /** Null empties the field. */
  readonly onChange: (value: JsonValue) => void;
  readonly hint: ReactNode;
  /** Stands in the hint's place. */
  readonly error: ReactNode;
  /** Whether what is missing is said before anybody has typed. */
  readonly tried?: boolean;
}

/** Whether a value has the form a control edits. One of another form is shown as it is and kept. */
export function fits(control: Control, value: JsonValue): boolean {
  if (value === null) {
    return true;
  }
  switch (control.kind) {
    case "number":
    case "duration":
      return typeof value === "number";
    case "switch":
      return typeof value === "boolean";
    // Items of another form are kept beside the others.
    case "chips":
    case "lines":
    case "skills":
    case "records":
      return Array.isArray(value);
    case "text":
    case "longText":
    case "choice":
    case "reference":
    case "phone":
    case "email":
    case "url":
    case "timeZone":
    case "country":
    case "language":
      return typeof value === "string";
    case "secret":
      return typeof value === "string" || isMasked(value);
    case "pairs":
      return (
        isMembers(value) && Object.values(value).every((each) => typeof each === "string" || isMasked(each))
      );
    // What is no schema with plain properties is edited as JSON.
    case "json":
    case "jsonSchema":
    case "schedule":
    case "holidays":
    case "avatar":
    case "drops":
    case "moment":
    case "shown":
      return true;
  }
}

/** The text of a value that fits a control of text. */
export function textOf(value: JsonValue): string {
  return typeof value === "string" ? value : "";
}
