import { Spotlight } from "@mantine/spotlight";
import {
  IconHelp,
  IconLanguage,
  IconMoon,
  IconPlus,
  IconSearch,
  IconSettings,
  IconSun,
  IconUserCircle,
} from "@tabler/icons-react";
import { type ReactNode, useState } from "react";
import { folded, termsOf } from "../agents/select";
import { nameOf } from "../agents/words";
import { connectionName, markLetters } from "../app/names";
import { connectionOf, createAgent, go, openAgent, usePlace } from "../app/place";
import { useSaveSettings, useStartUp } from "../app/startUp";
import { languageNames, languages, useText } from "../i18n";
import { tell } from "../notices";
import { PersonPicture } from "../parts/PersonPicture";
import { SystemMark } from "../parts/SystemMark";
import { openKeysSheet } from "../settings/keys";
import classes from "./Palette.module.css";
import { rank, useKnownAgents } from "./useKnownAgents";

const most = 8;

interface Entry {
  readonly id: string;
  readonly label: string;
  readonly quiet?: string;
  readonly picture: ReactNode;
  readonly act: () => void;
}

/** Ctrl/Cmd+K: any agent that was read, any connection, setting or action. */
export function Palette() {
  const { t, format } = useText();
  const [query, setQuery] = useState("");
  const groups = useEntries();
  const terms = termsOf(query);
  const matches = (entry: Entry) => {
    const hay = folded(`${entry.label} ${entry.quiet ?? ""}`);
    return terms.every((term) => hay.includes(term));
  };
  // Reachable by itself, so that the keyboard can scroll it. Handed on to the scroll area, which its type does not say.
  const scrolling = { viewportProps: { tabIndex: 0, role: "group", "aria-label": t("palette.title") } };
  const [opened, setOpened] = useState(false);
  const { agents, incomplete } = useKnownAgents(opened);
  const found =
    terms.length === 0 ? [] : agents.filter((known) => terms.every((term) => known.hay.includes(term)));
  const shown = found
    .sort((a, b) => rank(a, terms) - rank(b, terms) || format.compare(a.name, b.name))
    .slice(0, most);
  const others = groups
    .map((group) => ({ ...group, entries: group.entries.filter(matches) }))
    .filter((group) => group.entries.length > 0);
  return (
    <Spotlight.Root
      query={query}
      onQueryChange={setQuery}
      onSpotlightOpen={() => setOpened(true)}
      onSpotlightClose={() => setOpened(false)}
      shortcut={["mod + K"]}
      tagsToIgnore={[]}
      scrollable
      maxHeight={440}
      size={600}
      attributes={{ content: { "aria-label": t("palette.title") } }}
      overlayProps={{ blur: 0, color: "var(--scrim)", backgroundOpacity: 1 }}
      classNames={{
        content: classes.palette,
        action: classes.action,
        actionsGroup: classes.group,
        search: classes.search,
      }}
    >
      <Spotlight.Search
        placeholder={t("palette.placeholder")}
        aria-label={t("palette.title")}
        leftSection={<IconSearch size={18} stroke={1.5} aria-hidden />}
      />
      <Spotlight.ActionsList {...scrolling}>
        {shown.length > 0 && (
          <Spotlight.ActionsGroup label={t("palette.agents")}>
            {shown.map((known) => (
              <Spotlight.Action
                key={`${known.connection}/${known.id}`}
                onClick={() => openAgent(known.connection, known.id)}
              >
                <Line
                  picture={
                    <PersonPicture name={known.name} picture={known.picture} kind={known.kind} size={28} />
                  }
                  label={nameOf(known)}
                  quiet={known.quiet}
                />
              </Spotlight.Action>
            ))}
          </Spotlight.ActionsGroup>
        )}
        {others.map((group) => (
          <Spotlight.ActionsGroup key={group.label} label={group.label}>
            {group.entries.map((entry) => (
              <Spotlight.Action key={entry.id} onClick={entry.act}>
                <Line picture={entry.picture} label={entry.label} quiet={entry.quiet} />
              </Spotlight.Action>
            ))}
          </Spotlight.ActionsGroup>
        ))}
        {shown.length === 0 && others.length === 0 && (
          <Spotlight.Empty>{t("palette.nothing")}</Spotlight.Empty>
        )}
      </Spotlight.ActionsList>
      {(found.length > most || incomplete) && (
        <Spotlight.Footer className={classes.foot}>
          {t(found.length > most ? "palette.moreAgents" : "palette.incomplete", { count: most })}
        </Spotlight.Footer>
      )}
    </Spotlight.Root>
  );
}

interface LineProps {
  readonly picture: ReactNode;
  readonly label: string;
  readonly quiet?: string;
}

function Line({ picture, label, quiet }: LineProps) {
  return (
    <span className={classes.line}>
      <span className={classes.picture}>{picture}</span>
      <span className={classes.label} dir="auto">
        {label}
      </span>
      <span className={classes.quiet}>{quiet}</span>
    </span>
  );
}

interface EntryGroup {
  readonly label: string;
  readonly entries: readonly Entry[];
}

function useEntries(): EntryGroup[] {
  const { t } = useText();
  const { connections, systems, settings } = useStartUp();
  const place = usePlace();
  const here = connectionOf(place);
  const view = connections.find((known) => known.connection.id === here);
  const system = systems.find((known) => known.id === view?.connection.system);
  const save = useSaveSettings();
  const change = (part: Parameters<typeof save>[0]) => void save(part).catch(tell.problem);
  const icon = { size: 18, stroke: 1.5, "aria-hidden": true } as const;
  const actions: Entry[] = [];
  if (here !== undefined && system?.capabilities.create === true) {
    actions.push({
      id: "new",
      label: t("agents.new"),
      picture: <IconPlus {...icon} />,
      act: () => createAgent(here),
    });
  }
  if (here !== undefined && system?.capabilities.ownAgent === true) {
    actions.push({
      id: "me",
      label: t("app.myProfile"),
      picture: <IconUserCircle {...icon} />,
      act: () => go({ screen: "me", connection: here }),
    });
  }
  actions.push(
    {
      id: "connect",
      label: t("app.addConnection"),
      picture: <IconPlus {...icon} />,
      act: () => go({ screen: "connect" }),
    },
    { id: "keys", label: t("keys.title"), picture: <IconHelp {...icon} />, act: openKeysSheet },
  );
  return [
    { label: t("palette.actions"), entries: actions },
    {
      label: t("palette.connections"),
      entries: connections.flatMap(({ connection }): Entry[] => {
        const system = systems.find((each) => each.id === connection.system);
        return [
          {
            id: `open-${connection.id}`,
            label: connectionName(connection),
            picture: (
              <SystemMark system={system} initials={markLetters(connection, connections)} size="small" />
            ),
            act: () => go({ screen: "agents", connection: connection.id }),
          },
          {
            id: `settings-${connection.id}`,
            label: t("connection.settingsOf", { name: connectionName(connection) }),
            picture: (
              <SystemMark system={system} initials={markLetters(connection, connections)} size="small" />
            ),
            act: () => go({ screen: "connection", connection: connection.id }),
          },
        ];
      }),
    },
    {
      label: t("palette.settings"),
      entries: [
        {
          id: "settings",
          label: t("settings.title"),
          picture: <IconSettings {...icon} />,
          act: () => go({ screen: "settings" }),
        },
        ...(["light", "dark", "system"] as const)
          .filter((scheme) => scheme !== settings.colorScheme)
          .map((scheme) => ({
            id: `scheme-${scheme}`,
            label: `${t("settings.look")}: ${t(`settings.${scheme}`)}`,
            picture: scheme === "dark" ? <IconMoon {...icon} /> : <IconSun {...icon} />,
            act: () => change({ colorScheme: scheme }),
          })),
        ...languages
          .filter((language) => language !== settings.language)
          .map((language) => ({
            id: `language-${language}`,
            label: `${t("settings.language")}: ${languageNames[language]}`,
            picture: <IconLanguage {...icon} />,
            act: () => change({ language }),
          })),
      ],
    },
  ];
}
