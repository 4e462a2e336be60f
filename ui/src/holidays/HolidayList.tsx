import { Button, Menu, SegmentedControl } from "@mantine/core";
import { useSessionStorage } from "@mantine/hooks";
import IconCalendarDown from "@tabler/icons-react/dist/esm/icons/IconCalendarDown.mjs";
import IconCalendarPlus from "@tabler/icons-react/dist/esm/icons/IconCalendarPlus.mjs";
import IconConfetti from "@tabler/icons-react/dist/esm/icons/IconConfetti.mjs";
import { useEffect, useRef, useState } from "react";
import { type ChosenFile, commands, type JsonValue, type Pointer, unwrap } from "../bridge";
import { Findings } from "../controls/Findings";
import { ErrorNotice } from "../errors";
import { useText } from "../i18n";
import { tell } from "../notices";
import { ChangedMark } from "../parts/ChangedMark";
import { fieldsOf } from "../session/edits";
import type { AgentSession } from "../session/session";
import { CalendarDialog } from "./CalendarDialog";
import { HolidayForm } from "./HolidayForm";
import { HolidayItems } from "./HolidayItems";
import classes from "./Holidays.module.css";
import { type Holiday, type HolidaysAdded, putHoliday, readHolidays, withoutHoliday } from "./holidays";
import { PresetsDialog } from "./PresetsDialog";
import { YearView } from "./YearView";

interface HolidayListProps {
  readonly session: AgentSession;
  readonly pointer: Pointer;
}

type Open =
  | {
      readonly kind: "day";
      readonly holiday: Holiday | undefined;
      readonly on?: Pick<Holiday, "day" | "month">;
    }
  | { readonly kind: "presets" }
  | { readonly kind: "file"; readonly file: ChosenFile };

/** Days of the year on which an agent is closed, as a list or as a year. */
export function HolidayList({ session, pointer }: HolidayListProps) {
  const { t } = useText();
  const [view, setView] = useSessionStorage<"list" | "year">({
    key: "callboard.holidays",
    defaultValue: "list",
    getInitialValueInEffect: false,
  });
  const [open, setOpen] = useState<Open>();
  const [failure, setFailure] = useState<unknown>();
  const addButton = useRef<HTMLButtonElement>(null);
  const from = useRef<Element | null>(null);
  // Back to where the dialog was opened, or to the menu it was chosen from, once the dialog has let go of the focus.
  useEffect(() => {
    if (open !== undefined) {
      return;
    }
    const opener = from.current;
    from.current = null;
    if (opener !== null) {
      const place = opener instanceof HTMLElement && opener.isConnected ? opener : addButton.current;
      const later = setTimeout(() => place?.focus());
      return () => clearTimeout(later);
    }
  }, [open]);
  const stored = session.value(pointer);
  const holidays = readHolidays(stored);
  const dated = holidays?.dated ?? [];
  const edited = session.isEdited(pointer);
  const today = new Date();
  const yearKept = session.system.capabilities.schedule?.holidaysWithYear === true;

  const show = (next: Open) => {
    from.current ??= document.activeElement?.closest("[role=menu]")
      ? addButton.current
      : document.activeElement;
    setOpen(next);
  };
  const chooseFile = async () => {
    setFailure(undefined);
    try {
      const file = await unwrap(
        commands.chooseCalendar(t("holidays.chooseFile"), t("holidays.calendarFiles")),
      );
      if (file !== null) {
        show({ kind: "file", file });
      }
    } catch (error) {
      setFailure(error);
    }
  };
  const add = ({ stored: next, added, present }: HolidaysAdded) => {
    setOpen(undefined);
    session.edit(pointer, next);
    tell.done(
      t("holidays.added", { count: added }),
      present.length === 0 ? undefined : t("holidays.werePresent", { count: present.length }),
    );
  };
  const close = () => setOpen(undefined);
  /** Where a day that is drawn is by now: another may have gone from before it. */
  const placeIn = (now: JsonValue, index: number | undefined) => {
    const item = index === undefined || !Array.isArray(stored) ? undefined : stored[index];
    const at = item === undefined || !Array.isArray(now) ? -1 : now.indexOf(item);
    return at < 0 ? undefined : at;
  };
  const remove = (holiday: Pick<Holiday, "index">) =>
    session.change(pointer, (now) => {
      const at = placeIn(now, holiday.index);
      return at === undefined ? now : withoutHoliday(now, at);
    });

  return (
    <section
      aria-label={t("hours.holidays")}
      className={classes.section}
      data-view={holidays === undefined ? "list" : view}
    >
      <div className={classes.head}>
        <h2>{t("hours.holidays")}</h2>
        {holidays !== undefined && (
          <div className={classes.headActions}>
            <SegmentedControl
              size="xs"
              className={classes.segments}
              aria-label={t("holidays.view")}
              value={view}
              onChange={(value) => setView(value === "year" ? "year" : "list")}
              data={[
                { value: "list", label: t("holidays.list") },
                { value: "year", label: t("holidays.yearView") },
              ]}
            />
            <Menu position="bottom-end">
              <Menu.Target>
                <Button ref={addButton} size="xs" aria-label={t("holidays.addMenu")}>
                  {t("hours.add")}
                </Button>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Item
                  leftSection={<IconCalendarPlus size={18} stroke={1.5} />}
                  onClick={() => show({ kind: "day", holiday: undefined })}
                >
                  {t("holidays.addDay")}
                </Menu.Item>
                <Menu.Item
                  leftSection={<IconConfetti size={18} stroke={1.5} />}
                  onClick={() => show({ kind: "presets" })}
                >
                  {t("holidays.addPublic")}
                </Menu.Item>
                <Menu.Item
                  leftSection={<IconCalendarDown size={18} stroke={1.5} />}
                  onClick={() => void chooseFile()}
                >
                  {t("holidays.addFromFile")}
                </Menu.Item>
              </Menu.Dropdown>
            </Menu>
          </div>
        )}
      </div>
      <div className={classes.under}>
        <span>
          {t("hours.holidaysHint")}
          {edited && <ChangedMark label={t("hours.changedMark")} />}
        </span>
        {edited && (
          <Button size="xs" variant="subtle" onClick={() => session.revert(pointer)}>
            {t("hours.putHolidaysBack")}
          </Button>
        )}
      </div>
      {failure !== undefined && (
        <div className={classes.failed}>
          <ErrorNotice error={failure} compact onRetry={() => void chooseFile()} />
        </div>
      )}
      {holidays === undefined ? (
        <div className={classes.odd}>
          <p>{t("hours.unreadableHolidays")}</p>
          <p className={classes.hint}>{t("hours.unreadableHolidaysHint")}</p>
          <Button size="xs" onClick={() => session.edit(pointer, [])}>
            {t("hours.beginHolidays")}
          </Button>
        </div>
      ) : view === "year" ? (
        <YearView
          holidays={dated}
          today={{ year: today.getFullYear(), month: today.getMonth() + 1, day: today.getDate() }}
          onChoose={(on, holiday) => show({ kind: "day", holiday, on })}
        />
      ) : dated.length + holidays.unreadable.length === 0 ? (
        <div className={classes.odd}>
          <p className={classes.hint}>{t("hours.noHolidays")}</p>
          <Button size="xs" onClick={() => show({ kind: "presets" })}>
            {t("holidays.addPublicHolidays")}
          </Button>
        </div>
      ) : (
        <HolidayItems
          holidays={holidays}
          onEdit={(holiday) => show({ kind: "day", holiday })}
          onRemove={remove}
          onEmpty={() => addButton.current?.focus()}
        />
      )}
      <Findings session={session} pointer={pointer} />
      {open?.kind === "day" && (
        <HolidayForm
          holiday={open.holiday}
          on={open.on}
          others={dated.filter((other) => other.index !== open.holiday?.index)}
          onClose={close}
          onRemove={() => {
            close();
            if (open.holiday !== undefined) {
              remove(open.holiday);
            }
          }}
          onDone={(values) => {
            close();
            session.change(pointer, (now) => putHoliday(now, placeIn(now, open.holiday?.index), values));
          }}
        />
      )}
      {open?.kind === "presets" && (
        <PresetsDialog
          stored={stored}
          zone={zoneOf(session)}
          today={today}
          yearKept={yearKept}
          onAdd={add}
          onClose={close}
        />
      )}
      {open?.kind === "file" && (
        <CalendarDialog
          key={open.file.token}
          file={open.file}
          stored={stored}
          today={today}
          yearKept={yearKept}
          onAdd={add}
          onOther={() => void chooseFile()}
          onClose={close}
        />
      )}
    </section>
  );
}

function zoneOf(session: AgentSession): string | undefined {
  const field = fieldsOf(session.system).find((each) => each.field.control.kind === "timeZone")?.field;
  const zone = field === undefined ? null : session.value(field.pointer);
  return typeof zone === "string" && zone !== "" ? zone : undefined;
}
