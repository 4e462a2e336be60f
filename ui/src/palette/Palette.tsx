import { Modal, TextInput, UnstyledButton } from "@mantine/core";
import IconSearch from "@tabler/icons-react/dist/esm/icons/IconSearch.mjs";
import { type KeyboardEvent, type ReactNode, useEffect, useLayoutEffect, useRef, useState } from "react";
import { useAction } from "../actions/registry";
import { termsOf } from "../agents/select";
import { nameOf } from "../agents/words";
import { fold, useText } from "../i18n";
import { PersonPicture } from "../parts/PersonPicture";
import { closePalette, openPalette, usePalette } from "../window/palette";
import { openAgent } from "../window/place";
import { type Entry, type EntryGroup, useEntries } from "./entries";
import classes from "./Palette.module.css";
import { type KnownAgent, rank, useKnownAgents } from "./useKnownAgents";

const most = 8;
const listId = "palette-results";
const optionId = (at: number) => `palette-result-${at}`;

/** Ctrl/Cmd+K: any agent that was read, any connection, setting or action. */
export function Palette() {
  const { t } = useText();
  const opened = usePalette();
  useAction("find", () => (opened ? closePalette() : openPalette()));
  return (
    <Modal
      opened={opened}
      onClose={closePalette}
      withCloseButton={false}
      size={600}
      yOffset="12vh"
      padding={0}
      attributes={{ content: { "aria-label": t("palette.title") } }}
      classNames={{ content: classes.palette, body: classes.body }}
    >
      {opened && <Search />}
    </Modal>
  );
}

/** What is typed and what is found. Focus stays in the field; the arrows move through the results. */
function Search() {
  const { t } = useText();
  const [query, setQuery] = useState("");
  const { results, more, incomplete } = useResults(query);
  const found = results.flatMap((group) => group.entries);
  // By name, not by place: results that come in later do not move what was chosen.
  const [chosen, setChosen] = useState<string | undefined>(undefined);
  const active = Math.max(
    0,
    found.findIndex((entry) => entry.id === chosen),
  );
  const field = useRef<HTMLInputElement>(null);
  // At once, not when the dialog has come to rest: what is typed right after the key belongs here.
  useLayoutEffect(() => field.current?.focus(), []);
  const act = (entry: Entry | undefined) => {
    if (entry !== undefined) {
      closePalette();
      entry.act();
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) {
      return;
    }
    const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };
    const step = steps[event.key];
    if (step !== undefined && found.length > 0) {
      event.preventDefault();
      setChosen(found[(active + step + found.length) % found.length]?.id);
    } else if (event.key === "Enter") {
      event.preventDefault();
      act(found[active]);
    }
  };
  return (
    <>
      <TextInput
        ref={field}
        data-autofocus
        classNames={{ input: classes.search }}
        size="lg"
        role="combobox"
        aria-label={t("palette.title")}
        aria-autocomplete="list"
        aria-expanded={found.length > 0}
        aria-controls={listId}
        aria-activedescendant={found.length > 0 ? optionId(active) : undefined}
        placeholder={t("palette.placeholder")}
        leftSection={<IconSearch size={18} stroke={1.5} aria-hidden />}
        value={query}
        onChange={(event) => {
          setQuery(event.currentTarget.value);
          setChosen(undefined);
        }}
        onKeyDown={onKeyDown}
      />
      <Results results={results} active={active} onAct={act} />
      <p className={classes.foot} role="status">
        {found.length === 0 && <span>{t("palette.nothing")}</span>}
        {(more || incomplete) && (
          <span>{t(more ? "palette.moreAgents" : "palette.incomplete", { count: most })}</span>
        )}
      </p>
    </>
  );
}

interface ResultsProps {
  readonly results: readonly EntryGroup[];
  readonly active: number;
  readonly onAct: (entry: Entry) => void;
}

function Results({ results, active, onAct }: ResultsProps) {
  const { t } = useText();
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector(`#${optionId(active)}`)?.scrollIntoView({ block: "nearest" });
  }, [active]);
  const starts = results.map((_, at) =>
    results.slice(0, at).reduce((sum, group) => sum + group.entries.length, 0),
  );
  return (
    <div
      ref={list}
      id={listId}
      className={classes.results}
      role="listbox"
      aria-label={t("palette.title")}
      tabIndex={-1}
      hidden={results.length === 0}
    >
      {results.map((group, groupAt) => (
        // biome-ignore lint/a11y/useSemanticElements: the options of a listbox are grouped by this role.
        <div key={group.label} role="group" aria-label={group.label} className={classes.group}>
          <p aria-hidden>{group.label}</p>
          {group.entries.map((entry, entryAt) => {
            const at = (starts[groupAt] ?? 0) + entryAt;
            return (
              <UnstyledButton
                key={entry.id}
                id={optionId(at)}
                role="option"
                aria-selected={at === active}
                tabIndex={-1}
                className={classes.action}
                // Focus stays in the field.
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => onAct(entry)}
              >
                <Line picture={entry.picture} label={entry.label} quiet={entry.quiet} keys={entry.keys} />
              </UnstyledButton>
            );
          })}
        </div>
      ))}
    </div>
  );
}

function useResults(query: string) {
  const { t, format } = useText();
  const terms = termsOf(query);
  const { agents, incomplete } = useKnownAgents();
  const groups = useEntries();
  const found =
    terms.length === 0 ? [] : agents.filter((known) => terms.every((term) => known.hay.includes(term)));
  const shown = found
    .sort((a, b) => rank(a, terms) - rank(b, terms) || format.compare(a.name, b.name))
    .slice(0, most);
  const matches = (entry: Entry) => {
    const hay = fold(`${entry.label} ${entry.quiet ?? ""}`);
    return terms.every((term) => hay.includes(term));
  };
  const results: EntryGroup[] = [
    { label: t("palette.agents"), entries: shown.map(entryOf) },
    ...groups.map((group) => ({ ...group, entries: group.entries.filter(matches) })),
  ].filter((group) => group.entries.length > 0);
  return { results, more: found.length > most, incomplete };
}

function entryOf(known: KnownAgent): Entry {
  return {
    id: `${known.connection}/${known.id}`,
    label: nameOf(known),
    quiet: known.quiet,
    picture: <PersonPicture name={known.name} picture={known.picture} kind={known.kind} size={28} />,
    act: () => openAgent(known.connection, known.id),
  };
}

interface LineProps {
  readonly picture: ReactNode;
  readonly label: string;
  readonly quiet?: string | undefined;
  readonly keys?: string | undefined;
}

function Line({ picture, label, quiet, keys }: LineProps) {
  return (
    <span className={classes.line}>
      <span className={classes.picture}>{picture}</span>
      <span className={classes.label} dir="auto">
        {label}
      </span>
      <span className={classes.quiet}>{quiet}</span>
      {keys !== undefined && keys !== "" && (
        <kbd className={classes.keys} aria-hidden>
          {keys}
        </kbd>
      )}
    </span>
  );
}
