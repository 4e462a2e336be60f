/** What a list knows of the connections its agents come from. */
import { useMemo } from "react";
import type { ConnectionId, ConnectionView, SystemDescription } from "../bridge";
import { useText } from "../i18n";
import { connectionName, markLetters } from "../start/names";
import { useStartUp } from "../start/startUp";

export interface Source {
  readonly view: ConnectionView;
  readonly name: string;
  readonly system: SystemDescription | undefined;
  /** The letters of its mark, where they are not the system's own. */
  readonly letters: string | undefined;
  readonly mayCreate: boolean;
  /** Whether there is another connection its agents can be copied to. */
  readonly mayCopyAway: boolean;
  /** Whether the system stores hours. */
  readonly hours: boolean;
}

export type Sources = ReadonlyMap<ConnectionId, Source>;

/** Every connection, by its id, in the admin's order. */
export function useSources(): Sources {
  const { connections, systems } = useStartUp();
  const { language } = useText();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the sample agents are named in the language in use.
  return useMemo(() => {
    const systemOf = (view: ConnectionView) => systems.find((each) => each.id === view.connection.system);
    const creating = connections.filter((view) => systemOf(view)?.capabilities.create === true);
    return new Map(
      connections.map((view): [ConnectionId, Source] => {
        const system = systemOf(view);
        return [
          view.connection.id,
          {
            view,
            name: connectionName(view.connection),
            system,
            letters: markLetters(view.connection, connections),
            mayCreate: system?.capabilities.create ?? false,
            mayCopyAway: creating.some((each) => each.connection.id !== view.connection.id),
            hours: system !== undefined && system.capabilities.schedule !== null,
          },
        ];
      }),
    );
  }, [connections, systems, language]);
}
