import type { Connection } from "../bridge";
import { text } from "../i18n";

/** What a connection is called in the window. The sample agents are named in the language in use. */
export function connectionName(connection: Connection): string {
  return connection.name === "" ? text(connection.sample ? "app.sampleName" : "app.noName") : connection.name;
}
