/**
 * Everything that a key, a menu, the palette or a button of the frame can do, in one table. Keys, tooltips, the palette and the
 * sheet of keys are all drawn from it; what an action does is said by the part that can do it (`registry.ts`).
 */

import type { IconProps } from "@tabler/icons-react";
import IconArrowBackUp from "@tabler/icons-react/dist/esm/icons/IconArrowBackUp.mjs";
import IconArrowForwardUp from "@tabler/icons-react/dist/esm/icons/IconArrowForwardUp.mjs";
import IconChartBar from "@tabler/icons-react/dist/esm/icons/IconChartBar.mjs";
import IconDeviceFloppy from "@tabler/icons-react/dist/esm/icons/IconDeviceFloppy.mjs";
import IconHelp from "@tabler/icons-react/dist/esm/icons/IconHelp.mjs";
import IconHistory from "@tabler/icons-react/dist/esm/icons/IconHistory.mjs";
import IconHourglass from "@tabler/icons-react/dist/esm/icons/IconHourglass.mjs";
import IconPlus from "@tabler/icons-react/dist/esm/icons/IconPlus.mjs";
import IconSearch from "@tabler/icons-react/dist/esm/icons/IconSearch.mjs";
import IconSettings from "@tabler/icons-react/dist/esm/icons/IconSettings.mjs";
import IconUserCircle from "@tabler/icons-react/dist/esm/icons/IconUserCircle.mjs";
import IconUsers from "@tabler/icons-react/dist/esm/icons/IconUsers.mjs";
import type { ComponentType } from "react";
import type { MessageId } from "../i18n";

/** Where its keys work. Two actions may share a key in places that never have it at the same time. */
export type ActionPlace = "anywhere" | "list" | "page" | "hours";

export interface Action {
  /** What it is called on the sheet, in the palette, in menus and in tooltips. */
  readonly label: MessageId;
  readonly place: ActionPlace;
  /** Each way to press it, such as `mod+K`; `mod` is Command on a Mac and Control elsewhere. The first is the one that is shown. */
  readonly keys?: readonly string[];
  /** Whether each way does something else, such as the next row or the one before: then all are shown. */
  readonly either?: boolean;
  /** Whether the keys count while somebody types in a field, too. */
  readonly whileTyping?: boolean;
  /** Whether the keys count while a dialog is open, too. Other keys that are typed while one opens are meant for it. */
  readonly inDialogs?: boolean;
  /** Whether the palette offers it. */
  readonly palette?: boolean;
  readonly icon?: ComponentType<IconProps>;
}

const table = {
  find: { label: "palette.title", place: "anywhere", keys: ["mod+K"], whileTyping: true, inDialogs: true },
  search: { label: "keys.search", place: "anywhere", keys: ["/"], palette: true, icon: IconSearch },
  new: { label: "agents.new", place: "list", keys: ["N"], palette: true, icon: IconPlus },
  everything: {
    label: "agents.all",
    place: "anywhere",
    keys: ["mod+0"],
    inDialogs: true,
    palette: true,
    icon: IconUsers,
  },
  // The palette lists the connections by name.
  connection: {
    label: "keys.connection",
    place: "anywhere",
    keys: ["mod+1", "mod+2", "mod+3", "mod+4", "mod+5", "mod+6", "mod+7", "mod+8", "mod+9"],
    either: true,
    inDialogs: true,
  },
  copy: { label: "copying.copyTo", place: "page", palette: true, icon: IconArrowForwardUp },
  me: { label: "app.myProfile", place: "anywhere", palette: true, icon: IconUserCircle },
  connect: { label: "app.addConnection", place: "anywhere", palette: true, icon: IconPlus },
  coverage: { label: "coverage.title", place: "anywhere", palette: true, icon: IconChartBar },
  history: { label: "history.title", place: "anywhere", palette: true, icon: IconHistory },
  unfinished: { label: "changes.title", place: "anywhere", palette: true, icon: IconHourglass },
  settings: {
    label: "app.settings",
    place: "anywhere",
    keys: ["mod+,"],
    inDialogs: true,
    palette: true,
    icon: IconSettings,
  },
  // A question mark takes Shift on some keyboards and none on others.
  keys: { label: "app.help", place: "anywhere", keys: ["?", "shift+?"], palette: true, icon: IconHelp },
  close: { label: "keys.close", place: "anywhere", keys: ["Escape"] },

  moveRow: { label: "keys.move", place: "list", keys: ["ArrowUp", "ArrowDown"], either: true },
  endRow: { label: "keys.ends", place: "list", keys: ["Home", "End"], either: true },
  openRow: { label: "keys.open", place: "list", keys: ["Enter"] },

  save: {
    label: "keys.save",
    place: "page",
    keys: ["mod+S"],
    whileTyping: true,
    inDialogs: true,
    palette: true,
    icon: IconDeviceFloppy,
  },

  moveHours: { label: "keys.hoursMove", place: "hours", keys: ["ArrowLeft", "ArrowRight"], either: true },
  endHours: {
    label: "keys.hoursResize",
    place: "hours",
    keys: ["shift+ArrowLeft", "shift+ArrowRight"],
    either: true,
  },
  startHours: {
    label: "keys.hoursStart",
    place: "hours",
    keys: ["mod+shift+ArrowLeft", "mod+shift+ArrowRight"],
    either: true,
  },
  moveHoursFinely: {
    label: "keys.hoursFine",
    place: "hours",
    keys: ["alt+ArrowLeft", "alt+ArrowRight"],
    either: true,
  },
  otherDay: { label: "keys.hoursDay", place: "hours", keys: ["ArrowUp", "ArrowDown"], either: true },
  typeHours: { label: "keys.hoursType", place: "hours", keys: ["Enter", "Space", "F2"] },
  closeDay: { label: "keys.hoursClose", place: "hours", keys: ["Delete", "Backspace"] },
  undoHours: { label: "hours.undo", place: "hours", keys: ["mod+Z"], icon: IconArrowBackUp },
  redoHours: {
    label: "hours.redo",
    place: "hours",
    keys: ["mod+shift+Z", "mod+Y"],
    icon: IconArrowForwardUp,
  },
} as const satisfies Readonly<Record<string, Action>>;

export type ActionId = keyof typeof table;

export const actions: Readonly<Record<ActionId, Action>> = table;

export const actionIds = Object.keys(table) as readonly ActionId[];
