import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, it, vi } from "vitest";
import { openWindow } from "../test-window";

const drawn = vi.hoisted(() => new Map<string, number>());

/** The controls of a module, each counting how often it is drawn for its field. */
const counting = vi.hoisted(() => (module: Record<string, unknown>) => {
  const wrap = (control: unknown) => {
    const draws = control as (props: { field: { pointer: string } }) => unknown;
    return (props: { field: { pointer: string } }) => {
      const { pointer } = props.field;
      drawn.set(pointer, (drawn.get(pointer) ?? 0) + 1);
      return draws(props);
    };
  };
  return Object.fromEntries(
    Object.entries(module).map(([name, value]) => [name, /Control$/.test(name) ? wrap(value) : value]),
  );
});
vi.mock("./ChipsControl", async (original) => counting(await original()));
vi.mock("./DurationControl", async (original) => counting(await original()));
vi.mock("./LongTextControl", async (original) => counting(await original()));
vi.mock("./NumberControl", async (original) => counting(await original()));
vi.mock("./PhoneControl", async (original) => counting(await original()));
vi.mock("./pickers", async (original) => counting(await original()));
vi.mock("./RecordsControl", async (original) => counting(await original()));
vi.mock("./SwitchControl", async (original) => counting(await original()));
vi.mock("./TextControl", async (original) => counting(await original()));
vi.mock("./TimeZoneControl", async (original) => counting(await original()));

beforeEach(() => drawn.clear());

/** The fields drawn while something is done, how often each. */
async function whileDoing(what: () => Promise<unknown>): Promise<Record<string, number>> {
  drawn.clear();
  await what();
  return Object.fromEntries(drawn);
}

const person = { screen: "agents", connection: "northwind", agent: "agent-1" } as const;

it("draws at a keystroke the field that is typed in, and no other", async () => {
  openWindow({ agents: 3 }, person);
  const bio = await screen.findByRole("textbox", { name: /^About/ });
  await waitFor(() => expect(drawn.size, "too few fields to tell anything").toBeGreaterThan(6));
  // The first edit brings the bar at the foot, and with it the marks of what is edited.
  await userEvent.type(bio, "a");
  const fields = await whileDoing(() => userEvent.type(bio, "bcd"));
  expect(Object.keys(fields), "each letter draws the whole page").toEqual(["/bio"]);
});

it("draws what the check found where it was found, and no other field", async () => {
  const finding = { pointer: "/bio", code: "wrongForm", severity: "error", context: {} } as const;
  openWindow({ agents: 3, findings: [finding] }, person);
  const bio = await screen.findByRole("textbox", { name: /^About/ });
  await userEvent.type(bio, "a");
  await waitFor(() => expect(bio.getAttribute("aria-invalid")).toBe("true"));
  const fields = await whileDoing(async () => {
    await userEvent.click(screen.getByRole("button", { name: /^Put back .*About/ }));
    await waitFor(() => expect(bio.getAttribute("aria-invalid")).not.toBe("true"));
    await userEvent.type(bio, "b");
    await waitFor(() => expect(bio.getAttribute("aria-invalid")).toBe("true"));
  });
  expect(Object.keys(fields), "each pause draws the whole page").toEqual(["/bio"]);
});
