import { useMutation, useQueryClient } from "@tanstack/react-query";
import { go } from "../app/place";
import { keepConnection } from "../app/startUp";
import { commands, unwrap } from "../bridge";

/** Starts the sample agents and opens their list. */
export function useSamples() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => unwrap(commands.startSamples()),
    onSuccess: (view) => {
      keepConnection(client, view);
      go({ screen: "agents", connection: view.connection.id });
    },
  });
}
