import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { seriesOf, usersPage } from "../../dev/activity";
import type { Scene } from "../../dev/core";
import type { JsonValue } from "../bridge";
import { bareField } from "../test-session";
import { openWindow } from "../test-window";
import { rowsOf } from "./answer";
import { niceTop } from "./metrics";
import { rangeOf } from "./users";
import { complaintsOf, isReadableOnItsWay } from "./webhook";

const slow = { timeout: 15_000 };

function open(section: string, scene: Scene = {}, agent = "avery", connection = "raia") {
  openWindow({ everySystem: true, ...scene }, { screen: "agents", connection, agent, section });
}
const button = (name: string | RegExp) => screen.findByRole("button", { name }, slow);

describe("the users of an agent", { timeout: 40_000 }, () => {
  it("come page by page with how many there are, and the focus stays on the button", async () => {
    open("users");
    expect(await screen.findByRole("rowheader", { name: "Avery Example" }, slow)).toBeDefined();
    expect(screen.getByText("1–25 of 37")).toBeDefined();
    const next = await button("Next");
    await userEvent.click(next);
    expect(await screen.findByText("26–37 of 37")).toBeDefined();
    expect(document.activeElement).toBe(next);
    // There is no page after the last: the button says so and does nothing.
    await userEvent.click(next);
    expect(screen.getByText("26–37 of 37")).toBeDefined();
  });
  it("tell more of one user by keyboard", async () => {
    open("users");
    const more = await button("More about Robin Sample");
    more.focus();
    await userEvent.keyboard("{Enter}");
    expect(more.getAttribute("aria-expanded")).toBe("true");
    expect(screen.getByText("Asked for a demo")).toBeDefined();
  });
  it("are asked for in an order the admin names, never one that was made up", async () => {
    open("users");
    await userEvent.click(await button("As raia orders them"));
    await userEvent.type(await screen.findByLabelText("Sort by"), "email{Enter}");
    expect(await button("By email")).toBeDefined();
    await userEvent.click(await button("Use raia's own order"));
    expect(await button("As raia orders them")).toBeDefined();
  });
  it("lead to the key where the key is wrong", async () => {
    open("users", { failing: { agent_users: "wrongKey" } });
    await userEvent.click(await button("Replace the key"));
    expect(await screen.findByRole("heading", { name: "Northwind assistants" })).toBeDefined();
  });
  it("are not taken for nobody where the system answered the agent instead", async () => {
    const agent_users = {
      ...usersPage({ page: 1, pageSize: 25, orderBy: null, descending: false }),
      users: [],
    };
    open("users", { answers: { agent_users: { ...agent_users, withoutUsers: true } } });
    expect(await screen.findByText(/answered with the agent itself/, {}, slow)).toBeDefined();
    expect(screen.queryByText(/Nobody has talked/)).toBeNull();
  });
  it("count rightly where the system gives smaller pages than were asked for", () => {
    const users = usersPage({ page: 1, pageSize: 10, orderBy: null, descending: false }).users;
    expect(rangeOf({ page: 2, users, total: 37, hasNext: true }, 25)).toEqual({
      from: 11,
      to: 20,
      total: 37,
    });
    expect(rangeOf({ page: 4, users: users.slice(0, 7), total: 37, hasNext: false }, 25)).toEqual({
      from: 31,
      to: 37,
      total: 37,
    });
  });
});

describe("the numbers of a period", { timeout: 40_000 }, () => {
  it("stand as tiles, say how many requests the picture takes, and are a table, too", async () => {
    open("statistic");
    expect(await screen.findByRole("radio", { name: /Tokens$/ }, slow)).toBeDefined();
    expect(await screen.findByText(/once for each day, and once more for the sum: 8 requests/)).toBeDefined();
    const table = await screen.findByRole("table", { name: "Tokens over time", hidden: true });
    expect(within(table).getAllByRole("row", { hidden: true })).toHaveLength(8);
  });
  it("draw another number when another tile is chosen by keyboard", async () => {
    open("statistic");
    (await screen.findByRole("radio", { name: /Tokens$/ }, slow)).focus();
    await userEvent.keyboard("{ArrowRight}");
    expect(await screen.findByRole("region", { name: "Call time over time" })).toBeDefined();
  });
  it("show the tiles while the picture is asked for, which can be stopped and drawn after all", async () => {
    // The parts never come: more than two moments are asked for.
    const agent_statistic = (of: { moments: string[] }) =>
      of.moments.length > 2 ? new Promise(() => undefined) : seriesOf(of.moments);
    open("statistic", { answering: { agent_statistic } });
    await screen.findByRole("radio", { name: /Tokens$/ }, slow);
    await userEvent.click(await button("Stop"));
    expect(await screen.findByText("The picture was stopped.")).toBeDefined();
    await userEvent.click(await button("Draw the picture"));
    expect(await button("Stop")).toBeDefined();
  });
  it("begin a period of one's own with the one that is shown, and say what is missing", async () => {
    open("statistic");
    await screen.findByRole("radio", { name: /Tokens$/ }, slow);
    await userEvent.click(screen.getByText("From – to"));
    expect(screen.getByLabelText<HTMLInputElement>("From").value).toMatch(/^\d{4}-\d\d-\d\d$/);
    const from = screen.getByLabelText("From");
    await userEvent.clear(from);
    expect(await screen.findByText("Choose both days.")).toBeDefined();
  });
  it("say that a key is wrong instead of showing zeros", async () => {
    open("statistic", { failing: { agent_statistic: "wrongKey" } });
    expect((await screen.findByRole("alert", {}, slow)).textContent).toContain("not accepted");
    expect(screen.queryByRole("radio", { name: /Tokens$/ })).toBeNull();
  });
  it("end their axis at a round number no bar grows above", () => {
    for (const most of [1, 7, 99, 1234, 55_238, 1e9]) {
      expect(niceTop(most, false)).toBeGreaterThanOrEqual(most);
      expect(niceTop(most, true)).toBeGreaterThanOrEqual(most);
      expect(niceTop(most, false)).toBeLessThan(most * 2.5);
    }
    expect(niceTop(5400, true)).toBe(7200);
  });
});

async function write() {
  await userEvent.type(await screen.findByLabelText("Title", {}, slow), "New messages");
  await userEvent.type(screen.getByLabelText("Description"), "For the desk");
  await userEvent.type(screen.getByLabelText("Address"), "https://desk.example.com/raia");
  await userEvent.click(screen.getByRole("combobox", { name: "Sent when" }));
  await userEvent.click(await screen.findByText("A message was written"));
  await userEvent.click(await button("Add a header"));
  await userEvent.type(screen.getByLabelText("Name of header 1"), "Authorization");
  await userEvent.type(screen.getByLabelText("Value of header 1"), "Bearer example");
}

describe("a webhook", { timeout: 60_000 }, () => {
  it("is created, and its receipt shows no secret", async () => {
    open("webhooks");
    await write();
    await userEvent.click(await button("Create webhook"));
    const receipt = await screen.findByRole("heading", { name: "The webhook is created" });
    await waitFor(() => expect(document.activeElement).toBe(receipt));
    expect(screen.getByText("Hidden")).toBeDefined();
    expect(document.body.textContent).not.toContain("Bearer example");
    expect(screen.getByText("A message was written")).toBeDefined();
  });
  it("says everything that is missing where it is missing", async () => {
    open("webhooks");
    await userEvent.click(await button("Create webhook"));
    expect(await screen.findAllByText("Fill this in.")).toHaveLength(4);
  });
  it("is not created twice where nobody knows whether it was", async () => {
    open("webhooks", { failing: { create_webhook: "unclearOutcome" } });
    await write();
    await userEvent.click(await button("Create webhook"));
    expect((await screen.findByRole("alert")).textContent).toContain("Do not press again");
    expect(((await button("Create webhook")) as HTMLButtonElement).disabled).toBe(true);
    await userEvent.click(await button("I looked, create it again"));
    expect(((await button("Create webhook")) as HTMLButtonElement).disabled).toBe(false);
    expect(screen.getByLabelText<HTMLInputElement>("Title").value).toBe("New messages");
  });
  it("sends no header whose name is missing or there twice", () => {
    const form = {
      texts: {},
      headers: [
        { row: 1, name: "", value: "x" },
        { row: 2, name: "X-Key", value: "a" },
        { row: 3, name: "x-key", value: "b" },
      ],
    };
    expect(complaintsOf([], form).headers).toEqual({
      1: "webhook.headerNeedsName",
      3: "webhook.headerTwice",
    });
  });
  it("may go without https, which is said and not refused, and nowhere that is no web address", () => {
    const field = bareField("/webhook/url", "url", { kind: "url" });
    const about = (address: string) => complaintsOf([field], { texts: { url: address }, headers: [] }).fields;
    for (const address of [
      "https://desk.example.com",
      "http://desk.example.com",
      "http://127.0.0.1:8080/x",
    ]) {
      expect(about(address), address).toEqual({});
    }
    for (const address of ["desk.example.com", "javascript:alert(1)", "file:///etc/hosts"]) {
      expect(about(address), address).toEqual({ url: "webhook.notAnAddress" });
    }
    expect(isReadableOnItsWay("http://desk.example.com")).toBe(true);
    expect(["https://desk.example.com", "http://localhost:1", "desk"].map(isReadableOnItsWay)).toEqual([
      false,
      false,
      false,
    ]);
  });
  it("never draws what stands for a secret, however deep it is", () => {
    const answer: JsonValue = { a: { b: { $masked: { mark: "", at: "" } }, c: "seen" }, none: null };
    expect(rowsOf(answer)).toEqual([
      { place: "a/b", label: "A · B", value: undefined },
      { place: "a/c", label: "A · C", value: "seen" },
    ]);
  });
});

describe("the versions of an agent", { timeout: 40_000 }, () => {
  it("are listed with their marks, and go on where they end", async () => {
    open("versions", {}, "greta", "diga");
    const list = await screen.findByRole("list", { name: "Versions" }, slow);
    expect(within(list).getByText("Draft")).toBeDefined();
    expect(within(list).getByText("Published")).toBeDefined();
    await userEvent.click(await button("Show more"));
    expect(await within(list).findByText("First")).toBeDefined();
    expect(screen.queryByRole("button", { name: "Show more" })).toBeNull();
  });
  it("are launched only under a name, after it is said what launching does", async () => {
    open("versions", {}, "greta", "diga");
    await userEvent.click(await button("Launch…"));
    const dialog = within(await screen.findByRole("dialog", { name: /Launch the draft of Greta/ }));
    expect(dialog.getByText(/answers calls in place of the one before/)).toBeDefined();
    await userEvent.click(dialog.getByRole("button", { name: "Launch" }));
    expect(dialog.getByText("Fill this in.")).toBeDefined();
    await userEvent.type(dialog.getByLabelText("Name of the version"), "Summer{Enter}");
    expect(await screen.findByText("“Summer” is launched.")).toBeDefined();
  });
  it("are said not to be there where the account has none, with the way to ask again", async () => {
    open("versions", { failing: { agent_versions: "notOffered" } }, "greta", "diga");
    expect(await screen.findByText(/lists no versions/, {}, slow)).toBeDefined();
    expect(await button("Ask again")).toBeDefined();
    expect(screen.queryByRole("button", { name: "Launch…" })).toBeNull();
  });
});

describe("an agent that cannot be looked up", { timeout: 40_000 }, () => {
  it("is said to be as the system last said", async () => {
    open("conversation", {}, "greta", "diga");
    expect(await screen.findByText(/As Diga last said on/, {}, slow)).toBeDefined();
  });
  it("is said to be unknown where nothing was said, and leaves the list after a question", async () => {
    open("conversation", {}, "known-by-id", "diga");
    expect(await screen.findByText(/has said nothing about this agent yet/, {}, slow)).toBeDefined();
    await userEvent.click(await button("Remove from the list"));
    const dialog = within(await screen.findByRole("dialog", { name: /Remove known-by-id/ }));
    await userEvent.click(dialog.getByRole("button", { name: "Remove from the list" }));
    expect(await screen.findByText("known-by-id was removed from the list.")).toBeDefined();
  });
});
