import { IconAlertTriangle, IconInfoCircle } from "@tabler/icons-react";
import { liesWithin } from "../agent/edits";
import type { AgentSession } from "../agent/session";
import { isTyping } from "../agent/unfinished";
import type { Pointer } from "../bridge";
import { findingWords } from "../controls/findings";
import { useText } from "../i18n";
import classes from "./Hours.module.css";

/** What the core says about the hours or the holidays on screen. */
export function Findings({
  session,
  pointer,
}: {
  readonly session: AgentSession;
  readonly pointer: Pointer;
}) {
  const texts = useText();
  const said = session.findings.filter(
    (finding) => liesWithin(finding.pointer, pointer) && !isTyping(finding),
  );
  if (said.length === 0) {
    return null;
  }
  return (
    <ul className={classes.findings}>
      {said.map((finding) => (
        <li key={`${finding.pointer} ${finding.code}`} data-severity={finding.severity}>
          {finding.severity === "error" ? (
            <IconAlertTriangle size={16} stroke={1.5} aria-hidden />
          ) : (
            <IconInfoCircle size={16} stroke={1.5} aria-hidden />
          )}
          {findingWords(finding, texts)}
        </li>
      ))}
    </ul>
  );
}
