/** Pages of users in numbers. Pure. */
import type { UserPage } from "../bridge";

export interface Order {
  /** As the system words it; empty for its own order. */
  readonly by: string;
  readonly reversed: boolean;
}

/** Which users a page shows: "26–37 of 37". A system may give smaller pages than were asked for. */
export function rangeOf(
  { page, users, total, hasNext }: Pick<UserPage, "page" | "users" | "total" | "hasNext">,
  pageSize: number,
): { from: number; to: number; total: number } {
  const size = hasNext ? users.length : pageSize;
  const first = !hasNext && total >= users.length ? total - users.length : (page - 1) * size;
  const to = first + users.length;
  return { from: first + 1, to, total: Math.max(total, to) };
}
