import { act, fireEvent, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { beforeEach, describe, expect, it } from "vitest";
import { descriptions } from "../../dev/fixtures";
import type { Control, FieldDescription, JsonValue, SystemDescription } from "../bridge";
import { type Language, languages } from "../i18n";
import { unfinished, useUnfinishedFindings } from "../session/unfinished";
import { bareField, onSession } from "../test-session";
import { Field } from "./Field";

const fieldOf = (control: Control): FieldDescription => bareField("/thing", "thing", control);

const number = (more: Partial<Extract<Control, { kind: "number" }>> = {}): Control => ({
  kind: "number",
  minimum: null,
  maximum: null,
  whole: false,
  unit: null,
  slider: null,
  ...more,
});
const option = (value: string) => ({ value, shownWhen: [], price: null, context: null });

function system(field: FieldDescription): SystemDescription {
  const [first] = descriptions;
  if (first === undefined) {
    throw new Error("dev/descriptions.json is empty");
  }
  const group = { id: "main", fields: [field], rarelyUsed: false, shownWhen: [] };
  return { ...first, id: "invented", sections: [{ id: "main", kind: "form", groups: [group] }] };
}

/** A field in a section that can be left and come back to. */
function show(control: Control, value: JsonValue, language: Language = "en") {
  const field = fieldOf(control);
  return onSession(
    { thing: value },
    (session) => (
      <Sections>
        <Field session={session} field={field} />
      </Sections>
    ),
    { described: system(field), language },
  );
}

function Sections({ children }: { readonly children: React.ReactNode }) {
  const [shown, setShown] = useState(true);
  const halfTyped = useUnfinishedFindings("northwind", "agent-1");
  return (
    <>
      {shown && children}
      <button type="button" onClick={() => setShown(!shown)}>
        other section
      </button>
      <output data-testid="unfinished">{halfTyped.length}</output>
    </>
  );
}

const input = (name: string | RegExp = "Thing") => screen.getByLabelText<HTMLInputElement>(name);
const stops = () => screen.getByTestId("unfinished").textContent;
/** Without a blur, as a key leads elsewhere. */
const goAway = () => fireEvent.click(screen.getByText("other section"));
const comeBack = goAway;

beforeEach(() => unfinished.forget("northwind", "agent-1", ""));

describe.each(languages)("a number, typed in %s", (language) => {
  it.each([
    ["1.25", 1.25],
    ["1,25", 1.25],
    ["0.9", 0.9],
    ["0,9", 0.9],
    ["-2", -2],
    ["1e3", 1000],
  ])("is what was typed, key by key: %s", async (text, value) => {
    const shown = show(number({ unit: "seconds" }), 25, language);
    await userEvent.clear(input());
    await userEvent.type(input(), text);
    expect(input().value, "the field must not empty or change under the hands").toBe(text);
    expect(shown.now().edits).toEqual({ "/thing": value });
    expect(stops()).toBe("0");
  });

  it("is what was pasted", async () => {
    const shown = show(number(), null, language);
    await userEvent.click(input());
    await userEvent.paste(" 1.250,5 ");
    expect(shown.now().edits).toEqual({ "/thing": 1250.5 });
  });

  it("shows what is stored with the sign of the language, and takes it back", async () => {
    const shown = show(number(), 0.5, language);
    expect(input().value).toBe(language === "en" ? "0.5" : "0,5");
    await userEvent.type(input(), "5");
    expect(shown.now().edits).toEqual({ "/thing": 0.55 });
  });

  it("on a slider is what was typed, too", async () => {
    const shown = show(number({ minimum: 0, maximum: 2, slider: 0.1 }), 1, language);
    const field = screen.getByRole<HTMLInputElement>("textbox");
    await userEvent.clear(field);
    await userEvent.type(field, "0.9");
    expect(shown.now().edits).toEqual({ "/thing": 0.9 });
  });
});

describe("a number that is half typed", () => {
  it.each(["1.", "-", "1e", "abc"])("is kept as text and never saved as something else: %s", async (text) => {
    const shown = show(number(), null);
    await userEvent.type(input(), text);
    expect(input().value).toBe(text);
    expect(stops(), "saving now would save something else").toBe("1");
    expect(document.body.textContent, "nothing is said while somebody types").not.toContain("Type a number");
    await userEvent.tab();
    expect(input().value).toBe(text);
    expect(document.body.textContent).toContain("Type a number here.");
    await userEvent.clear(input());
    expect(stops()).toBe("0");
    expect(shown.now().edits).toEqual({});
  });

  it("is still there after another section was opened without leaving the field, with what is wrong", async () => {
    show(number(), 25);
    await userEvent.clear(input());
    await userEvent.type(input(), "1.");
    goAway();
    comeBack();
    expect(input().value).toBe("1.");
    expect(document.body.textContent).toContain("Type a number here.");
    await userEvent.click(screen.getByRole("button", { name: "Put back Thing" }));
    expect(input().value).toBe("25");
    expect(stops()).toBe("0");
  });

  it("asks which of two it is instead of guessing, in words that can be typed", async () => {
    const shown = show(number(), 3, "nl");
    await userEvent.clear(input());
    await userEvent.type(input(), "1.250");
    await userEvent.tab();
    expect(document.body.textContent).toContain("1250 of 1,250");
    expect(stops()).toBe("1");
    await userEvent.clear(input());
    await userEvent.type(input(), "1,250");
    expect(shown.now().edits).toEqual({ "/thing": 1.25 });
  });

  it("with a part of one in a field of whole numbers stays what it is, for the check to refuse", async () => {
    const shown = show(number({ whole: true }), 3);
    await userEvent.clear(input());
    await userEvent.type(input(), "1.5");
    expect(shown.now().edits, "15 would have been saved").toEqual({ "/thing": 1.5 });
  });

  it("is not taken where a computer would round it", async () => {
    show(number({ whole: true }), 3);
    await userEvent.clear(input());
    await userEvent.type(input(), "9007199254740993");
    await userEvent.tab();
    expect(document.body.textContent).toContain("more digits than can be kept exactly");
  });
});

describe("a length of time", () => {
  const length: Control = { kind: "duration", stored: "seconds" } as Control;

  it("takes ninety minutes as they are typed, and sorts them once the field is left", async () => {
    const shown = show(length, null);
    await userEvent.type(input("Thing: minutes"), "900");
    expect(input("Thing: minutes").value).toBe("900");
    expect(shown.now().edits).toEqual({ "/thing": 54_000 });
    await userEvent.tab();
    expect(input("Thing: hours").value).toBe("15");
  });

  it("says of a part of a second that it is none, and does not make fifteen of it", async () => {
    const shown = show(length, 60);
    await userEvent.clear(input("Thing: seconds"));
    await userEvent.type(input("Thing: seconds"), "1.5");
    await userEvent.tab();
    expect(document.body.textContent).toContain("Only whole numbers.");
    expect(shown.now().edits["/thing"]).not.toBe(75);
    expect(stops()).toBe("1");
  });

  it("takes parts of a second where milliseconds are stored", async () => {
    const shown = show({ kind: "duration", stored: "milliseconds" } as Control, null, "es");
    await userEvent.type(input(/segundos/), "1,25");
    expect(shown.now().edits).toEqual({ "/thing": 1250 });
  });
});

describe("a keyword without Enter", () => {
  const chips: Control = { kind: "chips", known: [], learned: null, uuid: false };

  it("is added when the field is left", async () => {
    const shown = show(chips, ["one"]);
    await userEvent.type(screen.getByRole("combobox"), "two");
    await userEvent.tab();
    expect(shown.now().edits).toEqual({ "/thing": ["one", "two"] });
    expect(stops()).toBe("0");
  });

  it("is still there when another section was opened in the middle of it", async () => {
    const shown = show(chips, ["one"]);
    await userEvent.type(screen.getByRole("combobox"), "tw");
    goAway();
    expect(stops(), "it would be lost without a word").toBe("1");
    comeBack();
    expect(screen.getByRole<HTMLInputElement>("combobox").value).toBe("tw");
    expect(document.body.textContent).toContain("“tw” is not in the list yet");
    await userEvent.type(screen.getByRole("combobox"), "o{Enter}");
    expect(shown.now().edits).toEqual({ "/thing": ["one", "two"] });
    expect(stops()).toBe("0");
  });

  it("that has to be an ID stays with what is wrong, and is taken once it is one", async () => {
    const shown = show({ kind: "chips", known: [], learned: null, uuid: true }, []);
    const field = () => screen.getByRole<HTMLInputElement>("combobox");
    await userEvent.type(field(), "abc");
    await userEvent.tab();
    expect(field().value).toBe("abc");
    expect(document.body.textContent).toContain("This is not an ID");
    const id = "0b6f2c1e-3d5a-4c77-9a51-1f2e3d4c5b6a";
    await userEvent.clear(field());
    await userEvent.type(field(), id);
    await userEvent.tab();
    expect(shown.now().edits).toEqual({ "/thing": [id] });
  });
});

describe("a choice that is typed", () => {
  const choice = (open: boolean): Control => ({
    kind: "choice",
    options: ["alloy", "ash", "ballad"].map(option),
    open,
    learned: null,
  });
  const field = () => screen.getByRole<HTMLInputElement>("combobox");
  async function type(text: string) {
    await userEvent.click(field());
    await userEvent.clear(field());
    await userEvent.type(field(), text);
  }

  it("is the first that matches with Enter", async () => {
    const shown = show(choice(false), "ash");
    await type("bal{Enter}");
    expect(shown.now().edits).toEqual({ "/thing": "ballad" });
    expect(stops()).toBe("0");
  });

  it("is taken when it is left, where other values are allowed", async () => {
    const shown = show(choice(true), "ash");
    await type("sol-2");
    await userEvent.tab();
    expect(shown.now().edits).toEqual({ "/thing": "sol-2" });
    await waitFor(() => expect(field().value.toLowerCase()).toContain("sol"));
  });

  it("that names one in the list in full is that one when it is left", async () => {
    const shown = show(choice(false), "ash");
    await type("BALLAD");
    await userEvent.tab();
    expect(shown.now().edits).toEqual({ "/thing": "ballad" });
  });

  it("that is none stays when it is left, and it is said why not", async () => {
    const shown = show(choice(false), "ash");
    await type("nova");
    await userEvent.tab();
    expect(field().value, "what was typed must not vanish").toBe("nova");
    expect(document.body.textContent).toContain("“nova” is not one of the values");
    expect(stops()).toBe("1");
    goAway();
    comeBack();
    expect(field().value).toBe("nova");
    await userEvent.click(field());
    await userEvent.keyboard("{Escape}");
    expect(stops()).toBe("0");
    expect(shown.now().edits).toEqual({});
  });

  it("of a time zone is kept with what is wrong", async () => {
    const shown = show({ kind: "timeZone" }, "Europe/Madrid");
    await type("Nowhere");
    await userEvent.tab();
    expect(field().value).toBe("Nowhere");
    expect(document.body.textContent).toContain("This time zone is not known");
    await type("Europe/Lisbon");
    await userEvent.tab();
    expect(shown.now().edits).toEqual({ "/thing": "Europe/Lisbon" });
  });

  it("of a language is not the word for it, which only looks like a tag", async () => {
    const shown = show({ kind: "language", known: ["en-GB", "en-US"], open: true }, "en-GB");
    await type("English");
    await userEvent.tab();
    expect(shown.now().edits, "“English” would have been stored as a language").toEqual({});
    expect(document.body.textContent).toContain("type its tag");
    await type("fy-NL");
    await userEvent.tab();
    expect(shown.now().edits).toEqual({ "/thing": "fy-NL" });
  });

  it("is not taken for typed when somebody only looks at the list", async () => {
    const shown = show(choice(true), "ash");
    await userEvent.click(field());
    await userEvent.tab();
    expect(shown.now().edits).toEqual({});
    expect(stops()).toBe("0");
  });
});

describe("a row without a name", () => {
  it("is still there after another section, and stands in the way of saving", async () => {
    const shown = show({ kind: "pairs" }, { one: "1" });
    await userEvent.click(screen.getByRole("button", { name: /^Add/ }));
    const values = document.querySelectorAll<HTMLElement>("input[type=password]");
    await userEvent.type(values[1] as HTMLElement, "typed");
    goAway();
    expect(stops()).toBe("1");
    comeBack();
    expect(screen.getByDisplayValue("typed")).toBeDefined();
    expect(shown.now().edits).toEqual({});
    const names = [...document.querySelectorAll<HTMLElement>("input[data-name]")];
    await userEvent.type(names.at(-1) as HTMLElement, "two");
    expect(shown.now().edits).toEqual({ "/thing": { one: "1", two: "typed" } });
    expect(stops()).toBe("0");
  });
});

describe("two changes of a list before anything is drawn", () => {
  it("both count inside a record", () => {
    const text = (pointer: string, key: string) => ({ ...fieldOf({ kind: "text" }), pointer, key });
    const records: Control = {
      kind: "records",
      title: "/name",
      blank: {},
      fields: [text("/name", "name"), text("/role", "role")],
    };
    const shown = show(records, [{ name: "a", role: "b" }]);
    const [name, role] = screen.getAllByRole<HTMLInputElement>("textbox");
    act(() => {
      fireEvent.change(name as HTMLElement, { target: { value: "A" } });
      fireEvent.change(role as HTMLElement, { target: { value: "B" } });
    });
    expect(shown.now().edits).toEqual({ "/thing": [{ name: "A", role: "B" }] });
  });
});
