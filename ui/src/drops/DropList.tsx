import { ActionIcon, Tooltip, VisuallyHidden } from "@mantine/core";
import { IconGripVertical } from "@tabler/icons-react";
import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from "react";
import type { Drop, DropEdit } from "../bridge";
import { useText } from "../i18n";
import { DropRow } from "./DropRow";
import classes from "./Drops.module.css";
import { dropName } from "./names";
import type { Place } from "./queue";

interface DropListProps {
  readonly place: Place;
  readonly drops: readonly Drop[];
  readonly locked: string | undefined;
  readonly unsaved: boolean;
  readonly onEdit: (edit: DropEdit) => Promise<void>;
  readonly onReplace: (drop: Drop) => void;
  readonly onCopy: (drop: Drop) => void;
}

/** An agent's drops in their order, which is changed by dragging, with the arrow keys or from each one's menu. */
export function DropList({ place, drops, locked, unsaved, onEdit, onReplace, onCopy }: DropListProps) {
  const { t } = useText();
  const list = useRef<HTMLUListElement>(null);
  const [drag, setDrag] = useState<{ from: number; to: number }>();
  const [said, setSaid] = useState("");
  const keys = keysOf(drops);
  const last = drops.length - 1;
  // A row that is moved in the page loses the focus, which follows its drop.
  const follow = useRef<{ to: number; key: string; control: string } | undefined>(undefined);
  useEffect(() => {
    const { current } = follow;
    if (current !== undefined && keys[current.to] === current.key) {
      follow.current = undefined;
      list.current?.children[current.to]?.querySelector<HTMLElement>(current.control)?.focus();
    }
  });

  const move = async (from: number, to: number, control = "[data-handle]") => {
    const drop = drops[from];
    const key = keys[from];
    if (drop === undefined || key === undefined || to < 0 || to > last || from === to) {
      return;
    }
    follow.current = { to, key, control };
    await onEdit({ kind: "move", from, to });
    setSaid(t("drops.moved", { name: dropName(drop, t), place: to + 1, count: drops.length }));
  };
  /** The place in the list under a height of the window. */
  const placeAt = (y: number) => {
    const rows = [...(list.current?.children ?? [])];
    const below = rows.findIndex((row) => y < row.getBoundingClientRect().bottom);
    return below < 0 ? last : below;
  };
  const handle = (drop: Drop, at: number) => {
    const name = dropName(drop, t);
    const onKeyDown = (event: KeyboardEvent) => {
      const to = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: last }[event.key];
      if (event.key === "Escape" && drag !== undefined) {
        setDrag(undefined);
      } else if (to !== undefined) {
        event.preventDefault();
        void move(at, to);
      }
    };
    const onPointerDown = (event: PointerEvent<HTMLButtonElement>) => {
      event.currentTarget.setPointerCapture(event.pointerId);
      setDrag({ from: at, to: at });
    };
    return (
      <Tooltip label={locked ?? t("drops.moveHint")}>
        <ActionIcon
          size={28}
          className={classes.handle}
          data-handle
          aria-label={t("drops.moveNamed", { name })}
          aria-description={t("drops.moveHint")}
          disabled={locked !== undefined}
          onKeyDown={onKeyDown}
          onPointerDown={onPointerDown}
          onPointerMove={(event) => {
            if (drag?.from === at) {
              setDrag({ from: at, to: placeAt(event.clientY) });
            }
          }}
          onPointerUp={() => {
            setDrag(undefined);
            if (drag !== undefined) {
              void move(drag.from, drag.to);
            }
          }}
          onPointerCancel={() => setDrag(undefined)}
        >
          <IconGripVertical size={18} stroke={1.5} />
        </ActionIcon>
      </Tooltip>
    );
  };
  const mark = (at: number) => {
    if (drag === undefined || drag.from === drag.to || drag.to !== at) {
      return undefined;
    }
    return drag.to < drag.from ? "above" : "below";
  };
  return (
    <>
      <ul className={classes.list} ref={list} data-single={last === 0}>
        {drops.map((drop, at) => (
          <li key={keys[at]} className={classes.drop} data-held={drag?.from === at} data-mark={mark(at)}>
            <DropRow
              place={place}
              drop={drop}
              locked={locked}
              unsaved={unsaved}
              handle={last > 0 ? handle(drop, at) : null}
              onRename={(name) => onEdit({ kind: "rename", index: drop.index, name })}
              onRemove={() => onEdit({ kind: "remove", index: drop.index })}
              onReplace={() => onReplace(drop)}
              onCopy={() => onCopy(drop)}
              onMoveUp={at === 0 ? undefined : () => void move(at, at - 1, "[data-more]")}
              onMoveDown={at === last ? undefined : () => void move(at, at + 1, "[data-more]")}
            />
          </li>
        ))}
      </ul>
      <VisuallyHidden role="status">{said}</VisuallyHidden>
    </>
  );
}

/** A name for each drop that goes with it when it moves; the second of two alike gets a number. */
function keysOf(drops: readonly Drop[]): string[] {
  const seen = new Map<string, number>();
  return drops.map(({ id, mediaUrl }) => {
    const key = id ?? mediaUrl ?? "";
    const count = seen.get(key) ?? 0;
    seen.set(key, count + 1);
    return `${key} ${count}`;
  });
}
