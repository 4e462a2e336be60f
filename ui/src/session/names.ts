import type { AgentSession } from "./session";

/** The name as it is being edited: the field every description calls `name`. */
export function nameOnScreen(session: Pick<AgentSession, "value" | "record">): string {
  const value = session.value("/name");
  return typeof value === "string" ? value : (session.record?.summary.name ?? "");
}
