import { ActionIcon, Menu, Tooltip } from "@mantine/core";
import IconArrowDown from "@tabler/icons-react/dist/esm/icons/IconArrowDown.mjs";
import IconArrowUp from "@tabler/icons-react/dist/esm/icons/IconArrowUp.mjs";
import IconDots from "@tabler/icons-react/dist/esm/icons/IconDots.mjs";
import IconReplace from "@tabler/icons-react/dist/esm/icons/IconReplace.mjs";
import IconUsers from "@tabler/icons-react/dist/esm/icons/IconUsers.mjs";
import { useText } from "../i18n";

interface DropMenuProps {
  readonly name: string;
  readonly hasSound: boolean;
  readonly locked: boolean;
  readonly unsaved: boolean;
  readonly onReplace: () => void;
  readonly onCopy: () => void;
  readonly onMoveUp: (() => void) | undefined;
  readonly onMoveDown: (() => void) | undefined;
}

/** What is rarely done with a drop. */
export function DropMenu(props: DropMenuProps) {
  const { name, hasSound, locked, unsaved, onReplace, onCopy, onMoveUp, onMoveDown } = props;
  const { t } = useText();
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Tooltip label={t("common.more")}>
          <ActionIcon aria-label={t("drops.moreNamed", { name })} data-more>
            <IconDots size={18} stroke={1.5} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconReplace size={16} stroke={1.5} />}
          disabled={locked || unsaved}
          onClick={onReplace}
        >
          {t("drops.replaceRecording")}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconUsers size={16} stroke={1.5} />}
          disabled={!hasSound || unsaved}
          onClick={onCopy}
        >
          {t("drops.copyTo")}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconArrowUp size={16} stroke={1.5} />}
          disabled={locked || onMoveUp === undefined}
          onClick={onMoveUp}
        >
          {t("drops.moveUp")}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconArrowDown size={16} stroke={1.5} />}
          disabled={locked || onMoveDown === undefined}
          onClick={onMoveDown}
        >
          {t("drops.moveDown")}
        </Menu.Item>
        {unsaved && <Menu.Label>{t("drops.saveListToGoOn")}</Menu.Label>}
      </Menu.Dropdown>
    </Menu>
  );
}
