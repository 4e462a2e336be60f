import type { SetAside } from "../bridge";
import { formatFor, i18n, text } from "../i18n";

type Counts = Pick<SetAside, "drafts" | "changes" | "attachments" | "unsettled">;

/** "2 drafts and 5 history entries". */
export function partsWords(counts: Counts): string {
  const parts = (["drafts", "changes", "attachments", "unsettled"] as const)
    .filter((part) => counts[part] > 0)
    .map((part) => text(`changes.asideParts.${part}`, { count: counts[part] }));
  return formatFor(i18n.locale).list(parts);
}
