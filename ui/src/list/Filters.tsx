import { Menu, UnstyledButton } from "@mantine/core";
import { useMemo } from "react";
import {
  everyone,
  type Facet,
  facets,
  openCount,
  optionsOf,
  type Selection,
  toggled,
} from "../agents/select";
import { facetWords } from "../agents/words";
import type { AgentSummary, ConnectionId } from "../bridge";
import { useText } from "../i18n";
import classes from "./AgentList.module.css";

interface FiltersProps {
  readonly agents: readonly AgentSummary[];
  readonly selection: Selection;
  readonly onChange: (selection: Selection) => void;
  /** Where agents of several connections are listed: what each is called. */
  readonly connectionNames?: ReadonlyMap<ConnectionId, string>;
}

const facetText = {
  connection: "agents.filter.connection",
  status: "agents.filter.status",
  kind: "agents.filter.kind",
  team: "agents.filter.team",
  role: "agents.filter.role",
} as const;

/** Chips: open now with its count, and one for each thing agents can be told apart by. */
export function Filters(props: FiltersProps) {
  const { agents, selection, onChange, connectionNames } = props;
  const { t, format } = useText();
  const open = useMemo(
    () => openCount(agents, selection, format.compare),
    [agents, selection, format.compare],
  );
  const anyHours = useMemo(() => agents.some((agent) => agent.openness.kind !== "unknown"), [agents]);
  const shown = connectionNames === undefined ? facets.filter((facet) => facet !== "connection") : facets;
  const narrowed = selection.openNow || facets.some((facet) => selection.chosen[facet].length > 0);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset brings a frame of its own; this is a row of chips.
    <div className={classes.chips} role="group" aria-label={t("agents.filters")}>
      {(anyHours || selection.openNow) && (
        <UnstyledButton
          className={classes.chip}
          data-on={selection.openNow}
          aria-pressed={selection.openNow}
          onClick={() => onChange({ ...selection, openNow: !selection.openNow })}
        >
          {t("agents.openNow", { count: open })}
        </UnstyledButton>
      )}
      {shown.map((facet) => (
        <FacetChip key={facet} {...props} facet={facet} />
      ))}
      {narrowed && (
        <UnstyledButton
          className={classes.clear}
          onClick={() => onChange({ ...selection, openNow: false, chosen: everyone.chosen })}
        >
          {t("common.clear")}
        </UnstyledButton>
      )}
    </div>
  );
}

type FacetChipProps = FiltersProps & { readonly facet: Facet };

function FacetChip({ facet, agents, selection, onChange, connectionNames }: FacetChipProps) {
  const { t, format } = useText();
  const chosen = selection.chosen[facet];
  const options = useMemo(
    () => optionsOf(agents, facet, selection, format.compare),
    [agents, facet, selection, format.compare],
  );
  const words = (value: string) =>
    facet === "connection" ? (connectionNames?.get(value) ?? value) : facetWords(facet, value);
  const name = t(facetText[facet]);
  const on = chosen.length > 0;
  const only = chosen.length === 1 ? chosen[0] : undefined;
  // Nothing to tell apart: the chip would only take room.
  if (options.length === 0 && !on) {
    return null;
  }
  return (
    <Menu position="bottom-start" width={240}>
      <Menu.Target>
        <UnstyledButton
          className={classes.chip}
          data-on={on}
          aria-label={on ? t("agents.filterChosen", { name, count: chosen.length }) : name}
        >
          {only !== undefined ? words(only) : on ? `${name} ${format.number(chosen.length)}` : name}
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown className={classes.facetMenu} aria-label={name}>
        {options.map(({ value, count }) => (
          <Menu.CheckboxItem
            key={value}
            checked={chosen.includes(value)}
            onChange={() => onChange(toggled(selection, facet, value))}
            rightSection={<span className={classes.optionCount}>{format.number(count)}</span>}
          >
            {words(value)}
          </Menu.CheckboxItem>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
