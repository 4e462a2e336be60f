import { ActionIcon, Tooltip } from "@mantine/core";
import IconPencil from "@tabler/icons-react/dist/esm/icons/IconPencil.mjs";
import IconTrash from "@tabler/icons-react/dist/esm/icons/IconTrash.mjs";
import { useLayoutEffect, useRef } from "react";
import { shownName, useText } from "../i18n";
import classes from "./Holidays.module.css";
import { type Holiday, type Holidays, isLeapDay, isMovable } from "./holidays";

interface HolidayItemsProps {
  readonly holidays: Holidays;
  readonly onEdit: (holiday: Holiday) => void;
  readonly onRemove: (holiday: Holiday) => void;
  /** The last one was removed, and with it the place of the focus. */
  readonly onEmpty: () => void;
}

/** The holidays in the order of the year; what cannot be read below them. */
export function HolidayItems({ holidays, onEdit, onRemove, onEmpty }: HolidayItemsProps) {
  const { t } = useText();
  const list = useRef<HTMLUListElement>(null);
  const removedAt = useRef<number | undefined>(undefined);
  // The focus goes on to the one that has taken the removed one's place.
  useLayoutEffect(() => {
    if (removedAt.current !== undefined) {
      const buttons = list.current?.querySelectorAll<HTMLElement>("[data-remove]");
      const at = Math.min(removedAt.current, (buttons?.length ?? 0) - 1);
      removedAt.current = undefined;
      buttons?.[at]?.focus();
    }
  });
  return (
    <ul className={classes.holidays} ref={list}>
      {holidays.dated.map((holiday, at) => (
        <HolidayItem
          key={holiday.index}
          holiday={holiday}
          onEdit={() => onEdit(holiday)}
          onRemove={() => {
            removedAt.current = at;
            if (holidays.dated.length === 1) {
              onEmpty();
            }
            onRemove(holiday);
          }}
        />
      ))}
      {holidays.unreadable.map((item) => (
        <li key={item.index}>
          <span />
          <span className={classes.stored}>{t("hours.unreadable", { stored: item.stored })}</span>
        </li>
      ))}
    </ul>
  );
}

interface HolidayItemProps {
  readonly holiday: Holiday;
  readonly onEdit: () => void;
  readonly onRemove: () => void;
}

function HolidayItem({ holiday, onEdit, onRemove }: HolidayItemProps) {
  const { t, format } = useText();
  const name = shownName(holiday.name, t("hours.unnamed"));
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
          <ActionIcon size={28} aria-label={remove} data-remove onClick={onRemove}>
            <IconTrash size={16} stroke={1.5} />
          </ActionIcon>
        </Tooltip>
      </span>
    </li>
  );
}
