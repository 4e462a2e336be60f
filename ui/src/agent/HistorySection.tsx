import { Button } from "@mantine/core";
import { go } from "../app/place";
import { HistoryList } from "../history/HistoryList";
import { useText } from "../i18n";
import classes from "./AgentPage.module.css";
import { SectionHead } from "./FormSection";
import { nameOnScreen } from "./names";
import type { AgentSession } from "./session";

export const historySection = "history";

/** What was changed on this agent with this program, the newest first, with the way back. */
export function HistorySection({ session }: { readonly session: AgentSession }) {
  const { t } = useText();
  const { connection, agent } = session;
  return (
    <>
      <SectionHead title={t("agent.history")} hint={t("agent.historyHint")} />
      <HistoryList query={{ connection, agent }} none={t("agent.noHistory")} />
      <Button
        className={classes.wholeHistory}
        size="xs"
        variant="subtle"
        onClick={() =>
          go({
            screen: "history",
            of: agent === null ? undefined : { connection, agent, name: nameOnScreen(session) },
          })
        }
      >
        {t("history.search")}
      </Button>
    </>
  );
}
