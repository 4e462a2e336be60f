import {
  IconArrowForwardUp,
  IconChartBar,
  IconHelp,
  IconHistory,
  IconHourglass,
  IconLanguage,
  IconMoon,
  IconPlus,
  IconSettings,
  IconSun,
  IconUserCircle,
  IconUsers,
} from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useSources } from "../agents/sources";
import { nameOf } from "../agents/words";
import { languageNames, languages, useText } from "../i18n";
import { addSomewhere, beginAdding, wayInto } from "../list/adding";
import { wayText } from "../list/ListHead";
import { tell } from "../notices";
import { SystemMark } from "../parts/SystemMark";
import { connectionName, markLetters } from "../start/names";
import { useSaveSettings, useStartUp } from "../start/startUp";
import { openCopy } from "../window/copy";
import { openKeysSheet } from "../window/keysSheet";
import { connectionOf, createAgent, go, newAgent, openAgentOf, usePlace } from "../window/place";

export interface Entry {
  readonly id: string;
  readonly label: string;
  readonly quiet?: string;
  readonly picture: ReactNode;
  readonly act: () => void;
}

export interface EntryGroup {
  readonly label: string;
  readonly entries: readonly Entry[];
}

/** Everything that can be gone to or done, in groups. `nameOfOpen` is what the open agent is called. */
export function useEntries(nameOfOpen: string | undefined): EntryGroup[] {
  const { t } = useText();
  const { connections, systems, settings } = useStartUp();
  const place = usePlace();
  const here = connectionOf(place);
  const view = connections.find((known) => known.connection.id === here);
  const system = systems.find((known) => known.id === view?.connection.system);
  const sources = useSources();
  const ways = [...sources.values()].flatMap((source) => {
    const way = wayInto(source);
    return way === undefined ? [] : [{ way, source }];
  });
  const save = useSaveSettings();
  const change = (part: Parameters<typeof save>[0]) => void save(part).catch(tell.problem);
  const icon = { size: 18, stroke: 1.5, "aria-hidden": true } as const;
  const actions: Entry[] = [];
  const own = here === undefined ? undefined : sources.get(here);
  if (place.screen === "everything" || own === undefined) {
    if (ways.length > 0) {
      actions.push({
        id: "new",
        label: t("agents.new"),
        picture: <IconPlus {...icon} />,
        act: () => addSomewhere(sources),
      });
    }
  } else if (own.mayCreate) {
    actions.push({
      id: "new",
      label: t("agents.new"),
      quiet: connections.length > 1 ? own.name : undefined,
      picture: <IconPlus {...icon} />,
      act: () => createAgent(own.view.connection.id),
    });
  }
  for (const { way, source } of ways.filter((each) => each.way !== "create")) {
    const { id } = source.view.connection;
    actions.push({
      id: `add-${id}`,
      label: t(wayText[way]),
      quiet: source.name,
      picture: <IconPlus {...icon} />,
      act: () => beginAdding(way, id),
    });
  }
  const opened = openAgentOf(place);
  if (
    opened !== undefined &&
    opened.agent !== newAgent &&
    nameOfOpen !== undefined &&
    sources.get(opened.connection)?.mayCopyAway === true
  ) {
    const { connection, agent } = opened;
    actions.push({
      id: "copy",
      label: t("copying.copyTo"),
      quiet: nameOf({ name: nameOfOpen }),
      picture: <IconArrowForwardUp {...icon} />,
      act: () => openCopy({ connection, agent, name: nameOfOpen }),
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
    {
      id: "coverage",
      label: t("coverage.title"),
      picture: <IconChartBar {...icon} />,
      act: () => go({ screen: "coverage" }),
    },
    {
      id: "history",
      label: t("history.title"),
      picture: <IconHistory {...icon} />,
      act: () => go({ screen: "history" }),
    },
    {
      id: "unfinished",
      label: t("changes.title"),
      picture: <IconHourglass {...icon} />,
      act: () => go({ screen: "unfinished" }),
    },
    { id: "keys", label: t("keys.title"), picture: <IconHelp {...icon} />, act: openKeysSheet },
  );
  return [
    { label: t("palette.actions"), entries: actions },
    {
      label: t("palette.connections"),
      entries: [
        ...(connections.length > 1
          ? [
              {
                id: "everything",
                label: t("agents.all"),
                picture: <IconUsers {...icon} />,
                act: () => go({ screen: "everything" }),
              },
            ]
          : []),
        ...connections.flatMap(({ connection }): Entry[] => {
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
      ],
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
