import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { commands, runJob } from "../bridge";
import type { Session } from "./useSession";

const every = 30_000;

/** Availability and workload follow the system while the page is open. What is being edited stands still. */
export function useLive(session: Session): void {
  const { connection, agent, system, dispatch } = session;
  const { data } = useQuery({
    queryKey: [connection, "live", agent],
    queryFn: ({ signal }) =>
      agent === null
        ? null
        : runJob((job, channel) => commands.liveState(connection, agent, job, channel), { signal }),
    enabled: agent !== null && system.capabilities.workload,
    refetchInterval: every,
    staleTime: every,
    gcTime: 0,
  });
  useEffect(() => {
    if (data !== undefined && data !== null) {
      dispatch({ kind: "live", live: data });
    }
  }, [data, dispatch]);
}
