import type { ConnectionId } from "../bridge";

export interface MyProfilePageProps {
  readonly connection: ConnectionId;
  readonly section?: string;
}

/** The agent of the person whose key this is. */
export function MyProfilePage({ connection }: MyProfilePageProps) {
  return <h1>{connection}</h1>;
}
