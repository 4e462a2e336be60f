import type { ReactNode } from "react";
import type { Section } from "../bridge";
import { SectionHead, useSectionName } from "../controls/SectionHead";
import { isMessageId, useText } from "../i18n";
import type { AgentSession } from "../session/session";

export interface ActivityProps {
  readonly session: AgentSession;
  readonly section: Section;
}

/** The title of a section with what its system says about it. */
export function ActivityHead({
  session,
  section,
  children,
}: ActivityProps & { readonly children?: ReactNode }) {
  const { t } = useText();
  const name = useSectionName(session.system);
  const hint = `${session.system.id}.section.${section.id}.hint`;
  return (
    <SectionHead title={name(section.id)} hint={isMessageId(hint) ? t(hint) : undefined}>
      {children}
    </SectionHead>
  );
}
