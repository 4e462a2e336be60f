import type { Connection, ConnectionView } from "../bridge";
import { shownName, text } from "../i18n";
import { initialsOf } from "../parts/PersonPicture";

/** What a connection is called in the window. Sample agents are named after their system, in the language in use. */
export function connectionName({ name, sample }: Connection): string {
  const shown = shownName(name);
  if (shown === "") {
    return text(sample ? "app.sampleName" : "app.noName");
  }
  return sample ? text("app.sampleOf", { system: shown }) : shown;
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
