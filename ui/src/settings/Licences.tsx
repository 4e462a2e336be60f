import { Button, Modal } from "@mantine/core";
import { useState } from "react";
import { useText } from "../i18n";
import { tell } from "../notices";
import classes from "./Licences.module.css";

/** The packages that others wrote, with their licences: as long as a book, so it is read when somebody asks. */
export function Licences() {
  const { t } = useText();
  const [words, setWords] = useState<string | null>(null);
  const open = () =>
    void import("./notices.txt?raw").then((notices) => setWords(notices.default)).catch(tell.problem);
  return (
    <>
      <Button onClick={open}>{t("settings.licences")}</Button>
      <Modal
        opened={words !== null}
        onClose={() => setWords(null)}
        title={t("settings.licencesTitle")}
        size={860}
        closeButtonProps={{ "aria-label": t("common.close") }}
      >
        <p>{t("settings.licencesMeaning")}</p>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached from the keyboard. */}
        <section className={classes.words} tabIndex={0} aria-label={t("settings.licencesTitle")}>
          <pre lang="en">{words}</pre>
        </section>
      </Modal>
    </>
  );
}
