import { Kbd, Modal } from "@mantine/core";
import { type ActionPlace, actionIds, actions } from "../actions/actions";
import { shownKeys } from "../actions/keys";
import { type MessageId, useText } from "../i18n";
import { closeKeysSheet, useKeysSheet } from "../window/keysSheet";
import classes from "./KeysSheet.module.css";

const groups: readonly { readonly place: ActionPlace; readonly title: MessageId }[] = [
  { place: "anywhere", title: "keys.anywhere" },
  { place: "list", title: "keys.list" },
  { place: "page", title: "keys.page" },
  { place: "hours", title: "keys.hours" },
];

/** The actions of a place that have keys. */
const inPlace = (place: ActionPlace) =>
  actionIds.filter((id) => actions[id].place === place && actions[id].keys !== undefined);

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
          <section key={group.place} aria-label={t(group.title)}>
            <h3>{t(group.title)}</h3>
            <dl>
              {inPlace(group.place).map((id) => (
                <div key={id} className={classes.key}>
                  <dt>
                    {shownKeys(id).map((key) => (
                      <Kbd key={key}>{key}</Kbd>
                    ))}
                  </dt>
                  <dd>{t(actions[id].label)}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  );
}
