import { VisuallyHidden } from "@mantine/core";
import IconAlertTriangle from "@tabler/icons-react/dist/esm/icons/IconAlertTriangle.mjs";
import type { JsonValue, Section } from "../bridge";
import { isMembers } from "../bridge/members";
import { momentWords } from "../controls";
import { SectionHead, useSectionName } from "../controls/SectionHead";
import { readableKey } from "../controls/words";
import form from "../form/Form.module.css";
import { RareGroup } from "../form/FormSection";
import { isMessageId, shownName, shownText, useText } from "../i18n";
import { readAt } from "../session/edits";
import type { AgentSession } from "../session/session";
import { useNow } from "../window/useNow";
import bars from "./WorkloadSection.module.css";

export interface Load {
  readonly kind: string;
  readonly used: number;
  /** None where no rule says. */
  readonly capacity: number | null;
}

/** Work in hand against what the rule allows, kind by kind: every kind that either of the two names. */
export function loadsOf(workload: JsonValue, capacity: JsonValue): Load[] {
  const used = isMembers(workload) ? workload : {};
  const allowed = isMembers(capacity) ? capacity : {};
  const amount = (value: JsonValue | undefined) => (typeof value === "number" ? value : null);
  return [...new Set([...Object.keys(used), ...Object.keys(allowed)])]
    .map((kind) => ({ kind, used: amount(used[kind]) ?? 0, capacity: amount(allowed[kind]) }))
    .filter(({ kind }) => amount(used[kind]) !== null || amount(allowed[kind]) !== null);
}

interface WorkloadSectionProps {
  readonly session: AgentSession;
  readonly section: Section;
}

/** What an agent has in hand against its capacity, as bars with numbers and words. */
export function WorkloadSection({ session, section }: WorkloadSectionProps) {
  const texts = useText();
  const { t } = texts;
  const now = useNow();
  const name = useSectionName(session.system);
  const root = rootOf(section);
  const at = (place: string) => readAt(session.base, `${root}${place}`);
  const loads = loadsOf(at("/workload"), at("/rule/capacity"));
  const rule = at("/rule");
  const updated = at("/updatedAt");
  const kinds = section.groups.map((group) => ({
    ...group,
    fields: group.fields.filter((field) => !/\/(workload|rule|updatedAt)$/.test(field.pointer)),
  }));
  return (
    <>
      <SectionHead
        title={name(section.id)}
        hint={
          typeof updated === "string"
            ? t("agent.updated", { when: momentWords(updated, texts, now) })
            : undefined
        }
      />
      {loads.length === 0 ? (
        <p className={form.quiet}>{t("agent.noWorkload")}</p>
      ) : (
        <ul className={bars.loads}>
          {loads.map((load) => (
            <LoadBar key={load.kind} session={session} load={load} />
          ))}
        </ul>
      )}
      {isMembers(rule) && (
        <div className={bars.rule}>
          <h3 className={form.groupTitle}>{t("agent.rule")}</h3>
          <p>
            <b dir="auto">
              {shownName(typeof rule.name === "string" ? rule.name : "", t("agent.ruleNoName"))}
            </b>
            {rule.default === true && <span className={bars.tag}>{t("agent.ruleDefault")}</span>}
          </p>
          {typeof rule.description === "string" && rule.description !== "" && (
            <p className={bars.description} dir="auto">
              {shownText(rule.description)}
            </p>
          )}
        </div>
      )}
      {kinds
        .filter((group) => group.fields.length > 0)
        .map((group) => (
          <RareGroup key={group.id} session={session} group={{ ...group, id: `${group.id}More` }} />
        ))}
    </>
  );
}

/** Where the section's document lies: the common start of its fields. */
function rootOf(section: Section): string {
  const first = section.groups[0]?.fields[0]?.pointer ?? "";
  return `/${first.split("/")[1] ?? ""}`;
}

function LoadBar({ session, load }: { readonly session: AgentSession; readonly load: Load }) {
  const { t, format } = useText();
  const { kind, used, capacity } = load;
  const id = `${session.system.id}.workload.${kind}`;
  const label = isMessageId(id) ? t(id) : readableKey(kind);
  const over = capacity !== null && used > capacity;
  const full = capacity !== null && used === capacity;
  const most = Math.max(used, capacity ?? 0, 1);
  const words = capacity === null ? t("agents.workNoLimit", { used }) : t("agents.work", { used, capacity });
  const said = over
    ? t("agent.overBy", { count: used - (capacity ?? 0) })
    : full
      ? t("agent.full")
      : capacity === null
        ? t("agent.noLimit")
        : t("agent.free", { count: capacity - used });
  return (
    <li className={bars.load}>
      <span className={bars.kind}>{label}</span>
      <svg className={bars.bar} viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden data-over={over}>
        <rect className={bars.track} x="0" y="0" width="100" height="12" />
        <rect
          className={bars.used}
          x="0"
          y="0"
          width={(Math.min(used, capacity ?? used) / most) * 100}
          height="12"
        />
        {over && capacity !== null && (
          <>
            <rect
              className={bars.above}
              x={(capacity / most) * 100}
              y="0"
              width={((used - capacity) / most) * 100}
              height="12"
            />
            <rect className={bars.limit} x={(capacity / most) * 100 - 0.4} y="0" width="0.8" height="12" />
          </>
        )}
      </svg>
      <span className={bars.numbers}>
        {capacity === null ? format.number(used) : `${format.number(used)} / ${format.number(capacity)}`}
        <VisuallyHidden>{words}</VisuallyHidden>
      </span>
      <span className={bars.said} data-over={over}>
        {over && <IconAlertTriangle size={14} stroke={1.75} aria-hidden />}
        {said}
      </span>
    </li>
  );
}
