import { useMutation, useQueryClient } from "@tanstack/react-query";
import { commands, unwrap } from "../bridge";
import { keepConnection } from "../start/startUp";
import { go } from "../window/place";

/** Starts the sample agents of every system and opens the first list. The others stand in the rail. */
export function useSamples() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => unwrap(commands.startSamples()),
    onSuccess: (views) => {
      for (const view of views) {
        keepConnection(client, view);
      }
      const first = views[0];
      if (first !== undefined) {
        go({ screen: "agents", connection: first.connection.id });
      }
    },
  });
}
