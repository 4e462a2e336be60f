import { Button, Popover } from "@mantine/core";
import IconAlertTriangle from "@tabler/icons-react/dist/esm/icons/IconAlertTriangle.mjs";
import IconCheck from "@tabler/icons-react/dist/esm/icons/IconCheck.mjs";
import IconInfoCircle from "@tabler/icons-react/dist/esm/icons/IconInfoCircle.mjs";
import { type ReactNode, useId, useState } from "react";
import { useText } from "../i18n";
import classes from "./NoticesPanel.module.css";
import { clearNotices, markRead, type Notice, useNotices } from "./notices";

interface NoticesPanelProps {
  readonly children: (toggle: () => void, opened: boolean) => ReactNode;
}

/** Everything the program said since it was opened. */
export function NoticesPanel({ children }: NoticesPanelProps) {
  const { t } = useText();
  const [opened, setOpened] = useState(false);
  const notices = useNotices();
  const title = useId();
  const toggle = () => {
    setOpened(!opened);
    markRead();
  };
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      position="right-end"
      width={360}
      trapFocus
      returnFocus
      withRoles={false}
    >
      <Popover.Target>
        <div>{children(toggle, opened)}</div>
      </Popover.Target>
      <Popover.Dropdown p={0} role="dialog" aria-labelledby={title}>
        <div className={classes.head}>
          <h2 id={title}>{t("notices.title")}</h2>
          {notices.length > 0 && (
            <Button size="xs" variant="subtle" onClick={clearNotices}>
              {t("notices.clear")}
            </Button>
          )}
        </div>
        {notices.length === 0 ? (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: the trapped focus needs a place while the panel holds nothing to press.
          <p className={classes.empty} tabIndex={0} data-autofocus>
            {t("notices.empty")}
          </p>
        ) : (
          <ul className={classes.list}>
            {notices.map((notice) => (
              <NoticeRow key={notice.id} notice={notice} />
            ))}
          </ul>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

const icons = { done: IconCheck, problem: IconAlertTriangle, information: IconInfoCircle } as const;

function NoticeRow({ notice }: { readonly notice: Notice }) {
  const { t, format } = useText();
  const Icon = icons[notice.tone];
  return (
    <li className={classes.row} data-tone={notice.tone}>
      <Icon size={18} stroke={1.5} aria-hidden />
      <div>
        <p className={classes.title}>{notice.title}</p>
        {notice.message !== undefined && <p className={classes.message}>{notice.message}</p>}
        {notice.technical !== undefined && (
          <details>
            <summary>{t("errors.technical")}</summary>
            <pre>{notice.technical}</pre>
          </details>
        )}
      </div>
      <time dateTime={notice.at.toISOString()}>{format.time(notice.at)}</time>
    </li>
  );
}
