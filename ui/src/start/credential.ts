import type { ConnectionView } from "../bridge";

/** Whether the key has to be given before the connection can be used: none is stored, or it belongs to another address. */
export function lacksKey({ credential }: ConnectionView): boolean {
  return credential === "missing" || credential === "otherAddress";
}
