import { defaultRangeExtractor, useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from "react";
import type { Sources } from "../agents/sources";
import type { AgentSummary } from "../bridge";
import { agentKey } from "../bridge/agentKey";
import { useText } from "../i18n";
import { foldList } from "../window/list";
import { openAgent } from "../window/place";
import classes from "./AgentList.module.css";
import { AgentRow } from "./AgentRow";

interface AgentRowsProps {
  readonly agents: readonly AgentSummary[];
  /** The open agent, by `agentKey`. */
  readonly open: string | undefined;
  readonly now: Date;
  readonly sources: Sources;
  /** Whether the agents come from several connections, so that each says its own. */
  readonly across: boolean;
  /** What stands below the last row. */
  readonly children?: ReactNode;
}

const rowHeight = 56;

function rowKey(agent: AgentSummary | undefined): string | undefined {
  return agent === undefined ? undefined : agentKey(agent.connection, agent.id);
}

/** The rows, of which only those in sight are drawn. One of them is in the tab order; the arrows move it. */
export function AgentRows({ agents, open, now, sources, across, children }: AgentRowsProps) {
  const { t } = useText();
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useRef<HTMLUListElement>(null);
  const [activeKey, setActiveKey] = useState(open);
  const wanted = useRef<number | null>(null);
  const activeAt = agents.findIndex((agent) => agentKey(agent.connection, agent.id) === (activeKey ?? open));
  const active = Math.max(0, activeAt);

  const virtualizer = useVirtualizer({
    count: agents.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    getItemKey: (at) => rowKey(agents[at]) ?? at,
    // The row in the tab order is always drawn, so that focus is never lost by scrolling.
    rangeExtractor: (range) => {
      const seen = defaultRangeExtractor(range);
      return seen.includes(active) ? seen : [...seen, active].sort((a, b) => a - b);
    },
  });

  useEffect(() => {
    if (wanted.current !== null) {
      const row = rows.current?.querySelector<HTMLElement>(`[data-at="${wanted.current}"] [data-main]`);
      if (row !== null && row !== undefined) {
        row.focus({ preventScroll: true });
        wanted.current = null;
      }
    }
  });

  // An agent opened from elsewhere (the palette, a link) comes into sight.
  const openAt = agents.findIndex((agent) => agentKey(agent.connection, agent.id) === open);
  useEffect(() => {
    if (openAt >= 0) {
      virtualizer.scrollToIndex(openAt, { align: "auto" });
    }
  }, [openAt, virtualizer]);

  const move = (to: number) => {
    const at = Math.max(0, Math.min(agents.length - 1, to));
    wanted.current = at;
    setActiveKey(rowKey(agents[at]));
    virtualizer.scrollToIndex(at, { align: "auto" });
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) {
      return;
    }
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 1);
    const targets: Readonly<Record<string, number>> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + page,
      PageUp: active - page,
      Home: 0,
      End: agents.length - 1,
    };
    const to = targets[event.key];
    if (to !== undefined) {
      event.preventDefault();
      move(to);
    }
  };

  return (
    <div ref={scroller} className={classes.scroller}>
      <ul
        ref={rows}
        className={classes.rows}
        style={{ height: virtualizer.getTotalSize() }}
        aria-label={t("agents.title")}
        onKeyDown={onKeyDown}
      >
        {virtualizer.getVirtualItems().map((item) => {
          const agent = agents[item.index];
          return agent === undefined ? null : (
            <AgentRow
              key={item.key}
              agent={agent}
              at={item.index}
              of={agents.length}
              top={item.start}
              open={agentKey(agent.connection, agent.id) === open}
              active={item.index === active}
              now={now}
              source={sources.get(agent.connection)}
              across={across}
              onActive={() => setActiveKey(agentKey(agent.connection, agent.id))}
              onOpen={() => {
                foldList(true);
                openAgent(agent.connection, agent.id);
              }}
            />
          );
        })}
      </ul>
      {children}
    </div>
  );
}
