import { useQuery } from "@tanstack/react-query";
import { useCallback } from "react";
import { commands, type MediaKind, type PendingAttachment, unwrap } from "../bridge";
import { attachmentsKey } from "../changes";
import type { AgentSession } from "../session/session";

export interface Pending {
  readonly pending: readonly PendingAttachment[];
  /** Asks again, and answers what is left. */
  refresh(): Promise<readonly PendingAttachment[]>;
}

/** Files of this agent that reached the storage and are not on the agent yet. */
export function usePendingAttachments(session: AgentSession, media: MediaKind): Pending {
  const query = useQuery({
    queryKey: attachmentsKey,
    queryFn: () => unwrap(commands.pendingAttachments()),
    enabled: session.agent !== null,
    staleTime: 0,
  });
  const { connection, agent } = session;
  const { refetch } = query;
  const own = useCallback(
    (all: readonly PendingAttachment[] = []) =>
      all.filter((each) => each.connection === connection && each.agent === agent && each.media === media),
    [connection, agent, media],
  );
  const refresh = useCallback(async () => own((await refetch()).data), [own, refetch]);
  return { pending: own(query.data), refresh };
}
