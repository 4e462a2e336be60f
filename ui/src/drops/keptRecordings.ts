import { queryOptions } from "@tanstack/react-query";
import { commands, unwrap } from "../bridge";

/** Recordings made here that nobody has used or deleted. */
export const keptRecordings = queryOptions({
  queryKey: ["keptRecordings"],
  queryFn: () => unwrap(commands.keptRecordings()),
  staleTime: 0,
});
