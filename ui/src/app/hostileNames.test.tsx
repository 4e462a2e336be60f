import { act, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it } from "vitest";
import type { Scene } from "../../dev/core";
import { bird, descriptions } from "../../dev/fixtures";
import { openWindow } from "../test-window";
import type { Place } from "../window/place";

/** Letters that nobody sees, that turn others around, that mean something to messages or to HTML. */
const odd = "\u202egnp.exe\u200b\u0000\u0007\u2066{name}{count, plural, other {#}}<b>x</b>";

/** Members that hold words of others. */
const named =
  /^(name|displayName|agentName|title|label|firstName|lastName|fileName|file|type|team|teams|emails|email|roles|phone|bio|status|activity|kind|company|description|detail|message|text|system)$/;
/** Members that the program itself reads. */
const own = new Set(["settings", "systems", "keychain", "credential", "code", "setAsideSystems"]);

function hostile(value: unknown, key = ""): unknown {
  if (typeof value === "string") {
    return named.test(key) && key !== "system" && key !== "kind" && key !== "type" ? `${value}${odd}` : value;
  }
  if (Array.isArray(value)) {
    return value.map((item) => hostile(item, key));
  }
  if (value !== null && typeof value === "object") {
    return Object.fromEntries(
      Object.entries(value).map(([member, inner]) => [
        member,
        own.has(member) ? inner : hostile(inner, member),
      ]),
    );
  }
  return value;
}

/** What can be read or heard: texts, titles, labels, but not what fields hold, which is what is stored. */
function said(): string[] {
  const words: string[] = [document.title];
  const walk = (node: Node) => {
    if (node instanceof Element) {
      if (node.tagName === "TEXTAREA" || node.tagName === "STYLE" || node.tagName === "SCRIPT") {
        return;
      }
      for (const name of [
        "aria-label",
        "title",
        "alt",
        "placeholder",
        "aria-description",
        "aria-valuetext",
      ]) {
        const value = node.getAttribute(name);
        if (value !== null) {
          words.push(value);
        }
      }
    }
    if (node.nodeType === Node.TEXT_NODE) {
      words.push(node.nodeValue ?? "");
    }
    node.childNodes.forEach(walk);
  };
  walk(document.body);
  return words;
}

const unseen = /(?![\n\t\r])\p{Cc}|[\u200b\u202a-\u202e\u2066\u2067\u00ad]/u;

async function nothingIsHidden(place: string) {
  await act(() => new Promise((done) => setTimeout(done, 30)));
  const found = said().filter((words) => unseen.test(words));
  expect(
    found.map((words) => JSON.stringify(words)),
    `${place}: somebody reads another name than the one that is stored`,
  ).toEqual([]);
  const injected = [...document.querySelectorAll("b")].filter((bold) => bold.textContent === "x");
  expect(injected, `${place}: a name became markup`).toEqual([]);
}

/** Sections of the other systems' agents: connection, section, agent. */
const others: [string, string, string][] = (
  [
    ["hmsSovereign", "7d0c0000-0000-4000-8000-000000000001"],
    ["messageflow", "7d0c0000-0000-4000-8000-000000000002"],
    ["diga", "greta"],
    ["raia", "avery"],
  ] as const
).flatMap(([connection, agent]) =>
  (descriptions.find((system) => system.id === connection)?.sections ?? []).map(
    ({ id }): [string, string, string] => [connection, id, agent],
  ),
);

const headings = () =>
  screen
    .queryAllByRole("heading")
    .map((each) => each.textContent)
    .join(" ");

const agents = (more = {}): Place => ({ screen: "agents", connection: "northwind", ...more }) as Place;

const visits: [string, Scene, Place][] = [
  ["the first screen", {}, { screen: "first" }],
  ["the list", { agents: 20 }, agents()],
  ["all agents", { several: true, agents: 9 }, { screen: "everything" } as Place],
  ["a connection", {}, { screen: "connection", connection: "northwind" } as Place],
  [
    "a connection with agents' keys",
    { everySystem: true },
    { screen: "connection", connection: "raia" } as Place,
  ],
  ["the history", {}, { screen: "history" } as Place],
  ["what is unfinished", {}, { screen: "unfinished" } as Place],
  ["coverage", { agents: 9 }, { screen: "coverage" } as Place],
  ["the settings", {}, { screen: "settings" }],
  ["my profile", {}, { screen: "me", connection: "northwind" } as Place],
];

const sections = bird.sections.map((section) => section.id);

afterEach(() => {
  document.title = "";
});

describe("names with letters that nobody sees", () => {
  it.each(visits)("are seen for what they are: %s", async (what, scene, place) => {
    openWindow({ ...scene, change: hostile }, place);
    await screen.findAllByRole("heading");
    await waitFor(() => expect(said().join(" ")).toContain(place.screen === "settings" ? "" : "‹U+202E›"));
    await nothingIsHidden(what);
  });
  it.each(sections)("are seen for what they are: an agent's page, %s", async (section) => {
    openWindow({ agents: 9, change: hostile }, agents({ agent: "agent-1", section }));
    await waitFor(() => expect(headings()).toContain("‹U+202E›"));
    await nothingIsHidden(section);
  });
  it.each(others)("are seen for what they are: an agent of %s, %s", async (connection, section, agent) => {
    openWindow({ everySystem: true, change: hostile }, {
      screen: "agents",
      connection,
      agent,
      section,
    } as Place);
    await waitFor(() => expect(headings()).toContain("‹U+202E›"));
    await nothingIsHidden(`${connection} ${section}`);
  });
  it("are seen for what they are: the palette", async () => {
    openWindow({ agents: 9, change: hostile }, agents());
    await waitFor(() => expect(said().join(" ")).toContain("‹U+202E›"));
    await userEvent.keyboard("{Control>}k{/Control}");
    await screen.findByRole("dialog");
    await nothingIsHidden("the palette");
  });
  it("of which nothing can be seen have a placeholder in the list and on the page", async () => {
    const blank = (value: unknown, key = ""): unknown =>
      key === "name" && typeof value === "string" ? "\u200b\u3164" : value;
    const deep = (value: unknown, key = ""): unknown =>
      Array.isArray(value)
        ? value.map((item) => deep(item))
        : value !== null && typeof value === "object"
          ? Object.fromEntries(
              Object.entries(value).map(([member, inner]) => [
                member,
                own.has(member) ? inner : deep(inner, member),
              ]),
            )
          : blank(value, key);
    openWindow({ agents: 3, change: deep }, agents({ agent: "agent-1" }));
    await waitFor(() => expect(headings()).toContain("No name"));
    expect(screen.getAllByRole("button", { name: /^No name/ }).length).toBeGreaterThanOrEqual(3);
  });
});
