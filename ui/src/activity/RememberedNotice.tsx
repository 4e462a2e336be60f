import { Button } from "@mantine/core";
import IconClock from "@tabler/icons-react/dist/esm/icons/IconClock.mjs";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { nameOf } from "../agents/words";
import { commands, unwrap } from "../bridge";
import { useText } from "../i18n";
import { tell } from "../notices";
import { ConfirmDialog } from "../parts/ConfirmDialog";
import { drafts } from "../session/drafts";
import { forgetRecord } from "../session/records";
import type { AgentSession } from "../session/session";
import { go } from "../window/place";
import classes from "./Activity.module.css";

/** Says of an agent that cannot be looked up from when its values are, and takes it out of the list again. */
export function RememberedNotice({ session }: { readonly session: AgentSession }) {
  const { t, format } = useText();
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const { record, system, connection } = session;
  if (record === null || !record.remembered) {
    return null;
  }
  const said = new Date(record.readAt);
  // Of an agent nothing was said about, the ID is all there is to name it by.
  const name = record.summary.name.trim() === "" ? record.id : nameOf(record.summary);
  const forget = async () => {
    await unwrap(commands.forgetAgent(connection, record.id));
    await drafts.discard(connection, record.id);
    go({ screen: "agents", connection });
    forgetRecord(client, connection, record.id);
    tell.done(t("remembered.removed", { name }));
  };
  return (
    <div className={classes.remembered}>
      <IconClock size={16} stroke={1.5} aria-hidden />
      <p>
        {Number.isNaN(said.getTime())
          ? t("remembered.nothing", { system: system.name })
          : t("remembered.said", { system: system.name, when: format.dateTime(said) })}
      </p>
      {system.capabilities.byId && (
        <Button size="xs" variant="subtle" onClick={() => setAsking(true)}>
          {t("remembered.remove")}
        </Button>
      )}
      <ConfirmDialog
        opened={asking}
        onClose={() => setAsking(false)}
        title={t("remembered.removeAsk", { name })}
        action={t("remembered.remove")}
        onConfirm={forget}
      >
        <p>{t("remembered.removeMeaning", { system: system.name })}</p>
      </ConfirmDialog>
    </div>
  );
}
