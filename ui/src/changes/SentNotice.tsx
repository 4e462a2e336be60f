import { Button } from "@mantine/core";
import IconClockQuestion from "@tabler/icons-react/dist/esm/icons/IconClockQuestion.mjs";
import { useRef, useState } from "react";
import type { OpenChange, Verdict } from "../bridge";
import { ErrorNotice } from "../errors";
import { useText } from "../i18n";
import classes from "./Changes.module.css";
import { openChanges } from "./openChanges";
import { sentWords } from "./words";

type Doing = "looking" | Verdict;

/** A change that was sent and that nobody knows of: what is known, a look, and the admin's word where a look cannot tell. */
export function SentNotice({ change }: { readonly change: OpenChange }) {
  const { t } = useText();
  const [doing, setDoing] = useState<Doing>();
  const [failure, setFailure] = useState<unknown>();
  const looking = useRef<AbortController>(undefined);
  const { title, meaning } = sentWords(change);
  const { state } = change;
  const undecided = state.kind === "sent" && (state.look === "notYet" || state.look === "cannotTell");
  const act = async (what: Doing) => {
    const stop = new AbortController();
    looking.current = stop;
    setDoing(what);
    setFailure(undefined);
    try {
      await (what === "looking"
        ? openChanges.look(change.id, stop.signal)
        : openChanges.decide(change.id, what));
    } catch (error) {
      setFailure(error);
    } finally {
      setDoing(undefined);
    }
  };
  return (
    <section className={classes.sent} aria-label={title}>
      <IconClockQuestion size={18} stroke={1.5} aria-hidden />
      <div className={classes.body}>
        <p className={classes.title} dir="auto">
          {title}
        </p>
        <p className={classes.meaning} role="status">
          {doing === "looking" ? t("changes.stage.looking") : meaning}
        </p>
        <div className={classes.buttons}>
          {doing === "looking" ? (
            <Button size="xs" onClick={() => looking.current?.abort()}>
              {t("agent.stop")}
            </Button>
          ) : (
            <Button size="xs" disabled={doing !== undefined} onClick={() => void act("looking")}>
              {t("changes.lookAgain")}
            </Button>
          )}
          {undecided && (
            <>
              <Button
                size="xs"
                variant="subtle"
                loading={doing === "made"}
                disabled={doing !== undefined}
                onClick={() => void act("made")}
              >
                {t("changes.wasMade")}
              </Button>
              <Button
                size="xs"
                variant="subtle"
                loading={doing === "notMade"}
                disabled={doing !== undefined}
                onClick={() => void act("notMade")}
              >
                {t("changes.wasNotMade")}
              </Button>
            </>
          )}
        </div>
        {failure !== undefined && <ErrorNotice error={failure} connection={change.connection} compact />}
      </div>
    </section>
  );
}
