import { Button } from "@mantine/core";
import { SectionHead } from "../controls/SectionHead";
import { HistoryList } from "../history/HistoryList";
import { useText } from "../i18n";
import { nameOnScreen } from "../session/names";
import type { AgentSession } from "../session/session";
import { go } from "../window/place";
import classes from "./AgentPage.module.css";

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
