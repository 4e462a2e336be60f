import { QueryClient } from "@tanstack/react-query";
import { expect, it } from "vitest";
import { mockCore } from "../../dev/core";
import { unfinished } from "../session/unfinished";
import { followAccount } from "./account";

const typed = { text: "[1, ", code: "required", context: {} } as const;

it("takes what is half typed off the pages of a connection that leads elsewhere now", async () => {
  const there = { connection: "northwind", agent: "agent-2", texts: { "/bio": typed } };
  mockCore({ answering: { set_aside: () => [], drafts: () => [], unfinished: () => [there] } });
  unfinished.keep("northwind", "agent-1", "/bio", typed);
  unfinished.keep("acme", "agent-1", "/bio", typed);
  await followAccount(new QueryClient(), "northwind");
  expect(
    unfinished.of("northwind", "agent-1").size,
    "it stands on an agent of another account, and is saved there",
  ).toBe(0);
  expect(unfinished.of("northwind", "agent-2").get("/bio")?.text).toBe("[1, ");
  expect(unfinished.of("acme", "agent-1").size).toBe(1);
});
