import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import type { JsonValue } from "../bridge";
import { readAt } from "../session/edits";
import { bareField, onSession } from "../test-session";
import { Field } from "./Field";

describe("what to find out", () => {
  const plan = bareField("/plan", "plan", { kind: "jsonSchema", inPlan: true });
  const show = (document: JsonValue) =>
    onSession(document, (session) => <Field session={session} field={plan} />);
  const schema = {
    type: "object",
    additionalProperties: false,
    properties: { born: { type: "string", format: "date" }, urgent: { type: "boolean" } },
    required: ["urgent"],
  };
  it("is a row each, and keeps every keyword that a row does not show", async () => {
    const shown = show({ plan: schema });
    const row = within(screen.getByRole("group", { name: "born" }));
    await userEvent.type(row.getByLabelText("What it means"), "x");
    await userEvent.click(row.getByLabelText("Always needed"));
    expect(shown.now().value("/plan")).toEqual({
      ...schema,
      properties: { ...schema.properties, born: { type: "string", format: "date", description: "x" } },
      required: ["born", "urgent"],
    });
  });

  it("counts a row once it has a name of its own, and loses none meanwhile", async () => {
    const shown = show({ plan: schema });
    await userEvent.click(screen.getByRole("button", { name: "Add a detail" }));
    expect(shown.now().edits).toEqual({});
    const row = within(screen.getByRole("group", { name: "Detail 3" }));
    await userEvent.type(row.getByLabelText("Name"), "born");
    expect(screen.getByText("Another one has this name already.")).toBeDefined();
    expect(readAt(shown.now().value("/plan"), "/properties/born")).toEqual(schema.properties.born);
    const names = screen.getAllByLabelText("Name");
    await userEvent.type(names[2] as HTMLElement, "At");
    expect(readAt(shown.now().value("/plan"), "/properties/bornAt")).toEqual({ type: "string" });
  });

  it("stands in a plan where it is new or stood in one, and what else the plan holds stays", async () => {
    const messages = [{ role: "system", content: "{{transcript}}" }];
    const shown = show({ plan: { enabled: true, schema, messages } });
    const row = within(screen.getByRole("group", { name: "urgent" }));
    await userEvent.click(row.getByLabelText("Always needed"));
    const { required: _none, ...others } = schema;
    expect(shown.now().value("/plan")).toEqual({
      enabled: true,
      schema: { ...others, required: [] },
      messages,
    });
    await userEvent.click(screen.getByRole("switch", { name: "Find this out after each call" }));
    expect(readAt(shown.now().value("/plan"), "/enabled")).toBe(false);
  });

  it("stays off while its only detail gets another name", async () => {
    const one = { type: "object", properties: { born: { type: "string" } } };
    const shown = show({ plan: { enabled: false, schema: one } });
    const name = within(screen.getByRole("group", { name: "born" })).getByLabelText("Name");
    await userEvent.clear(name);
    await userEvent.type(name, "birthday");
    expect(shown.now().value("/plan")).toEqual({
      enabled: false,
      schema: { type: "object", properties: { birthday: { type: "string" } } },
    });
  });

  it("gets a plan where there was nothing", async () => {
    const shown = show({ plan: {} });
    await userEvent.click(screen.getByRole("button", { name: "Add a detail" }));
    await userEvent.type(screen.getByLabelText("Name"), "born");
    expect(shown.now().value("/plan")).toEqual({
      enabled: true,
      schema: { type: "object", properties: { born: { type: "string" } } },
    });
    await userEvent.click(screen.getByRole("button", { name: "Remove born" }));
    expect(shown.now().edits).toEqual({});
  });

  it("is edited as JSON where rows could not show all of it", () => {
    show({ plan: { type: "object", properties: { deep: { type: "object", properties: {} } } } });
    expect(screen.getByLabelText<HTMLTextAreaElement>("Plan").value).toContain('"deep"');
  });
});
