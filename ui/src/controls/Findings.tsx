import IconAlertTriangle from "@tabler/icons-react/dist/esm/icons/IconAlertTriangle.mjs";
import IconInfoCircle from "@tabler/icons-react/dist/esm/icons/IconInfoCircle.mjs";
import type { Pointer } from "../bridge";
import { useText } from "../i18n";
import { liesWithin } from "../session/edits";
import type { AgentSession } from "../session/session";
import { isTyping } from "../session/unfinished";
import classes from "./Findings.module.css";
import { findingWords } from "./findings";

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
