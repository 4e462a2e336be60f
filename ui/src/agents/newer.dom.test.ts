import { QueryClient } from "@tanstack/react-query";
import { clearMocks } from "@tauri-apps/api/mocks";
import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { mockCore } from "../../dev/core";
import { manyAgents } from "../../dev/fixtures";
import type { AgentPage, AgentSummary } from "../bridge";
import { type LearnedAgent, listOfPages, memoryOf, missingOf } from "./newer";
import { agentsQuery, putInList, takeFromList } from "./useAgents";

const [ana, ben, cem] = manyAgents(3, "c") as [AgentSummary, AgentSummary, AgentSummary];
const renamed = { ...ben, name: "Ben Renamed" };
const page = (
  began: number,
  agents: AgentSummary[],
  next: string | null = null,
  total: number | null = agents.length,
) => ({
  agents,
  next,
  total,
  unreadable: 0,
  began,
});
const learned = (...all: [AgentSummary, number, AgentSummary | null][]) =>
  new Map<string, LearnedAgent>(all.map(([{ id }, at, summary]) => [id, { at, summary }]));

describe("a list that was asked for before a change", () => {
  it("does not undo a rename, bring back who was deleted, or miss who was created", () => {
    const newer = learned([ben, 2, renamed], [ana, 3, null], [cem, 4, cem]);
    const known = listOfPages([page(1, [ana, ben])], newer);
    expect(known.agents).toEqual([renamed, cem]);
    expect(known.total).toBe(2);
  });

  it("counts again once it is asked for after the change", () => {
    const newer = learned([ben, 2, renamed], [ana, 3, null]);
    const theirs = { ...ben, name: "Changed by somebody else since" };
    expect(listOfPages([page(4, [ana, theirs])], newer).agents).toEqual([ana, theirs]);
    expect(listOfPages([page(4, [ana])], learned([cem, 2, cem])).agents, "deleted by somebody else").toEqual([
      ana,
    ]);
  });

  it("knows who was created while its pages were read, and does not count them twice", () => {
    const newer = learned([cem, 2, cem]);
    expect(listOfPages([page(1, [ana], "2", 2), page(3, [ben], null, 3)], newer)).toEqual({
      agents: [ana, ben, cem],
      total: 3,
    });
    expect(listOfPages([page(1, [ana], "2", 3)], newer).total, "it may be on a page that comes").toBe(3);
  });

  it("is never older than what was learned, whatever was learned when", () => {
    const summary = (version: number) => ({ ...ana, name: String(version) });
    fc.assert(
      fc.property(
        fc.array(fc.record({ began: fc.nat(20), version: fc.nat(9) }), { minLength: 1, maxLength: 4 }),
        fc.nat(20),
        fc.option(fc.nat(9)),
        (read, at, version) => {
          const pages = read.map(({ began, version }) => page(began, [summary(version)]));
          const newer = learned([ana, at, version === null ? null : summary(version)]);
          const { agents } = listOfPages(pages, newer);
          const newest = read.reduce((one, other) => (other.began >= one.began ? other : one));
          const expected =
            newest.began >= at ? [summary(newest.version)] : version === null ? [] : [summary(version)];
          expect(agents).toEqual(expected);
        },
      ),
    );
  });

  it("says how many are missing only at its end", () => {
    const pages = [page(1, [ana], "2", 3)];
    expect(missingOf(pages, listOfPages(pages, new Map()))).toBe(0);
    const whole = [page(1, [ana, ben], null, 3)];
    expect(missingOf(whole, listOfPages(whole, new Map()))).toBe(1);
    expect(missingOf(whole, listOfPages(whole, learned([ana, 2, null])))).toBe(1);
  });
});

describe("a page that is on its way while something is saved", () => {
  afterEach(clearMocks);

  it("arrives late and changes nothing that is known better", async () => {
    const answers: ((page: AgentPage) => void)[] = [];
    mockCore({ answering: { list_agents: () => new Promise((answer) => answers.push(answer)) } });
    const client = new QueryClient();
    const reading = client.fetchInfiniteQuery(agentsQuery("c"));
    putInList(client, renamed);
    putInList(client, cem);
    takeFromList(client, "c", ana.id);
    answers[0]?.({ agents: [ana, ben], next: null, total: 2, unreadable: 0 });
    const { pages } = await reading;
    const names = () =>
      listOfPages(
        client.getQueryData(agentsQuery("c").queryKey)?.pages ?? pages,
        memoryOf(client, "c").newer,
      ).agents.map(({ name }) => name);
    expect(names()).toEqual(["Ben Renamed", cem.name]);
    // Asked for again, the list itself is the newest.
    const again = client.fetchInfiniteQuery({ ...agentsQuery("c"), staleTime: 0 });
    answers[1]?.({ agents: [ben, cem], next: null, total: 2, unreadable: 0 });
    await again;
    expect(names()).toEqual([ben.name, cem.name]);
  });

  it("tells whoever shows the list that more is known", () => {
    const client = new QueryClient();
    const { queryKey } = agentsQuery("c");
    client.setQueryData(queryKey, { pages: [page(1, [ana, ben])], pageParams: [null] });
    const before = client.getQueryData(queryKey);
    takeFromList(client, "c", ana.id);
    expect(client.getQueryData(queryKey), "the row would stay on screen").not.toBe(before);
  });
});
