import { ActionIcon, Menu, TextInput, Tooltip, UnstyledButton } from "@mantine/core";
import IconArrowsSort from "@tabler/icons-react/dist/esm/icons/IconArrowsSort.mjs";
import IconChartBar from "@tabler/icons-react/dist/esm/icons/IconChartBar.mjs";
import IconPlus from "@tabler/icons-react/dist/esm/icons/IconPlus.mjs";
import IconRefresh from "@tabler/icons-react/dist/esm/icons/IconRefresh.mjs";
import IconSearch from "@tabler/icons-react/dist/esm/icons/IconSearch.mjs";
import IconX from "@tabler/icons-react/dist/esm/icons/IconX.mjs";
import { type ReactNode, useMemo } from "react";
import { keysText } from "../actions/keys";
import { isNarrowed, type Order, ordersFor, type Selection } from "../agents/select";
import type { Agents } from "../agents/useAgents";
import { type MessageId, useText } from "../i18n";
import { openPalette } from "../window/palette";
import classes from "./AgentList.module.css";
import type { WayIn } from "./adding";
import { searchField } from "./focus";

interface ListHeadProps {
  readonly title: string;
  /** Beside the count: where the agents come from. */
  readonly from?: ReactNode;
  readonly list: Agents;
  readonly shown: number;
  readonly selection: Selection;
  readonly onChange: (selection: Selection) => void;
  /** How an agent is added here; nothing where none can be. */
  readonly way: WayIn | undefined;
  readonly onAdd: () => void;
  /** Opens the board of how the listed agents cover a week. */
  readonly onCoverage: () => void;
}

export const wayText = {
  create: "agents.new",
  id: "agents.addById",
  key: "agents.addKey",
} as const satisfies Record<WayIn, MessageId>;

/** Title, how much of the list there is, search, order, refresh, new. */
export function ListHead(props: ListHeadProps) {
  const { title, from, list, shown, selection, onChange, way, onAdd, onCoverage } = props;
  const { t, format } = useText();
  return (
    <header className={classes.head}>
      <div className={classes.titleRow}>
        <div className={classes.names}>
          <h1 className={classes.title}>{title}</h1>
          <p className={classes.count} data-figures>
            <span aria-live="polite">{countWords()}</span>
            {from !== undefined && countWords() !== "" && <span aria-hidden> · </span>}
            {from}
          </p>
        </div>
        <Tooltip
          label={
            list.readAt === null
              ? t("agents.refresh")
              : `${t("agents.refresh")} · ${t("agents.readAt", { time: format.time(list.readAt) })}`
          }
        >
          <ActionIcon
            size={28}
            aria-label={t("agents.refresh")}
            aria-busy={list.refreshing}
            onClick={list.refresh}
          >
            <IconRefresh size={18} stroke={1.5} className={classes.refresh} data-turning={list.refreshing} />
          </ActionIcon>
        </Tooltip>
        <SortMenu list={list} selection={selection} onChange={onChange} />
        <Tooltip label={t("coverage.open")}>
          <ActionIcon size={28} aria-label={t("coverage.open")} onClick={onCoverage}>
            <IconChartBar size={18} stroke={1.5} />
          </ActionIcon>
        </Tooltip>
        {way !== undefined && (
          <Tooltip label={`${t(wayText[way])}  ${keysText("new")}`}>
            <ActionIcon size={28} aria-label={t(wayText[way])} onClick={onAdd}>
              <IconPlus size={18} stroke={1.5} />
            </ActionIcon>
          </Tooltip>
        )}
      </div>
      <TextInput
        ref={searchField}
        classNames={{ input: classes.search }}
        type="search"
        role="searchbox"
        aria-label={t("agents.searchLabel")}
        placeholder={t("agents.searchHint")}
        value={selection.search}
        onChange={(event) => onChange({ ...selection, search: event.currentTarget.value })}
        onKeyDown={(event) => {
          if (event.key === "Escape" && selection.search !== "") {
            event.stopPropagation();
            onChange({ ...selection, search: "" });
          }
        }}
        leftSection={<IconSearch size={16} stroke={1.5} aria-hidden />}
        rightSectionWidth={selection.search === "" ? 62 : 34}
        rightSection={
          selection.search === "" ? (
            <UnstyledButton className={classes.find} aria-label={t("palette.title")} onClick={openPalette}>
              {keysText("find")}
            </UnstyledButton>
          ) : (
            <ActionIcon
              size={24}
              aria-label={t("common.clear")}
              onClick={() => onChange({ ...selection, search: "" })}
            >
              <IconX size={16} stroke={1.5} />
            </ActionIcon>
          )
        }
      />
    </header>
  );

  function countWords(): string {
    const { agents, total, state, first } = list;
    if (first || (agents.length === 0 && state !== "whole")) {
      return "";
    }
    if (state !== "whole") {
      return total === null
        ? t("agents.loadedSoFar", { loaded: agents.length })
        : t("agents.loadedOf", { loaded: agents.length, total });
    }
    return isNarrowed(selection)
      ? t("agents.loadedOf", { loaded: shown, total: agents.length })
      : format.number(agents.length);
  }
}

const orderText = {
  name: "agents.sort.name",
  open: "agents.sort.open",
  workload: "agents.sort.workload",
  created: "agents.sort.created",
  status: "agents.sort.status",
} as const;

interface SortMenuProps {
  readonly list: Agents;
  readonly selection: Selection;
  readonly onChange: (selection: Selection) => void;
}

function SortMenu({ list, selection, onChange }: SortMenuProps) {
  const { t } = useText();
  const orders = useMemo(() => ordersFor(list.agents), [list.agents]);
  const label = `${t("agents.sortBy")}: ${t(orderText[selection.order])}`;
  return (
    <Menu position="bottom-end" width={210}>
      <Menu.Target>
        <Tooltip label={label}>
          <ActionIcon size={28} aria-label={label}>
            <IconArrowsSort size={18} stroke={1.5} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown aria-label={t("agents.sortBy")}>
        <Menu.RadioGroup
          value={selection.order}
          onChange={(order) => onChange({ ...selection, order: order as Order })}
        >
          {orders.map((order) => (
            <Menu.RadioItem key={order} value={order}>
              {t(orderText[order])}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.CheckboxItem
          checked={selection.reverse}
          onChange={(reverse) => onChange({ ...selection, reverse })}
        >
          {t("agents.sort.reverse")}
        </Menu.CheckboxItem>
      </Menu.Dropdown>
    </Menu>
  );
}
