import { ActionIcon, Button, Tooltip } from "@mantine/core";
import { IconPencil, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import type { AgentSession } from "../agent/session";
import type { Pointer } from "../bridge";
import { useText } from "../i18n";
import { Findings } from "./Findings";
import { HolidayForm } from "./HolidayForm";
import classes from "./Hours.module.css";
import { type Holiday, isLeapDay, isMovable, putHoliday, readHolidays, withoutHoliday } from "./holidays";

interface HolidayListProps {
  readonly session: AgentSession;
  readonly pointer: Pointer;
}

/** Days of the year on which an agent is closed. */
export function HolidayList({ session, pointer }: HolidayListProps) {
  const { t } = useText();
  const [open, setOpen] = useState<{ readonly holiday: Holiday | undefined }>();
  const stored = session.value(pointer);
  const holidays = readHolidays(stored);
  const edited = session.isEdited(pointer);
  const add = () => setOpen({ holiday: undefined });
  return (
    <section aria-label={t("hours.holidays")}>
      <div className={classes.head}>
        <h2>{t("hours.holidays")}</h2>
        <span className={classes.headHint}>
          {t("hours.holidaysHint")}
          {edited && <i className={classes.mark} role="img" aria-label={t("hours.changedMark")} />}
        </span>
        <div className={classes.headActions}>
          {edited && (
            <Button size="xs" variant="subtle" onClick={() => session.revert(pointer)}>
              {t("hours.putHolidaysBack")}
            </Button>
          )}
          {holidays !== undefined && (
            <Button size="xs" aria-label={t("hours.addHoliday")} onClick={add}>
              {t("hours.add")}
            </Button>
          )}
        </div>
      </div>
      {holidays === undefined ? (
        <div className={classes.odd}>
          <p>{t("hours.unreadableHolidays")}</p>
          <p className={classes.hint}>{t("hours.unreadableHolidaysHint")}</p>
          <Button size="xs" onClick={() => session.edit(pointer, [])}>
            {t("hours.beginHolidays")}
          </Button>
        </div>
      ) : holidays.dated.length + holidays.unreadable.length === 0 ? (
        <p className={classes.hint}>{t("hours.noHolidays")}</p>
      ) : (
        <ul className={classes.holidays}>
          {holidays.dated.map((holiday) => (
            <HolidayItem
              key={holiday.index}
              holiday={holiday}
              onEdit={() => setOpen({ holiday })}
              onRemove={() => session.edit(pointer, withoutHoliday(stored, holiday.index))}
            />
          ))}
          {holidays.unreadable.map((item) => (
            <li key={item.index}>
              <span />
              <span className={classes.stored}>{t("hours.unreadable", { stored: item.stored })}</span>
            </li>
          ))}
        </ul>
      )}
      <Findings session={session} pointer={pointer} />
      {open !== undefined && (
        <HolidayForm
          holiday={open.holiday}
          others={(holidays?.dated ?? []).filter((other) => other.index !== open.holiday?.index)}
          onClose={() => setOpen(undefined)}
          onDone={(values) => {
            setOpen(undefined);
            session.edit(pointer, putHoliday(stored, open.holiday?.index, values));
          }}
        />
      )}
    </section>
  );
}

interface HolidayItemProps {
  readonly holiday: Holiday;
  readonly onEdit: () => void;
  readonly onRemove: () => void;
}

function HolidayItem({ holiday, onEdit, onRemove }: HolidayItemProps) {
  const { t, format } = useText();
  const name = holiday.name === "" ? t("hours.unnamed") : holiday.name;
  const edit = t("hours.editNamed", { name });
  const remove = t("hours.removeNamed", { name });
  return (
    <li>
      <time dateTime={`--${String(holiday.month).padStart(2, "0")}-${String(holiday.day).padStart(2, "0")}`}>
        {format.dayOfYear(holiday.month, holiday.day)}
      </time>
      <bdi className={classes.holidayName}>{name}</bdi>
      {isLeapDay(holiday) ? (
        <span className={classes.tag}>{t("hours.leapTag")}</span>
      ) : isMovable(holiday.name) ? (
        <Tooltip label={t("hours.movableHint")}>
          <span className={classes.tag}>{t("hours.movable")}</span>
        </Tooltip>
      ) : (
        <span />
      )}
      <span className={classes.itemActions}>
        <Tooltip label={edit}>
          <ActionIcon size={28} aria-label={edit} onClick={onEdit}>
            <IconPencil size={16} stroke={1.5} />
          </ActionIcon>
        </Tooltip>
        <Tooltip label={remove}>
          <ActionIcon size={28} aria-label={remove} onClick={onRemove}>
            <IconTrash size={16} stroke={1.5} />
          </ActionIcon>
        </Tooltip>
      </span>
    </li>
  );
}
