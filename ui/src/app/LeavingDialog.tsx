import { Button, Group, Modal } from "@mantine/core";
import { useEffect } from "react";
import { onClosingAsked } from "../bridge";
import { useText } from "../i18n";
import { leaving, useLeaving } from "../window/leaving";
import classes from "./App.module.css";

/** Hears that the window shall close, and asks where something would be lost. */
export function LeavingDialog() {
  const { t } = useText();
  const state = useLeaving();
  useEffect(() => onClosingAsked(() => void leaving.ask()), []);
  return (
    <>
      <Modal
        opened={state.kind === "asking"}
        onClose={leaving.stay}
        title={t("closing.title")}
        closeButtonProps={{ "aria-label": t("common.close") }}
        zIndex={400}
      >
        {state.kind === "asking" && (
          <>
            <p className={classes.losses}>{t("closing.lost")}</p>
            <ul className={classes.losses}>
              {state.losses.map((words) => (
                <li key={words}>{words}</li>
              ))}
            </ul>
          </>
        )}
        <Group justify="flex-end">
          <Button data-autofocus onClick={leaving.stay}>
            {t("closing.keepWorking")}
          </Button>
          <Button color="bad" variant="subtle" onClick={() => void leaving.close()}>
            {t("closing.closeAnyway")}
          </Button>
        </Group>
      </Modal>
      {state.kind === "closing" && (
        <p role="status" className={classes.closing}>
          {t("closing.waiting")}
        </p>
      )}
    </>
  );
}
