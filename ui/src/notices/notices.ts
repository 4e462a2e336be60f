/** Toasts, and the list in which they can be read again. Kept for as long as the window is open. */
import { notifications } from "@mantine/notifications";
import { createElement, useSyncExternalStore } from "react";
import { describeError, wordsOf } from "../errors/describe";
import { text } from "../i18n";
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
let notices: readonly Notice[] = [];
let unread = 0;
let count = 0;
const listeners = new Set<() => void>();

function tellAll(): void {
  for (const tell of listeners) {
    tell();
  }
}
const subscribe = (tell: () => void) => {
  listeners.add(tell);
  return () => listeners.delete(tell);
};

function give(notice: Omit<Notice, "id" | "at">, action?: NoticeAction): void {
  count += 1;
  const id = `notice-${count}`;
  notices = [{ ...notice, id, at: new Date() }, ...notices].slice(0, kept);
  unread += 1;
  tellAll();
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
  unread = 0;
  tellAll();
}

export function clearNotices(): void {
  notices = [];
  unread = 0;
  notifications.clean();
  tellAll();
}

export function useNotices(): readonly Notice[] {
  return useSyncExternalStore(subscribe, () => notices);
}

export function useUnreadNotices(): number {
  return useSyncExternalStore(subscribe, () => unread);
}
