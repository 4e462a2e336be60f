import { useQuery } from "@tanstack/react-query";
import type { AgentSession } from "../agent/session";
import { commands, type MediaKind, type PendingAttachment, unwrap } from "../bridge";

export interface Pending {
  readonly pending: readonly PendingAttachment[];
  refresh(): Promise<unknown>;
}

/** Files of this agent that reached the storage and are not on the agent yet. */
export function usePendingAttachments(session: AgentSession, media: MediaKind): Pending {
  const query = useQuery({
    queryKey: [session.connection, "attachments"],
    queryFn: () => unwrap(commands.pendingAttachments()),
    enabled: session.agent !== null,
    staleTime: 0,
  });
  const pending = (query.data ?? []).filter(
    (each) => each.connection === session.connection && each.agent === session.agent && each.media === media,
  );
  return { pending, refresh: () => query.refetch() };
}
