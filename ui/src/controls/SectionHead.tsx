import type { ReactNode } from "react";
import type { SystemDescription } from "../bridge";
import { useText } from "../i18n";
import classes from "./SectionHead.module.css";

/** The section that no system describes: what was changed on the agent with this program. */
export const historySection = "history";

export function useSectionName(system: SystemDescription): (section: string) => string {
  const { t, byKey } = useText();
  return (section) =>
    section === historySection ? t("agent.history") : byKey(`${system.id}.section.${section}`);
}

interface SectionHeadProps {
  readonly title: string;
  readonly hint?: string;
  readonly children?: ReactNode;
}

export function SectionHead({ title, hint, children }: SectionHeadProps) {
  return (
    <div className={classes.head}>
      <h2>{title}</h2>
      {hint !== undefined && <p>{hint}</p>}
      {children}
    </div>
  );
}
