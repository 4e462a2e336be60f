/** Toasts, and the list in which they can be read again. Kept for as long as the window is open. */
import { notifications } from "@mantine/notifications";
import { createElement } from "react";
import { describeError, wordsOf } from "../errors/describe";
import { text } from "../i18n";
import { createStore, useStore } from "../store/store";
import { ToastWords } from "./ToastWords";

/** The one thing that can be done about a notice, such as taking back what it tells. */
export interface NoticeAction {
  readonly label: string;
  readonly run: () => void;
}

export interface Notice {
  readonly id: string;
  readonly tone: "done" | "problem" | "information";
  readonly title: string;
  readonly message?: string;
  readonly technical?: string;
  readonly at: Date;
}

const kept = 50;
const notices = createStore<readonly Notice[]>([]);
const unread = createStore(0);
let count = 0;

function give(notice: Omit<Notice, "id" | "at">, action?: NoticeAction): void {
  count += 1;
  const id = `notice-${count}`;
  notices.update((before) => [{ ...notice, id, at: new Date() }, ...before].slice(0, kept));
  unread.update((before) => before + 1);
  notifications.show({
    id,
    title: notice.title,
    message:
      action === undefined
        ? notice.message
        : createElement(ToastWords, {
            message: notice.message,
            action,
            onDone: () => notifications.hide(id),
          }),
    color: notice.tone === "problem" ? "bad" : notice.tone === "done" ? "ok" : "accent",
    // A problem stays until it is read; a good word may go, later where it offers the way back.
    closeButtonProps: { "aria-label": text("notices.dismiss") },
    autoClose: notice.tone === "problem" ? false : action === undefined ? 5000 : 12_000,
  });
}

export const tell = {
  done: (title: string, message?: string, action?: NoticeAction) =>
    give({ tone: "done", title, message }, action),
  information: (title: string, message?: string, action?: NoticeAction) =>
    give({ tone: "information", title, message }, action),
  /** `change`: something was to be changed, and it is said how far that got. */
  problem: (error: unknown, change = false) => {
    const described = describeError(error);
    give({
      tone: described.gravity === "notice" ? "information" : "problem",
      title: described.title,
      message: wordsOf(described, change),
      technical: described.technical,
    });
  },
};

export function markRead(): void {
  unread.set(0);
}

export function clearNotices(): void {
  notices.set([]);
  unread.set(0);
  notifications.clean();
}

export function useNotices(): readonly Notice[] {
  return useStore(notices);
}

export function useUnreadNotices(): number {
  return useStore(unread);
}
