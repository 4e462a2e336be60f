import { VisuallyHidden } from "@mantine/core";
import { useSectionName } from "../controls/SectionHead";
import { useText } from "../i18n";
import type { AgentSession } from "../session/session";
import classes from "./AgentPage.module.css";

interface SectionNavProps {
  readonly session: AgentSession;
  readonly sections: readonly string[];
  readonly current: string;
  readonly edited: ReadonlySet<string>;
  readonly onChange: (section: string) => void;
}

/** The sections down the side; a row on a narrow window. A dot says where something was edited. */
export function SectionNav({ session, sections, current, edited, onChange }: SectionNavProps) {
  const { t } = useText();
  const name = useSectionName(session.system);
  return (
    <nav className={classes.nav} aria-label={t("agent.sections")}>
      {sections.map((section) => (
        <button
          key={section}
          type="button"
          className={classes.navItem}
          aria-current={section === current ? "page" : undefined}
          onClick={() => onChange(section)}
        >
          <span>{name(section)}</span>
          {edited.has(section) && (
            <i className={classes.editedDot}>
              <VisuallyHidden>{t("agent.sectionEdited")}</VisuallyHidden>
            </i>
          )}
        </button>
      ))}
    </nav>
  );
}
