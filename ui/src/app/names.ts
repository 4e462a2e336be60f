import type { Connection, ConnectionView } from "../bridge";
import { text } from "../i18n";
import { initialsOf } from "../parts/PersonPicture";

/** What a connection is called in the window. The sample agents are named in the language in use. */
export function connectionName(connection: Connection): string {
  return connection.name === "" ? text(connection.sample ? "app.sampleName" : "app.noName") : connection.name;
}

/** The letters of a connection's mark: its own where several connections lead to one system, else the system's. */
export function markLetters(connection: Connection, all: readonly ConnectionView[]): string | undefined {
  const twins = all.filter((view) => view.connection.system === connection.system);
  if (twins.length < 2) {
    return undefined;
  }
  const name = connectionName(connection);
  const letters = initialsOf(name);
  return letters.length > 1 ? letters : name.trim().slice(0, 2);
}
