import { describe, expect, it } from "vitest";
import type { AgentSummary } from "../bridge";
import { formatFor } from "../i18n";
import { everyone, isNarrowed, openCount, optionsOf, type Selection, select, toggled } from "./select";
import { namedSummary } from "./summary";

const { compare } = formatFor("en", ["en-GB"]);

function agent(name: string, more: Partial<AgentSummary> = {}): AgentSummary {
  return { ...namedSummary("c", name, name), kind: "user", status: "active", activity: "available", ...more };
}

const people = [
  agent("José Álvarez", {
    emails: ["jose@north.example"],
    teams: ["Billing"],
    openness: { kind: "open", until: null },
    workload: { used: 1, capacity: 5 },
    createdAt: "2025-01-01T00:00:00Z",
  }),
  agent("ana ruiz", {
    teams: ["Support", "Billing"],
    openness: { kind: "closed", opens: "2026-03-05T09:00:00+01:00" },
    workload: { used: 4, capacity: 5 },
    createdAt: "2026-01-01T00:00:00Z",
  }),
  agent("Bot 10", { kind: "bot", openness: { kind: "open", until: null } }),
  agent("Bot 9", { kind: "bot", status: "paused_by_admin", openness: { kind: "closed", opens: null } }),
];

const names = (selection: Partial<Selection>) =>
  select(people, { ...everyone, ...selection }, compare).map((each) => each.name);

describe("searching the list", () => {
  it("finds names without accents and capitals, as people type them", () => {
    expect(names({ search: "jose alvarez" })).toEqual(["José Álvarez"]);
  });
  it("finds by e-mail and by team", () => {
    expect(names({ search: "north.example" })).toEqual(["José Álvarez"]);
    expect(names({ search: "support" })).toEqual(["ana ruiz"]);
  });
  it("needs every word, in any order", () => {
    expect(names({ search: "billing ana" })).toEqual(["ana ruiz"]);
    expect(names({ search: "billing bot" })).toEqual([]);
  });
});

describe("filtering the list", () => {
  it("shows only who is open now", () => {
    expect(names({ openNow: true })).toEqual(["Bot 10", "José Álvarez"]);
  });
  it("takes any of the values chosen for one thing, and all of the things", () => {
    const both = toggled(toggled(everyone, "team", "Support"), "team", "Billing");
    expect(select(people, both, compare)).toHaveLength(2);
    expect(select(people, toggled(both, "kind", "bot"), compare)).toEqual([]);
  });
  it("offers statuses nobody documented, too", () => {
    expect(optionsOf(people, "status", everyone, compare)).toEqual([
      { value: "active", count: 3 },
      { value: "paused_by_admin", count: 1 },
    ]);
  });
  it("counts what each choice would show beside the other filters", () => {
    const bots = toggled(everyone, "kind", "bot");
    expect(optionsOf(people, "status", bots, compare)).toContainEqual({ value: "active", count: 1 });
    expect(openCount(people, bots, compare)).toBe(1);
  });
  it("keeps a chosen value that no agent has any more, so that it can be unchosen", () => {
    const gone = toggled(everyone, "team", "Night shift");
    expect(optionsOf(people, "team", gone, compare)).toContainEqual({ value: "Night shift", count: 0 });
  });
  it("knows whether the list is narrowed", () => {
    expect(isNarrowed(everyone)).toBe(false);
    expect(isNarrowed({ ...everyone, search: "  " })).toBe(false);
    expect(isNarrowed(toggled(everyone, "role", "Agent"))).toBe(true);
  });
});

describe("the order of the list", () => {
  it("sorts names as people do: small letters, accents and numbers", () => {
    expect(names({})).toEqual(["ana ruiz", "Bot 9", "Bot 10", "José Álvarez"]);
  });
  it("puts open agents first, then by the moment they open", () => {
    expect(names({ order: "open" })).toEqual(["Bot 10", "José Álvarez", "ana ruiz", "Bot 9"]);
  });
  it("puts the busiest first and those without a workload last", () => {
    expect(names({ order: "workload" }).slice(0, 2)).toEqual(["ana ruiz", "José Álvarez"]);
  });
  it("puts the newest first", () => {
    expect(names({ order: "created" })[0]).toBe("ana ruiz");
  });
  it("turns round", () => {
    expect(names({ reverse: true })[0]).toBe("José Álvarez");
  });
});
