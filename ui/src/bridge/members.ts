/** Objects of a document. */
import type { Value as JsonValue } from "./bindings";

export type Members = { [key in string]: JsonValue };

export function isMembers(value: JsonValue | undefined): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
