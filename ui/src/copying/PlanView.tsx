import { Button } from "@mantine/core";
import IconArrowRight from "@tabler/icons-react/dist/esm/icons/IconArrowRight.mjs";
import { type ReactNode, useState } from "react";
import type { CopyPlan, JsonValue, LeftOutReason, Pointer, SystemDescription } from "../bridge";
import { placeAt } from "../controls/places";
import { anyWords, readableKey, valueWords } from "../controls/words";
import { type MessageId, type Texts, useText } from "../i18n";
import { liesWithin } from "../session/edits";
import classes from "./CopyDialog.module.css";

interface PlanViewProps {
  readonly plan: CopyPlan;
  readonly from: SystemDescription;
  readonly to: SystemDescription;
}

const reasons: readonly LeftOutReason[] = ["noPlace", "otherValues", "secret", "undescribed"];

/** A plan in three calm parts: what goes along, what stays behind and why, what is still to be filled in. */
export function PlanView({ plan, from, to }: PlanViewProps) {
  const texts = useText();
  const { t } = texts;
  // What goes along as it is, without a meaning that both sides have a word for.
  const alike = Object.entries(plan.edits).filter(
    ([pointer]) => !plan.carried.some((field) => liesWithin(field.to, pointer)),
  );
  const count = plan.carried.length + alike.length;
  return (
    <div className={classes.plan}>
      <Part title={t("copying.along", { count })}>
        {count === 0 && <p className={classes.none}>{t("copying.nothingAlong")}</p>}
        <ul className={classes.fields}>
          {plan.carried.map((field) => (
            <Row
              key={field.to}
              label={labelAt(from, field.from, texts)}
              becomes={labelAt(to, field.to, texts)}
              value={wordsAt(to, field.to, field.value, texts)}
            />
          ))}
          {alike.map(([pointer, value]) => (
            <Row
              key={pointer}
              label={labelAt(to, pointer, texts)}
              value={wordsAt(to, pointer, value, texts)}
            />
          ))}
        </ul>
      </Part>
      <LeftBehind leftOut={plan.leftOut} from={from} to={to} />
      <Part title={t("copying.missing", { count: plan.missing.length })}>
        {plan.missing.length === 0 ? (
          <p className={classes.none}>{t("copying.nothingMissing")}</p>
        ) : (
          <ul className={classes.missing}>
            {plan.missing.map((pointer) => (
              <li key={pointer}>{labelAt(to, pointer, texts)}</li>
            ))}
          </ul>
        )}
      </Part>
    </div>
  );
}

interface LeftBehindProps extends Pick<PlanViewProps, "from" | "to"> {
  readonly leftOut: CopyPlan["leftOut"];
}

/** What stays behind, by the reason why. */
export function LeftBehind({ leftOut, from, to }: LeftBehindProps) {
  const texts = useText();
  const { t } = texts;
  return leftOut.length === 0 ? null : (
    <Part title={t("copying.behind", { count: leftOut.length })}>
      {reasons.map((reason) => {
        const fields = leftOut.filter((field) => field.reason === reason);
        return fields.length === 0 ? null : (
          <div key={reason} className={classes.reason}>
            <p>{t(reasonText(reason, from.id === to.id), { system: to.name })}</p>
            <Behind
              rows={fields.map((field) => (
                <Row
                  key={field.pointer}
                  label={labelAt(from, field.pointer, texts)}
                  value={reason === "secret" ? undefined : wordsAt(from, field.pointer, field.value, texts)}
                  quiet
                />
              ))}
            />
          </div>
        );
      })}
    </Part>
  );
}

/** Rows that are shown at once; an agent with many prompts leaves dozens behind. */
const shownAtOnce = 4;

function Behind({ rows }: { readonly rows: readonly ReactNode[] }) {
  const { t } = useText();
  const [all, setAll] = useState(rows.length <= shownAtOnce + 1);
  return (
    <>
      <ul className={classes.fields}>{all ? rows : rows.slice(0, shownAtOnce)}</ul>
      {!all && (
        <Button size="xs" variant="subtle" onClick={() => setAll(true)}>
          {t("copying.showAll", { count: rows.length })}
        </Button>
      )}
    </>
  );
}

/** Between two accounts of one system the setting is there; only its value is not taken along. */
function reasonText(reason: LeftOutReason, sameSystem: boolean): MessageId {
  return sameSystem && reason === "noPlace" ? "copying.reason.ownAccount" : `copying.reason.${reason}`;
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className={classes.part} aria-label={title}>
      <h3>{title}</h3>
      {children}
    </section>
  );
}

interface RowProps {
  readonly label: string;
  /** What the other system calls it. */
  readonly becomes?: string;
  readonly value: string | undefined;
  readonly quiet?: boolean;
}

function Row({ label, becomes, value, quiet = false }: RowProps) {
  const { t } = useText();
  return (
    <li className={classes.field} data-quiet={quiet}>
      <span className={classes.label}>
        {label}
        {becomes !== undefined && becomes !== label && (
          <>
            <IconArrowRight size={14} stroke={1.5} role="img" aria-label={t("copying.becomes")} />
            {becomes}
          </>
        )}
      </span>
      <span className={classes.value} dir="auto">
        {value}
      </span>
    </li>
  );
}

/** By the name of the field, inside a record by the name of the record too. */
function labelAt(system: SystemDescription, pointer: Pointer, texts: Texts): string {
  const { field, label } = placeAt(system, pointer, texts);
  return field === undefined ? readableKey(pointer.split("/").pop() ?? pointer) : label;
}

function wordsAt(system: SystemDescription, pointer: Pointer, value: JsonValue, texts: Texts): string {
  const { field } = placeAt(system, pointer, texts);
  return field === undefined ? anyWords(value, texts) : valueWords(field, value, { system, texts });
}
