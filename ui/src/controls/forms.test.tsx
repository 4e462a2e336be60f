import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it } from "vitest";
import { mockCore } from "../../dev/core";
import { descriptions } from "../../dev/fixtures";
import type { FieldDescription, Finding, JsonValue, SystemDescription } from "../bridge";
import { fieldsOf, readAt, writeAt } from "../session/edits";
import { unfinished, useUnfinishedFindings } from "../session/unfinished";
import { bareField, onSession } from "../test-session";
import { Field } from "./Field";

const option = (value: string) => ({ value, shownWhen: [], price: null, context: null });

function system(fields: FieldDescription[]): SystemDescription {
  const [first] = descriptions;
  if (first === undefined) {
    throw new Error("dev/descriptions.json is empty");
  }
  return {
    ...first,
    id: "invented",
    secretMembers: ["token"],
    sections: [
      { id: "main", kind: "form", groups: [{ id: "main", fields, rarelyUsed: false, shownWhen: [] }] },
    ],
  };
}

function show(
  field: FieldDescription,
  document: JsonValue,
  more: { others?: FieldDescription[]; tried?: boolean } = {},
) {
  const described = system([field, ...(more.others ?? [])]);
  return onSession(
    document,
    (session) => (
      <>
        <Field session={session} field={field} tried={more.tried ?? false} />
        <Findings />
      </>
    ),
    { described },
  );
}

/** What stands in the way of saving, as the page hears of it. */
function Findings() {
  const found = useUnfinishedFindings("northwind", "agent-1");
  return <output data-testid="unfinished">{found.map((each) => each.code).join(" ")}</output>;
}

const masked = (mark: string, at = "/secret") => ({ $masked: { mark, at } });
const secret = bareField("/secret", "secret", { kind: "secret" });

beforeEach(() => unfinished.forget("northwind", "agent-1", ""));

describe("a secret", () => {
  it("is kept unless somebody replaces it, and its mask is never on screen", async () => {
    const shown = show(secret, { secret: masked("9f2c") });
    expect(document.body.textContent).toContain("Kept as it is");
    expect(document.body.innerHTML).not.toMatch(/\$masked|9f2c/);
    await userEvent.click(screen.getByRole("button", { name: "Replace Secret" }));
    const input = await screen.findByLabelText("Secret");
    await userEvent.type(input, "new");
    expect(shown.now().edits).toEqual({ "/secret": "new" });
    await userEvent.clear(input);
    expect(shown.now().edits, "an emptied field while replacing must not remove the secret").toEqual({});
    await userEvent.click(screen.getByRole("button", { name: "Keep the stored one" }));
    expect(await screen.findByRole("button", { name: "Replace Secret" })).toBeDefined();
  });

  it("can be removed, and put back as it was", async () => {
    const shown = show(secret, { secret: masked("9f2c") });
    await userEvent.click(screen.getByRole("button", { name: "Remove Secret" }));
    expect(shown.now().edits).toEqual({ "/secret": null });
    await userEvent.click(screen.getByRole("button", { name: "Put back Secret" }));
    expect(shown.now().edits).toEqual({});
    expect(document.body.textContent).toContain("Kept as it is");
  });

  it("that was forgotten is asked for again", async () => {
    const shown = show(secret, { secret: masked("", "") });
    expect(document.body.textContent).toContain("Type it again");
    await userEvent.type(screen.getByLabelText("Secret"), "x");
    expect(shown.now().edits).toEqual({ "/secret": "x" });
    await userEvent.clear(screen.getByLabelText("Secret"));
    expect(shown.now().value("/secret"), "it stays one that has to be typed").toEqual(masked("", ""));
  });
});

const prompts = bareField("/prompts", "prompts", {
  kind: "records",
  title: "/name",
  blank: { name: "", text: "" },
  fields: [
    { ...bareField("/name", "promptName", { kind: "text" }), clearing: "emptyText" },
    { ...bareField("/text", "promptText", { kind: "longText" }), clearing: "emptyText" },
    bareField("/voice", "voice", {
      kind: "choice",
      options: [option("alloy"), option("ash")],
      open: false,
      learned: null,
    }),
    bareField("/more/token", "token", { kind: "secret" }),
    bareField("/tools", "tools", { kind: "json", expected: "array" }),
    { ...bareField("/id", "promptId", { kind: "shown" }), access: "readOnly" },
  ],
});
const list: { [key in string]: JsonValue }[] = [
  { id: 1, name: "Greeting", text: "Say hello.", voice: "ash", undocumented: { kept: true } },
  { id: 2, name: "Closing", text: "Say goodbye.", more: { token: masked("41aa"), server: "x" } },
];
const card = (name: RegExp) => screen.getByRole("button", { name, expanded: false });

describe("a list of records", () => {
  it("edits one record as one edit of the list, and keeps what no field describes", async () => {
    const shown = show(prompts, { prompts: list });
    await userEvent.click(card(/^Greeting/));
    await userEvent.type(screen.getByLabelText("Prompt name"), "!");
    expect(shown.now().edits).toEqual({ "/prompts": [{ ...list[0], name: "Greeting!" }, list[1]] });
    await userEvent.click(screen.getByRole("button", { name: "Put back Prompt name" }));
    expect(shown.now().edits).toEqual({});
  });

  it("moves by buttons and by keys, and says where to", async () => {
    const shown = show(prompts, { prompts: list });
    await userEvent.click(screen.getByRole("button", { name: "Move Entry 2 “Closing” up" }));
    expect(shown.now().value("/prompts")).toEqual([list[1], list[0]]);
    expect(screen.getByText("Entry 2 “Closing” is now number 1 of 2.")).toBeDefined();
    card(/^Closing/).focus();
    await userEvent.keyboard("{Alt>}{ArrowDown}{/Alt}");
    expect(shown.now().edits, "back in its order it is no edit").toEqual({});
  });

  it("adds, duplicates without what only the system gives, removes and brings back", async () => {
    const shown = show(prompts, { prompts: list });
    await userEvent.click(screen.getByRole("button", { name: "Add an entry" }));
    expect(shown.now().value("/prompts")).toEqual([...list, { name: "", text: "" }]);
    await userEvent.click(screen.getByRole("button", { name: "More for Entry 2 “Closing”" }));
    await userEvent.click(await screen.findByRole("menuitem", { name: "Duplicate", hidden: true }));
    const copy = readAt(shown.now().value("/prompts"), "/2") as Record<string, JsonValue>;
    expect(copy).toEqual({ name: "Closing", text: "Say goodbye.", more: list[1]?.more ?? null });
    await userEvent.click(screen.getByRole("button", { name: "More for Entry 1 “Greeting”" }));
    await userEvent.click(await screen.findByRole("menuitem", { name: "Remove", hidden: true }));
    expect(readAt(shown.now().value("/prompts"), "/0/name")).toBe("Closing");
    await userEvent.click(screen.getByRole("button", { name: "Put it back" }));
    expect(readAt(shown.now().value("/prompts"), "/0"), "whole, with what no field describes").toEqual(
      list[0],
    );
  });

  it("says what is wrong at the field inside, not at the list", async () => {
    const finding: Finding = {
      pointer: "/prompts/1/voice",
      code: "notAnOption",
      severity: "error",
      context: { value: "bass" },
    };
    mockCore({ answers: { check_edits: { changes: [], findings: [finding] } } });
    const shown = show(prompts, { prompts: list });
    await userEvent.click(card(/^Greeting/));
    await userEvent.type(screen.getByLabelText("Prompt name"), "!");
    await waitFor(() => expect(shown.now().findings).toEqual([finding]));
    expect(document.body.textContent).not.toContain("bass");
    await userEvent.click(card(/^Closing/));
    expect(screen.getByText(/“bass” is not one/)).toBeDefined();
  });

  it("keeps a secret inside masked while something beside it changes", async () => {
    const shown = show(prompts, { prompts: list });
    await userEvent.click(card(/^Closing/));
    await userEvent.click(screen.getByRole("button", { name: /^More/, expanded: false }));
    expect(document.body.innerHTML).not.toMatch(/\$masked|41aa/);
    await userEvent.type(screen.getByLabelText("Prompt text"), " Now.");
    expect(readAt(shown.now().value("/prompts"), "/1/more")).toEqual({ token: masked("41aa"), server: "x" });
  });

  it("carries half-typed JSON along when its record moves", async () => {
    show(prompts, { prompts: list });
    await userEvent.click(card(/^Closing/));
    await userEvent.click(screen.getByRole("button", { name: /^More/, expanded: false }));
    await userEvent.click(screen.getByLabelText("Tools"));
    await userEvent.paste("[1,");
    await userEvent.click(screen.getByRole("button", { name: "Move Entry 2 “Closing” up" }));
    expect((screen.getByLabelText("Tools") as HTMLTextAreaElement).value).toBe("[1,");
    expect([...unfinished.of("northwind", "agent-1").keys()]).toEqual(["/prompts/0/tools"]);
  });
});

describe("JSON", () => {
  const tools = bareField("/tools", "tools", { kind: "json", expected: "array" });
  it("that breaks off stays as typed, is no edit, and stands in the way of saving", async () => {
    const shown = show(tools, { tools: [{ name: "find" }] });
    const area = screen.getByLabelText<HTMLTextAreaElement>("Tools");
    await userEvent.clear(area);
    expect(shown.now().edits).toEqual({ "/tools": null });
    await userEvent.click(area);
    await userEvent.paste('[\n  {"name": }]');
    await userEvent.tab();
    expect(area.value).toBe('[\n  {"name": }]');
    expect(shown.now().edits, "never a text in JSON's place").toEqual({ "/tools": null });
    expect(screen.getByTestId("unfinished").textContent).toBe("notJson");
    expect([...unfinished.of("northwind", "agent-1").values()][0]?.context).toEqual({
      line: "2",
      column: "12",
    });
    await userEvent.click(screen.getByRole("button", { name: "Put back what was there" }));
    expect(screen.getByTestId("unfinished").textContent).toBe("");
  });

  it("of another form than the field's is refused as well", async () => {
    const shown = show(tools, { tools: null });
    await userEvent.click(screen.getByLabelText("Tools"));
    await userEvent.paste('{"a": 1}');
    expect(screen.getByTestId("unfinished").textContent).toBe("wrongForm");
    expect(shown.now().edits).toEqual({});
  });

  it("becomes an edit and is put in order once it is whole", async () => {
    const shown = show(tools, { tools: null });
    await userEvent.click(screen.getByLabelText("Tools"));
    await userEvent.paste('[{"a":1}]');
    expect(shown.now().edits).toEqual({ "/tools": [{ a: 1 }] });
    await userEvent.tab();
    await waitFor(() =>
      expect(screen.getByLabelText<HTMLTextAreaElement>("Tools").value).toBe('[\n  {\n    "a": 1\n  }\n]'),
    );
  });
});

describe("names with values", () => {
  it("are stored by name, and no value is on screen unasked", async () => {
    const shown = show(bareField("/headers", "headers", { kind: "pairs" }), { headers: null });
    await userEvent.click(screen.getByRole("button", { name: "Add a line" }));
    await userEvent.type(screen.getByLabelText("Name, line 1"), "Authorization");
    const value = screen.getByLabelText<HTMLInputElement>("Value, line 1");
    expect(value.type).toBe("password");
    await userEvent.type(value, "Bearer x");
    expect(shown.now().edits).toEqual({ "/headers": { Authorization: "Bearer x" } });
    await userEvent.click(screen.getByRole("button", { name: "Remove Authorization" }));
    expect(shown.now().edits).toEqual({});
  });
});

describe("a slider", () => {
  const slider: FieldDescription = {
    ...bareField("/temperature", "temperature", {
      kind: "number",
      minimum: 0,
      maximum: 2,
      whole: false,
      unit: null,
      slider: 0.1,
    }),
    preset: 0.7,
  };
  it("rests on what the system takes, moves by keys without odd decimals, and goes back", async () => {
    const shown = show(slider, { temperature: null });
    const thumb = screen.getByRole("slider", { name: "Temperature" });
    expect(thumb.getAttribute("aria-valuenow")).toBe("0.7");
    expect(document.body.textContent).toContain("If empty: 0.7");
    thumb.focus();
    await userEvent.keyboard("{ArrowRight}{ArrowRight}");
    expect(shown.now().edits).toEqual({ "/temperature": 0.9 });
    await userEvent.click(screen.getByRole("button", { name: "Back to 0.7" }));
    expect(shown.now().edits).toEqual({});
  });
});

describe("a length in milliseconds", () => {
  it("is edited in seconds", async () => {
    const field = bareField("/pause", "pause", {
      kind: "duration",
      minimum: 1000,
      maximum: null,
      stored: "milliseconds",
    });
    const shown = show(field, { pause: 7500 });
    const seconds = screen.getByLabelText<HTMLInputElement>("Pause: seconds");
    expect(seconds.value).toBe("7.5");
    await userEvent.clear(seconds);
    await userEvent.type(seconds, "9");
    expect(shown.now().value("/pause")).toBe(9000);
  });
});

describe("directions for a voice", () => {
  const text: FieldDescription = {
    ...bareField("/text", "text", { kind: "longText" }),
    aid: {
      kind: "audioTags",
      tags: ["sad", "laughing", "a", "b", "c", "d", "e"],
      shownWhen: [{ pointer: "/model", values: ["v3"], oneOf: true }],
    },
  };
  it("go in at the cursor", async () => {
    const shown = show(text, { text: "Hello there", model: "v3" });
    const area = screen.getByLabelText<HTMLTextAreaElement>("Text");
    area.focus();
    area.setSelectionRange(6, 6);
    expect(screen.queryByRole("button", { name: "Put in the voice direction e" })).toBeNull();
    screen.getByRole("button", { name: "Put in the voice direction laughing" }).focus();
    await userEvent.keyboard("{Enter}");
    expect(shown.now().value("/text")).toBe("Hello [laughing] there");
    await waitFor(() => expect(document.activeElement).toBe(area));
    await userEvent.click(screen.getByRole("button", { name: "1 more" }));
    expect(screen.getByRole("button", { name: "Put in the voice direction e" })).toBeDefined();
  });
  it("are offered only to a voice that understands them", () => {
    show(text, { text: "Hello", model: "v2" });
    expect(screen.queryByRole("group", { name: "Voice directions" })).toBeNull();
  });
});

describe("choices", () => {
  const model = bareField("/model", "model", {
    kind: "choice",
    open: false,
    learned: null,
    options: [
      { value: "small_1", shownWhen: [], price: "0.50", context: "2M" },
      {
        value: "big_1",
        shownWhen: [{ pointer: "/maker", values: ["b"], oneOf: true }],
        price: null,
        context: null,
      },
    ],
  });
  it("offer what belongs to this agent, say what it costs, and keep a stored value of another", async () => {
    show(model, { model: "old_1", maker: "a" });
    await userEvent.click(screen.getByRole("combobox", { name: "Model" }));
    const options = (await screen.findAllByRole("option", { hidden: true })).map((each) => each.textContent);
    expect(options).toEqual(["old_1", "small_10.50 per million tokens of output · 2M context"]);
  });
});

describe("what is needed", () => {
  const inside = { ...bareField("/voice/id", "voiceId", { kind: "text" }), requiredWithin: "/voice" };
  it("is marked as soon as its object says something", () => {
    show(inside, { voice: { provider: "x" } });
    expect(screen.getByText("required")).toBeDefined();
  });
  it("is not while the object is empty", () => {
    show(inside, { voice: null });
    expect(screen.queryByText("required")).toBeNull();
  });
});

describe("no field of any system", () => {
  // Uploads ask the core; they hold no text.
  const uploads = ["avatar", "drops"];
  it.each(descriptions.map((described) => [described.id, described] as const))(
    "shows a mask that stands in its place: %s",
    (_id, described) => {
      const fields = fieldsOf(described)
        .map(({ field }) => field)
        .filter((field) => !uploads.includes(field.control.kind));
      const document = fields.reduce<JsonValue>(
        (all, field) => writeAt(all, field.pointer, masked("c0de")),
        {},
      );
      onSession(
        document,
        (session) => (
          <>
            {fields.map((field) => (
              <Field key={field.key} session={session} field={field} />
            ))}
          </>
        ),
        { described },
      );
      const main = window.document.body;
      // JSON is the one place where a mask is text, so that it can be left as it is.
      for (const area of main.querySelectorAll("textarea")) {
        area.remove();
      }
      expect(fields.length).toBeGreaterThan(5);
      expect(main.innerHTML).not.toMatch(/c0de|&quot;mark&quot;|\[object/);
    },
    60_000,
  );
});

describe("items of a form that the list does not edit", () => {
  const odd = { word: "bell", id: { $number: "9007199254740993" } };
  const words = bareField("/words", "words", { kind: "chips", known: [], learned: null, uuid: false });
  const skills = bareField("/skills", "skills", {
    kind: "skills",
    learned: { from: "/skills", value: "/id", label: "/name" },
  });

  it("stay among texts where they were, and go only when asked", async () => {
    const shown = show(words, { words: [odd, "bike", 7, "saddle"] });
    await userEvent.type(screen.getByRole("combobox", { name: "Words" }), "pump{Enter}");
    expect(shown.now().edits).toEqual({ "/words": [odd, "bike", 7, "saddle", "pump"] });
    await userEvent.click(screen.getByRole("button", { name: "Remove 7" }));
    expect(shown.now().edits).toEqual({ "/words": [odd, "bike", "saddle", "pump"] });
  });

  it("stay among records where they were, while these are edited and moved", async () => {
    const shown = show(prompts, { prompts: ["a note", { name: "Day", text: "x" }, odd, 7] });
    await userEvent.click(card(/Day/));
    const name = screen.getByLabelText("Prompt name");
    await userEvent.clear(name);
    await userEvent.type(name, "Night");
    expect(shown.now().edits).toEqual({ "/prompts": ["a note", { name: "Night", text: "x" }, odd, 7] });
    await userEvent.click(screen.getByRole("button", { name: "Remove a note" }));
    expect(shown.now().edits).toEqual({ "/prompts": [{ name: "Night", text: "x" }, odd, 7] });
  });

  it("stay among skills", async () => {
    const shown = show(skills, { skills: ["a note", { id: "s", name: "Dutch", selectedValues: [] }, 7] });
    await userEvent.click(screen.getByRole("button", { name: "Remove Dutch" }));
    expect(shown.now().edits).toEqual({ "/skills": ["a note", 7] });
  });
});

describe("a number that JavaScript would change", () => {
  const big = { $number: "9007199254740993" };

  it("is shown as the number it is in a field, and kept until somebody replaces it", () => {
    const count = bareField("/count", "count", {
      kind: "number",
      minimum: null,
      maximum: null,
      whole: true,
      unit: null,
      slider: null,
    });
    const shown = show(count, { count: big });
    expect(document.body.textContent).toContain("9007199254740993");
    expect(document.body.textContent).not.toContain("$number");
    expect(shown.now().edits).toEqual({});
  });

  it("stays to the letter in JSON of which something else is typed", async () => {
    const tools = bareField("/tools", "tools", { kind: "json", expected: "array" });
    const shown = show(tools, { tools: [{ id: big, name: "a" }] });
    const input = screen.getByLabelText<HTMLTextAreaElement>("Tools");
    expect(input.value).toContain('"id": 9007199254740993,');
    await userEvent.clear(input);
    await userEvent.click(input);
    await userEvent.paste('[{"id": 9007199254740993, "name": "b"}]');
    expect(shown.now().edits).toEqual({ "/tools": [{ id: big, name: "b" }] });
  });
});
