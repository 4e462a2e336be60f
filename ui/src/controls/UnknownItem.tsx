import { ActionIcon, Tooltip } from "@mantine/core";
import IconTrash from "@tabler/icons-react/dist/esm/icons/IconTrash.mjs";
import type { JsonValue } from "../bridge";
import { useText } from "../i18n";
import type { AgentSession } from "../session/session";
import classes from "./controls.module.css";
import { withoutSecrets } from "./recordWords";
import { anyWords } from "./words";

interface UnknownItemProps {
  readonly session: AgentSession;
  readonly item: JsonValue;
  readonly onRemove: () => void;
}

/** An item of a form that the list does not edit: shown, kept to the letter, and removed when asked. */
export function UnknownItem({ session, item, onRemove }: UnknownItemProps) {
  const texts = useText();
  const { t } = texts;
  const words = anyWords(withoutSecrets(item, { system: session.system, texts }), texts);
  const remove = t("forms.removeNamed", { name: words });
  return (
    <div className={classes.odd}>
      <span className={classes.oddValue} dir="auto">
        {words}
      </span>
      <Tooltip label={remove}>
        <ActionIcon aria-label={remove} onClick={onRemove}>
          <IconTrash size={18} stroke={1.5} />
        </ActionIcon>
      </Tooltip>
      <p className={classes.shownHint}>{t("controls.unknownItem")}</p>
    </div>
  );
}
