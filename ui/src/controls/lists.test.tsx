import { act, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { type ReactNode, useEffect, useState } from "react";
import { beforeEach, describe, expect, it } from "vitest";
import type { Control, JsonValue } from "../bridge";
import { unfinished } from "../session/unfinished";
import { bareField, onSession } from "../test-session";
import { Field } from "./Field";

beforeEach(() => unfinished.forget("northwind", "agent-1", ""));

/** Goes away without a click, so that nothing is left by a blur. */
function Leavable({ children }: { readonly children: ReactNode }) {
  const [left, setLeft] = useState(false);
  useEffect(() => {
    const leave = () => setLeft(true);
    document.addEventListener("leave", leave);
    return () => document.removeEventListener("leave", leave);
  }, []);
  return left ? <p>gone</p> : children;
}

function show(control: Control, value: JsonValue) {
  const field = bareField("/thing", "thing", control);
  return onSession({ thing: value }, (session) => <Field session={session} field={field} />);
}

describe("a list of sentences", () => {
  const take = "Take your time, I am still here.";
  const line = (number: number) =>
    screen.getByRole<HTMLTextAreaElement>("textbox", { name: `Thing, line ${number}` });
  const newLine = () => screen.getByRole("textbox", { name: "A new line of Thing" });

  it("keeps a sentence with its commas as one, typed or pasted", async () => {
    const shown = show({ kind: "lines" }, ["Hello?"]);
    await userEvent.type(newLine(), `${take}{Enter}`);
    expect(shown.now().edits, "a caller hears half a sentence").toEqual({ "/thing": ["Hello?", take] });
    await userEvent.click(newLine());
    await userEvent.paste("One, two.\nThree; four.\n");
    await userEvent.tab();
    expect(shown.now().edits).toEqual({ "/thing": ["Hello?", take, "One, two.", "Three; four."] });
  });

  it("changes a sentence where it stands, and takes out one that is left empty", async () => {
    const shown = show({ kind: "lines" }, [take, "Hello?"]);
    await userEvent.type(line(1), " Really, I am.");
    expect(shown.now().edits).toEqual({ "/thing": [`${take} Really, I am.`, "Hello?"] });
    await userEvent.clear(line(1));
    expect(shown.now().edits, "an empty sentence is stored").toEqual({
      "/thing": [`${take} Really, I am.`, "Hello?"],
    });
    await userEvent.tab();
    expect(shown.now().edits).toEqual({ "/thing": ["Hello?"] });
  });

  it("keeps the same sentence twice, in the order it was put in, and what is no sentence", async () => {
    const shown = show({ kind: "lines" }, ["Hello?", 7, "Hello?"]);
    await userEvent.click(screen.getAllByRole("button", { name: "Move Hello? up" })[1] ?? newLine());
    expect(shown.now().edits).toEqual({ "/thing": ["Hello?", "Hello?", 7] });
    await userEvent.click(screen.getAllByRole("button", { name: "Remove Hello?" })[0] ?? newLine());
    expect(shown.now().edits).toEqual({ "/thing": ["Hello?", 7] });
  });
});

describe("a chip", () => {
  const chips: Control = { kind: "chips", known: [], learned: null, uuid: false };
  const change = (item: string) => screen.findByRole("button", { name: `Change ${item}` });

  it("is changed where it stands", async () => {
    const shown = show(chips, ["bike", "sadle", "pump"]);
    await userEvent.click(await change("sadle"));
    const field = screen.getByRole("textbox", { name: "Change sadle" });
    await userEvent.clear(field);
    await userEvent.type(field, "saddle, leather{Enter}");
    expect(shown.now().edits).toEqual({ "/thing": ["bike", "saddle, leather", "pump"] });
  });

  it("stays as it was with Escape, left empty, and where the list has the other already", async () => {
    const shown = show(chips, ["bike", "saddle"]);
    await userEvent.click(await change("saddle"));
    await userEvent.keyboard("x{Escape}");
    expect(shown.now().edits).toEqual({});
    await userEvent.click(await change("saddle"));
    await userEvent.clear(screen.getByRole("textbox", { name: "Change saddle" }));
    await userEvent.tab();
    expect(shown.now().edits).toEqual({});
    await userEvent.click(await change("saddle"));
    await userEvent.clear(screen.getByRole("textbox", { name: "Change saddle" }));
    await userEvent.keyboard("bike{Enter}");
    expect(shown.now().edits).toEqual({ "/thing": ["bike"] });
  });

  it("counts as it was typed where the page goes away in the middle of it", async () => {
    const field = bareField("/thing", "thing", chips);
    const shown = onSession({ thing: ["sadle"] }, (session) => (
      <Leavable>
        <Field session={session} field={field} />
      </Leavable>
    ));
    await userEvent.click(await change("sadle"));
    await userEvent.keyboard("{Backspace}{Backspace}{Backspace}ddle");
    act(() => void document.dispatchEvent(new Event("leave")));
    await waitFor(() => expect(screen.queryByText("gone")).not.toBeNull());
    expect(shown.now().value("/thing")).toEqual(["saddle"]);
  });
});

describe("a telephone number", () => {
  it("is sent as it is shown: with its extension, or with the country's code before it", async () => {
    const shown = show({ kind: "phone" }, null);
    const field = screen.getByLabelText<HTMLInputElement>("Thing");
    await userEvent.type(field, "+31 20 123 4567 x12");
    await userEvent.tab();
    expect(field.value).toBe("+31 20 123 4567 x12");
    expect(shown.now().edits, "the extension is lost").toEqual({ "/thing": field.value });
    expect(document.body.textContent).toContain("it is sent as it stands here");
    await userEvent.clear(field);
    await userEvent.type(field, "+31 (0)20 123 4567");
    await userEvent.tab();
    expect(field.value).toBe("+31 20 123 4567");
    expect(shown.now().edits).toEqual({ "/thing": "+31201234567" });
  });
});

describe("a time zone", () => {
  const box = () => screen.getByRole<HTMLInputElement>("combobox");

  it("is found by a town it is not named after, and stored by its name of today", async () => {
    const shown = show({ kind: "timeZone" }, "Europe/Amsterdam");
    await userEvent.clear(box());
    await userEvent.type(box(), "Mumbai");
    await userEvent.click(await screen.findByRole("option", { name: /Kolkata/, hidden: true }));
    expect(shown.now().edits).toEqual({ "/thing": "Asia/Kolkata" });
  });

  it.each(["Europe/Kyiv", "Europe/Kiev"])("%s is not given another name by looking at it", async (stored) => {
    const shown = show({ kind: "timeZone" }, stored);
    expect(box().value).toBe("Kyiv (Europe)");
    await userEvent.click(box());
    await screen.findByText(/Kharkiv/);
    await userEvent.tab();
    expect(shown.now().edits).toEqual({});
  });
});
