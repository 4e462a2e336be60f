import { useQuery } from "@tanstack/react-query";
import { commands, type PendingAttachment, type SetAside, unwrap } from "../bridge";
import { useStartUp } from "../start/startUp";
import { attachmentsKey, setAsideKey } from "./keys";
import { needsSomebody, useOpenChanges } from "./openChanges";

/** What belongs to accounts that no connection leads to. */
export function useSetAside(): readonly SetAside[] {
  const { setAside } = useStartUp();
  const query = useQuery({
    queryKey: setAsideKey,
    queryFn: () => unwrap(commands.setAside()),
    initialData: setAside,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return query.data;
}

/** Files that reached the storage and are not on their agents yet, of every connection. */
export function useAttachments(): readonly PendingAttachment[] {
  const { attachments } = useStartUp();
  const query = useQuery({
    queryKey: attachmentsKey,
    queryFn: () => unwrap(commands.pendingAttachments()),
    initialData: attachments,
    staleTime: 30_000,
  });
  return query.data;
}

/** How much is unfinished, and how much of it needs somebody. */
export function useUnfinishedCounts(): { readonly all: number; readonly forSomebody: number } {
  const open = useOpenChanges();
  const files = useAttachments().length;
  const aside = useSetAside().length;
  const forSomebody = open.filter(needsSomebody).length + files;
  return { all: open.length + files + aside, forSomebody };
}
