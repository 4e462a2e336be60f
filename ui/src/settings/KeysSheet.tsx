import { Kbd, Modal } from "@mantine/core";
import { type MessageId, useText } from "../i18n";
import { closeKeysSheet, useKeysSheet } from "../window/keysSheet";
import { commandKey } from "../window/platform";
import classes from "./KeysSheet.module.css";

interface KeyGroup {
  readonly title: MessageId;
  readonly keys: readonly (readonly [string, MessageId])[];
}

const groups: readonly KeyGroup[] = [
  {
    title: "keys.anywhere",
    keys: [
      [`${commandKey} K`, "keys.find"],
      ["/", "keys.search"],
      [`${commandKey} 0`, "keys.everything"],
      [`${commandKey} 1–9`, "keys.connection"],
      [`${commandKey} ,`, "keys.settings"],
      ["?", "keys.sheet"],
      ["Esc", "keys.close"],
    ],
  },
  {
    title: "keys.list",
    keys: [
      ["↑ ↓", "keys.move"],
      ["Home End", "keys.ends"],
      ["Enter", "keys.open"],
      ["N", "keys.new"],
    ],
  },
  { title: "keys.page", keys: [[`${commandKey} S`, "keys.save"]] },
  {
    title: "keys.hours",
    keys: [
      ["← →", "keys.hoursMove"],
      ["Shift ← →", "keys.hoursResize"],
      ["Ctrl Shift ← →", "keys.hoursStart"],
      ["Alt ← →", "keys.hoursFine"],
      ["↑ ↓", "keys.hoursDay"],
      ["Enter", "keys.hoursType"],
      ["Delete", "keys.hoursClose"],
      [`${commandKey} Z`, "keys.hoursUndo"],
    ],
  },
];

/** Every key in one place. */
export function KeysSheet() {
  const { t } = useText();
  const opened = useKeysSheet();
  return (
    <Modal
      opened={opened}
      onClose={closeKeysSheet}
      title={t("keys.title")}
      size={720}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <div className={classes.groups}>
        {groups.map((group) => (
          <section key={group.title} aria-label={t(group.title)}>
            <h3>{t(group.title)}</h3>
            <dl>
              {group.keys.map(([keys, what]) => (
                <div key={what} className={classes.key}>
                  <dt>
                    {keys.split(" ").map((key) => (
                      <Kbd key={key}>{key}</Kbd>
                    ))}
                  </dt>
                  <dd>{t(what)}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  );
}
