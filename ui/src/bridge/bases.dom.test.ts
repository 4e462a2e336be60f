import { clearMocks, mockIPC } from "@tauri-apps/api/mocks";
import { beforeEach, expect, it } from "vitest";
import { askOnBase } from "./bases";
import type { Base, BaseId } from "./bindings";

let held: Base[] = [];
let lost: ReadonlySet<BaseId> = new Set();
let agent = 0;

beforeEach(() => {
  held = [];
  lost = new Set();
  // Each test has an agent of its own.
  agent += 1;
  clearMocks();
  mockIPC((_, args) => {
    const { base } = args as { base: Base };
    held.push(base);
    return base.kind === "changed" && lost.has(base.from) ? null : held.length;
  });
});

const of = () => ({ connection: "c", agent: String(agent) });
const ask = (id: BaseId) => Promise.resolve(lost.has(id) ? null : id);

it("holds a document once for everything that is asked about it, also at the same time", async () => {
  const document = { name: "Ana" };
  const ids = await Promise.all([askOnBase(of(), document, ask), askOnBase(of(), document, ask)]);
  expect(ids).toEqual([1, 1]);
  expect(await askOnBase(of(), document, ask)).toBe(1);
  expect(held).toEqual([{ kind: "whole", document }]);
});

it("sends only what changed of a document that follows another", async () => {
  const before = { name: "Ana", bio: "long", workload: { load: 1 }, team: { id: "t" } };
  await askOnBase(of(), before, ask);
  await askOnBase(of(), { name: "Ana", workload: { load: 2 }, team: { id: "t" }, city: "Lugo" }, ask);
  const members = { workload: { load: 2 }, city: "Lugo" };
  expect(held[1]).toEqual({ kind: "changed", from: 1, members, gone: ["bio"] });
});

it("answers also where the core has let a document go meanwhile", async () => {
  const document = { name: "Ana" };
  await askOnBase(of(), document, ask);
  lost = new Set([1]);
  expect(await askOnBase(of(), document, ask), "nothing is checked, kept or saved any more").toBe(2);
  lost = new Set([1, 2]);
  expect(await askOnBase(of(), { name: "Ann" }, ask)).toBe(4);
  expect(held.map(({ kind }) => kind)).toEqual(["whole", "whole", "changed", "whole"]);
});

it("tries again after the core could not hold a document", async () => {
  clearMocks();
  mockIPC(() => {
    throw { code: "internal" };
  });
  const document = { name: "Ana" };
  await expect(askOnBase(of(), document, ask)).rejects.toThrow("internal");
  clearMocks();
  mockIPC(() => 7);
  expect(await askOnBase(of(), document, ask), "one fault keeps every draft from being kept").toBe(7);
});
