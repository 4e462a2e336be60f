import IconLanguage from "@tabler/icons-react/dist/esm/icons/IconLanguage.mjs";
import IconMoon from "@tabler/icons-react/dist/esm/icons/IconMoon.mjs";
import IconPlus from "@tabler/icons-react/dist/esm/icons/IconPlus.mjs";
import IconSun from "@tabler/icons-react/dist/esm/icons/IconSun.mjs";
import type { ReactNode } from "react";
import { type ActionId, actionIds, actions } from "../actions/actions";
import { keysText } from "../actions/keys";
import { useOffers } from "../actions/registry";
import { useSources } from "../agents/sources";
import { languageNames, languages, useText } from "../i18n";
import { beginAdding, wayInto } from "../list/adding";
import { wayText } from "../list/ListHead";
import { tell } from "../notices";
import { SystemMark } from "../parts/SystemMark";
import { connectionName, markLetters } from "../start/names";
import { useSaveSettings, useStartUp } from "../start/startUp";
import { connectionOf, go, usePlace } from "../window/place";

export interface Entry {
  readonly id: string;
  readonly label: string;
  readonly quiet?: string | undefined;
  /** The keys that do it as well. */
  readonly keys?: string;
  readonly picture: ReactNode;
  readonly act: () => void;
}

export interface EntryGroup {
  readonly label: string;
  readonly entries: readonly Entry[];
}

/** In the order of the table of actions, whoever offered them first. */
function inOrder(entries: readonly Entry[]): readonly Entry[] {
  const place = ({ id }: Entry) => actionIds.indexOf(id as ActionId);
  return [...entries].sort((one, other) => place(one) - place(other));
}

/** Everything that can be gone to or done, in groups. */
export function useEntries(): EntryGroup[] {
  const { t } = useText();
  const { connections, systems, settings } = useStartUp();
  const save = useSaveSettings();
  const change = (part: Parameters<typeof save>[0]) => void save(part).catch(tell.problem);
  const icon = { size: 18, stroke: 1.5, "aria-hidden": true } as const;
  const place = usePlace();
  const own = place.screen === "everything" ? undefined : connectionOf(place);
  const done = useOffers()
    .filter(({ id, listed }) => listed && actions[id].palette)
    .map(({ id, label, about, run }): Entry => {
      const { icon: Icon } = actions[id];
      return {
        id,
        label: t(label ?? actions[id].label),
        quiet: about,
        keys: keysText(id),
        picture: Icon !== undefined && <Icon {...icon} />,
        act: () => run(),
      };
    });
  const adding = [...useSources().values()].flatMap((source): Entry[] => {
    const way = wayInto(source);
    const { id } = source.view.connection;
    // The connection that is open has "New agent".
    return way === undefined || way === "create" || id === own
      ? []
      : [
          {
            id: `add-${id}`,
            label: t(wayText[way]),
            quiet: source.name,
            picture: <IconPlus {...icon} />,
            act: () => beginAdding(way, id),
          },
        ];
  });
  return [
    { label: t("palette.actions"), entries: [...inOrder(done), ...adding] },
    {
      label: t("palette.connections"),
      entries: connections.flatMap(({ connection }, at): Entry[] => {
        const system = systems.find((each) => each.id === connection.system);
        return [
          {
            id: `open-${connection.id}`,
            label: connectionName(connection),
            keys: keysText("connection", at),
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
