/** Where an entry of the history comes from: a connection, or an account that none leads to any more. */

import type { ChangeKind, ChangeRecord, ConnectionId, ConnectionView, SystemDescription } from "../bridge";
import { useSetAside } from "../changes/kept";
import { shownName, useText } from "../i18n";
import { connectionName } from "../start/names";
import { useStartUp } from "../start/startUp";

export interface Origin {
  /** None where no connection leads there. */
  readonly connection: ConnectionId | undefined;
  readonly view: ConnectionView | undefined;
  readonly system: SystemDescription | undefined;
  readonly words: string;
}

export function useOrigin({ connection, account }: ChangeRecord): Origin {
  const { t } = useText();
  const { connections, systems } = useStartUp();
  const setAside = useSetAside();
  const aside = setAside.find((each) => each.account.id === account)?.account;
  const view = connections.find((each) => each.connection.id === connection);
  const id = view?.connection.system ?? aside?.system;
  const system = systems.find((each) => each.id === id);
  // The connection may lead to another account by now.
  const reached = aside === undefined && view !== undefined;
  const name = reached ? connectionName(view.connection) : aside && shownName(aside.name);
  return {
    connection: reached ? connection : undefined,
    view: reached ? view : undefined,
    system,
    words: [name ?? t("history.account"), system?.name].filter((part) => part !== undefined).join(" · "),
  };
}

export type WayBack = "putBack" | "createAgain" | "delete";

/** How a change can be taken back, if at all. */
export function wayBack(kind: ChangeKind): WayBack | undefined {
  switch (kind) {
    case "updated":
    case "undone":
    case "fileAttached":
    case "dropCopied":
      return "putBack";
    case "deleted":
      return "createAgain";
    case "created":
      return "delete";
    case "versionLaunched":
    case "webhookCreated":
      return undefined;
  }
}
