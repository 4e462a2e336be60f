import { Button } from "@mantine/core";
import IconCircleCheck from "@tabler/icons-react/dist/esm/icons/IconCircleCheck.mjs";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { type AgentId, commands, type JsonValue, runJob, type SystemDescription } from "../bridge";
import { openChanges, SentNotice, useOpenChanges } from "../changes";
import { optionWords } from "../controls/words";
import { ErrorNotice, toError } from "../errors";
import { isMessageId, useText } from "../i18n";
import classes from "./Activity.module.css";
import { AnswerRows } from "./AnswerRows";
import { ActivityHead, type ActivityProps } from "./section";
import { WebhookFields } from "./WebhookFields";
import {
  complaintsOf,
  emptyWebhook,
  isFine,
  partOf,
  type WebhookForm,
  webhookDraft,
  webhookFields,
} from "./webhook";

/** Creates webhooks. What is typed here is no edit of the agent, and the answer is shown once. */
export function WebhooksSection({ session, section }: ActivityProps) {
  const { t } = useText();
  const { agent, connection, system } = session;
  return (
    <>
      <ActivityHead session={session} section={section} />
      {!isMessageId(`${system.id}.section.${section.id}.hint`) && (
        <p className={classes.cannot}>{t("webhook.cannot", { system: system.name })}</p>
      )}
      {agent !== null && (
        <NewWebhook key={agent} connection={connection} agent={agent} system={system} section={section} />
      )}
    </>
  );
}

interface NewWebhookProps {
  readonly connection: string;
  readonly agent: AgentId;
  readonly system: SystemDescription;
  readonly section: ActivityProps["section"];
}

type Creating =
  | { readonly kind: "writing" }
  | { readonly kind: "creating" }
  | { readonly kind: "failed"; readonly error: unknown }
  /** It was sent and nobody knows whether there is one now. */
  | { readonly kind: "sent"; readonly change: string }
  | { readonly kind: "created"; readonly answer: JsonValue };

function NewWebhook({ connection, agent, system, section }: NewWebhookProps) {
  const { t } = useText();
  const fields = webhookFields(section);
  const [form, setForm] = useState<WebhookForm>(emptyWebhook);
  const [tried, setTried] = useState(false);
  const [state, setState] = useState<Creating>({ kind: "writing" });
  const running = useRef<AbortController>(undefined);
  // The creation that is not settled, be it of this visit or of one before.
  const unsettled = useOpenChanges().find(
    (change) =>
      change.connection === connection &&
      change.agent === agent &&
      change.kind === "webhookCreated" &&
      change.state.kind === "sent",
  );
  const complaints = complaintsOf(fields, form);
  const unclear = unsettled !== undefined || (state.kind === "failed" && isUnclear(state.error));
  const create = async () => {
    const mine = new AbortController();
    running.current = mine;
    setState({ kind: "creating" });
    try {
      const outcome = await runJob(
        (job, channel) => commands.createWebhook(connection, agent, webhookDraft(fields, form), job, channel),
        { signal: mine.signal },
      );
      if (outcome.kind === "sent") {
        setState({ kind: "sent", change: outcome.change });
        await openChanges.refresh();
      } else {
        setState({ kind: "created", answer: outcome.kind === "done" ? outcome.answer : null });
      }
    } catch (error) {
      setState({ kind: "failed", error });
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (isFine(complaints) && state.kind !== "creating" && !unclear) {
      void create();
    }
  };
  if (state.kind === "created") {
    return (
      <Receipt
        system={system}
        answer={state.answer}
        triggerKey={fields.find((field) => partOf(field) === "trigger")?.key ?? ""}
        onAnother={() => {
          setForm(emptyWebhook);
          setTried(false);
          setState({ kind: "writing" });
        }}
      />
    );
  }
  return (
    <form className={classes.webhook} onSubmit={submit} noValidate>
      <WebhookFields
        system={system}
        fields={fields}
        form={form}
        complaints={tried ? complaints : { fields: {}, headers: {} }}
        onChange={setForm}
      />
      {unsettled !== undefined ? (
        <SentNotice change={unsettled} />
      ) : unclear ? (
        <div role="alert" className={classes.unclear}>
          <p>
            <b>{t("webhook.unclear")}</b>
          </p>
          <p>{t("webhook.unclearMeaning", { system: system.name })}</p>
          <Button size="xs" onClick={() => setState({ kind: "writing" })}>
            {t("webhook.unclearLooked")}
          </Button>
        </div>
      ) : (
        state.kind === "failed" && <ErrorNotice error={state.error} connection={connection} change />
      )}
      <div className={classes.actions} data-start>
        <Button type="submit" variant="filled" loading={state.kind === "creating"} disabled={unclear}>
          {t("webhook.create")}
        </Button>
        {state.kind === "creating" && (
          <Button onClick={() => running.current?.abort()}>{t("webhook.stop")}</Button>
        )}
        <span role="status" className={classes.quiet}>
          {state.kind === "creating" ? t("webhook.creating") : ""}
        </span>
      </div>
    </form>
  );
}

/** Stopped after it was sent, or broken off: nobody knows whether there is a webhook now. */
function isUnclear(error: unknown): boolean {
  return toError(error).code === "unclearOutcome";
}

interface ReceiptProps {
  readonly system: SystemDescription;
  readonly answer: JsonValue;
  readonly triggerKey: string;
  readonly onAnother: () => void;
}

function Receipt({ system, answer, triggerKey, onAnother }: ReceiptProps) {
  const texts = useText();
  const { t } = texts;
  const head = useRef<HTMLHeadingElement>(null);
  // The button that was pressed is gone: the focus goes to what came instead.
  useEffect(() => head.current?.focus(), []);
  return (
    <section className={classes.receipt} aria-labelledby="webhook-created">
      <h3 id="webhook-created" ref={head} tabIndex={-1}>
        <IconCircleCheck size={18} stroke={1.5} aria-hidden />
        {t("webhook.created")}
      </h3>
      <p className={classes.quiet}>{t("webhook.receipt", { system: system.name })}</p>
      <AnswerRows
        answer={answer}
        nothing={t("webhook.receiptEmpty", { system: system.name })}
        words={(row) =>
          row.place === "triggerCondition" && typeof row.value === "string"
            ? {
                label: texts.byKey(`${system.id}.field.${triggerKey}.label`, row.label),
                value: optionWords({ system, texts }, triggerKey, row.value),
              }
            : undefined
        }
      />
      <p className={classes.quiet}>{t("webhook.cannot", { system: system.name })}</p>
      <div className={classes.actions} data-start>
        <Button onClick={onAnother}>{t("webhook.another")}</Button>
      </div>
    </section>
  );
}
