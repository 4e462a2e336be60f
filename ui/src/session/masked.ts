/**
 * What stands in the place of a secret: an object that says which secret it is and nothing about it. Sent back unchanged it
 * means "as it was". It is never drawn: whoever shows a value asks here first.
 */

import type { JsonValue } from "../bridge";
import { isMembers } from "../bridge/members";

const member = "$masked";

/** The only member of the object that stands where a secret is. */
function markOf(value: JsonValue | undefined): string | undefined {
  if (!isMembers(value) || Object.keys(value).length !== 1) {
    return undefined;
  }
  const inside = value[member];
  return isMembers(inside) && typeof inside.mark === "string" ? inside.mark : undefined;
}

/** Whether the value stands for a secret, known or not. */
export function isMasked(value: JsonValue | undefined): boolean {
  return markOf(value) !== undefined;
}

/** Whether the secret was typed and is kept nowhere: it has to be typed again. */
export function isForgotten(value: JsonValue | undefined): boolean {
  return markOf(value) === "";
}

/** What stands within a text where a part of it is a secret, such as a password in an address. */
const part = /\$masked(-[0-9a-f]{16})?\$/;

/** Whether a part of a text is a secret. */
export function holdsMaskedPart(value: JsonValue): boolean {
  return typeof value === "string" && part.test(value);
}

/** Whether there is a secret anywhere inside. */
export function holdsMasked(value: JsonValue): boolean {
  if (isMasked(value) || holdsMaskedPart(value)) {
    return true;
  }
  if (typeof value !== "object" || value === null) {
    return false;
  }
  return (Array.isArray(value) ? value : Object.values(value)).some(holdsMasked);
}
