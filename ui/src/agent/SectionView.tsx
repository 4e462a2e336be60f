import { StatisticSection, UsersSection, VersionsSection, WebhooksSection } from "../activity";
import type { Section } from "../bridge";
import { DropsSection } from "../drops";
import { FormSection } from "../form/FormSection";
import { HoursSection } from "../hours";
import type { AgentSession } from "../session/session";
import { WorkloadSection } from "./WorkloadSection";

interface SectionViewProps {
  readonly session: AgentSession;
  readonly section: Section;
  readonly tried: boolean;
}

/** A section by its kind. A kind this window does not know is drawn from its fields. */
export function SectionView({ session, section, tried }: SectionViewProps) {
  switch (section.kind) {
    case "hours":
      return <HoursSection session={session} />;
    case "drops":
      return <DropsSection session={session} />;
    case "workload":
      return <WorkloadSection session={session} section={section} />;
    case "users":
      return <UsersSection session={session} section={section} />;
    case "statistic":
      return <StatisticSection session={session} section={section} />;
    case "webhooks":
      return <WebhooksSection session={session} section={section} />;
    case "versions":
      return <VersionsSection session={session} section={section} />;
    default:
      return <FormSection session={session} section={section} tried={tried} />;
  }
}
