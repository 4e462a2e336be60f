/** Nothing waits when a test begins: the queue outlives the page. */
import { queue } from "./queue";

export const place = { connection: "northwind", agent: "agent-1" };

export function forgetQueue(): void {
  for (const { file } of queue.of(place).waiting) {
    queue.remove(place, file.token);
  }
}
