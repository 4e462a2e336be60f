import { ActionIcon, Tooltip, VisuallyHidden } from "@mantine/core";
import IconGripVertical from "@tabler/icons-react/dist/esm/icons/IconGripVertical.mjs";
import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from "react";
import type { DropEdit, Pointer, VoicemailDrop } from "../bridge";
import { useText } from "../i18n";
import type { AgentSession } from "../session/session";
import { DropRow } from "./DropRow";
import classes from "./Drops.module.css";
import { dropName } from "./names";
import type { DropOwner } from "./queue";

/** The change to make, on the list as it is when its turn comes; none where there is nothing left to do. */
export type MakeEdit = (drops: readonly VoicemailDrop[]) => DropEdit | undefined;

interface DropListProps {
  readonly session: AgentSession;
  readonly pointer: Pointer;
  readonly place: DropOwner;
  readonly drops: readonly VoicemailDrop[];
  readonly locked: string | undefined;
  readonly unsaved: boolean;
  readonly onEdit: (make: MakeEdit) => Promise<void>;
  readonly onReplace: (drop: VoicemailDrop) => void;
  readonly onCopy: (drop: VoicemailDrop) => void;
}

/** An agent's drops in their order, which is changed by dragging, with the arrow keys or from each one's menu. */
export function DropList(props: DropListProps) {
  const { session, pointer, place, drops, locked, unsaved, onEdit, onReplace, onCopy } = props;
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

  /** `where` says from where a drop is to where it goes: two quick presses move it by two. */
  const move = async (
    at: number,
    where: (from: number, last: number) => number,
    control = "[data-handle]",
  ) => {
    const drop = drops[at];
    const key = keys[at];
    if (drop === undefined || key === undefined) {
      return;
    }
    let moved: number | undefined;
    await onEdit((now) => {
      const from = keysOf(now).indexOf(key);
      const to = where(from, now.length - 1);
      if (from < 0 || to < 0 || to >= now.length || from === to) {
        return;
      }
      moved = to;
      follow.current = { to, key, control };
      return { kind: "move", from, to };
    });
    if (moved !== undefined) {
      setSaid(t("drops.moved", { name: dropName(drop, t), place: moved + 1, count: drops.length }));
    }
  };
  /** A change of one drop, wherever it is by then. */
  const edit = (at: number, make: (index: number) => DropEdit) =>
    onEdit((now) => {
      const found = now[keysOf(now).indexOf(keys[at] ?? "")];
      return found === undefined ? undefined : make(found.index);
    });
  /** The place in the list under a height of the window. */
  const placeAt = (y: number) => {
    const rows = [...(list.current?.children ?? [])];
    const below = rows.findIndex((row) => y < row.getBoundingClientRect().bottom);
    return below < 0 ? last : below;
  };
  const handle = (drop: VoicemailDrop, at: number) => {
    const name = dropName(drop, t);
    const onKeyDown = (event: KeyboardEvent) => {
      const where = { ArrowUp: up, ArrowDown: down, Home: toStart, End: toEnd }[event.key];
      if (event.key === "Escape" && drag !== undefined) {
        setDrag(undefined);
      } else if (where !== undefined) {
        event.preventDefault();
        void move(at, where);
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
              void move(drag.from, () => drag.to);
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
              session={session}
              pointer={`${pointer}/${encodeURIComponent(keys[at] ?? "")}`}
              onRename={(name) => edit(at, (index) => ({ kind: "rename", index, name }))}
              onRemove={() => edit(at, (index) => ({ kind: "remove", index }))}
              onReplace={() => onReplace(drop)}
              onCopy={() => onCopy(drop)}
              onMoveUp={at === 0 ? undefined : () => void move(at, up, "[data-more]")}
              onMoveDown={at === last ? undefined : () => void move(at, down, "[data-more]")}
            />
          </li>
        ))}
      </ul>
      <VisuallyHidden role="status">{said}</VisuallyHidden>
    </>
  );
}

const up = (from: number) => from - 1;
const down = (from: number) => from + 1;
const toStart = () => 0;
const toEnd = (_from: number, last: number) => last;

/** A name for each drop that goes with it when it moves; the second of two alike gets a number. */
function keysOf(drops: readonly VoicemailDrop[]): string[] {
  const seen = new Map<string, number>();
  return drops.map(({ id, mediaUrl }) => {
    const key = id ?? mediaUrl ?? "";
    const count = seen.get(key) ?? 0;
    seen.set(key, count + 1);
    return `${key} ${count}`;
  });
}
