import { Menu, UnstyledButton } from "@mantine/core";
import { useMemo } from "react";
import type { AgentSummary } from "../bridge";
import { useText } from "../i18n";
import classes from "./AgentList.module.css";
import { everyone, type Facet, facets, openCount, optionsOf, type Selection, toggled } from "./select";
import { facetWords } from "./words";

interface FiltersProps {
  readonly agents: readonly AgentSummary[];
  readonly selection: Selection;
  readonly onChange: (selection: Selection) => void;
}

const facetText = {
  status: "agents.filter.status",
  kind: "agents.filter.kind",
  team: "agents.filter.team",
  role: "agents.filter.role",
} as const;

/** Chips: open now with its count, and one for each thing agents can be told apart by. */
export function Filters({ agents, selection, onChange }: FiltersProps) {
  const { t, format } = useText();
  const open = useMemo(
    () => openCount(agents, selection, format.compare),
    [agents, selection, format.compare],
  );
  const narrowed = selection.openNow || facets.some((facet) => selection.chosen[facet].length > 0);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset brings a frame of its own; this is a row of chips.
    <div className={classes.chips} role="group" aria-label={t("agents.filters")}>
      <UnstyledButton
        className={classes.chip}
        data-on={selection.openNow}
        aria-pressed={selection.openNow}
        onClick={() => onChange({ ...selection, openNow: !selection.openNow })}
      >
        {t("agents.openNow", { count: open })}
      </UnstyledButton>
      {facets.map((facet) => (
        <FacetChip key={facet} facet={facet} agents={agents} selection={selection} onChange={onChange} />
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

function FacetChip({ facet, agents, selection, onChange }: FacetChipProps) {
  const { t, format } = useText();
  const chosen = selection.chosen[facet];
  const options = useMemo(
    () => optionsOf(agents, facet, selection, format.compare),
    [agents, facet, selection, format.compare],
  );
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
          {only !== undefined
            ? facetWords(facet, only)
            : on
              ? `${name} ${format.number(chosen.length)}`
              : name}
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
            {facetWords(facet, value)}
          </Menu.CheckboxItem>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
