/** What the program knows from the beginning: settings, connections, the keychain, the systems it speaks. */
import {
  type QueryClient,
  queryOptions,
  useQuery,
  useQueryClient,
  useSuspenseQuery,
} from "@tanstack/react-query";
import type {
  Connection,
  ConnectionId,
  ConnectionView,
  Settings,
  StartUp,
  SystemDescription,
  SystemId,
} from "../bridge";
import { commands, unwrap } from "../bridge";

export const startUpQuery = queryOptions({
  queryKey: ["startUp"],
  queryFn: () => unwrap(commands.startUp()),
  staleTime: Number.POSITIVE_INFINITY,
  gcTime: Number.POSITIVE_INFINITY,
});

/** For everything inside the frame: it is drawn only once start-up has answered. */
export function useStartUp(): StartUp {
  return useSuspenseQuery(startUpQuery).data;
}

export function useStartUpState() {
  return useQuery(startUpQuery);
}

export function useConnection(id: ConnectionId): ConnectionView | undefined {
  return useStartUp().connections.find((view) => view.connection.id === id);
}

export function useSystem(id: SystemId | undefined): SystemDescription | undefined {
  return useStartUp().systems.find((system) => system.id === id);
}

/** The description of the system a connection speaks to. */
export function useSystemOf(connection: ConnectionId): SystemDescription | undefined {
  return useSystem(useConnection(connection)?.connection.system);
}

export function keepConnection(client: QueryClient, view: ConnectionView): void {
  client.setQueryData(startUpQuery.queryKey, (known: StartUp | undefined) => {
    if (known === undefined) {
      return known;
    }
    const others = known.connections.filter((other) => other.connection.id !== view.connection.id);
    const at = known.connections.findIndex((other) => other.connection.id === view.connection.id);
    const connections = at < 0 ? [...others, view] : [...others.slice(0, at), view, ...others.slice(at)];
    return { ...known, connections };
  });
}

export function forgetConnection(client: QueryClient, id: Connection["id"]): void {
  client.setQueryData(startUpQuery.queryKey, (known: StartUp | undefined) =>
    known === undefined
      ? known
      : { ...known, connections: known.connections.filter((view) => view.connection.id !== id) },
  );
  client.removeQueries({ queryKey: [id] });
}

/** Changes settings at once in the window and keeps them. */
export function useSaveSettings(): (change: Partial<Settings>) => Promise<void> {
  const client = useQueryClient();
  return async (change) => {
    const known = client.getQueryData(startUpQuery.queryKey);
    if (known === undefined) {
      return;
    }
    const settings = { ...known.settings, ...change };
    client.setQueryData(startUpQuery.queryKey, { ...known, settings });
    await unwrap(commands.saveSettings(settings));
  };
}
