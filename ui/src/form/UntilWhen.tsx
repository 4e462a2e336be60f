import { agentTime } from "../agents/words";
import type { FieldDescription, Pointer } from "../bridge";
import { useText } from "../i18n";
import type { AgentSession } from "../session/session";
import { useNow } from "../window/useNow";
import classes from "./Form.module.css";

/** The moment a state was last set, which its length counts from: beside the length, under a name that says so. */
function setAt(session: AgentSession, pointer: Pointer): Date | undefined {
  const around = pointer.slice(0, pointer.lastIndexOf("/"));
  const value = session.value(`${around}/lastActivitySet`);
  const at = typeof value === "string" ? new Date(value) : undefined;
  return at === undefined || Number.isNaN(at.getTime()) ? undefined : at;
}

/** What a length comes to on the clock: from now on when it is saved, else from when it was set. */
export function UntilWhen({
  session,
  field,
}: {
  readonly session: AgentSession;
  readonly field: FieldDescription;
}) {
  const { t, format } = useText();
  const now = useNow();
  const value = session.value(field.pointer);
  const edited = session.isEdited(field.pointer.slice(0, field.pointer.lastIndexOf("/")));
  const from = edited ? now : setAt(session, field.pointer);
  if (typeof value !== "number" || value <= 0 || from === undefined) {
    return null;
  }
  const until = new Date(from.getTime() + value * 1000);
  const shown = agentTime(zoned(until), now, format);
  const past = until.getTime() < now.getTime();
  return (
    <span className={classes.until}>
      {edited
        ? t("agent.untilIfSaved", { time: shown })
        : t(past ? "agent.wasUntil" : "agent.until", { time: shown })}
    </span>
  );
}

/** The moment with this computer's offset, as `agentTime` reads it. */
function zoned(moment: Date): string {
  const minutes = -moment.getTimezoneOffset();
  const sign = minutes < 0 ? "-" : "+";
  const two = (value: number) => String(Math.floor(Math.abs(value))).padStart(2, "0");
  const local = new Date(moment.getTime() + minutes * 60_000).toISOString().slice(0, 19);
  return `${local}${sign}${two(minutes / 60)}:${two(minutes % 60)}`;
}
