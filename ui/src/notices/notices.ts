/** Toasts, and the list in which they can be read again. Kept for as long as the window is open. */
import { notifications } from "@mantine/notifications";
import { useSyncExternalStore } from "react";
import { describeError } from "../errors/describe";

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

function give(notice: Omit<Notice, "id" | "at">): void {
  count += 1;
  const id = `notice-${count}`;
  notices = [{ ...notice, id, at: new Date() }, ...notices].slice(0, kept);
  unread += 1;
  tellAll();
  notifications.show({
    id,
    title: notice.title,
    message: notice.message,
    color: notice.tone === "problem" ? "bad" : notice.tone === "done" ? "ok" : "accent",
    // A problem stays until it is read; a good word may go.
    autoClose: notice.tone === "problem" ? false : 5000,
  });
}

export const tell = {
  done: (title: string, message?: string) => give({ tone: "done", title, message }),
  information: (title: string, message?: string) => give({ tone: "information", title, message }),
  problem: (error: unknown) => {
    const described = describeError(error);
    give({
      tone: described.gravity === "notice" ? "information" : "problem",
      title: described.title,
      message: `${described.meaning} ${described.action}`,
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
