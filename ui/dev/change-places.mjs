/** What runs, waits, is not known or was changed: what is looked at of it. */

const at = (state, more = {}) => ({
  id: `change-${Math.random()}`,
  connection: "northwind",
  agent: "agent-1",
  agentName: "Ana Ruiz",
  kind: "updated",
  beganAt: "2026-03-04T15:10:00Z",
  batch: null,
  state,
  ...more,
});
const error = (code, done) => ({
  code,
  done,
  system: "bird",
  operation: "updateAgent",
  status: null,
  field: null,
  retryAfterSeconds: null,
  requestId: "req_7Qk2",
  detail: null,
  context: {},
});
const sent = (look, more = {}) => at({ kind: "sent", error: null, look }, more);
const aside = {
  account: {
    id: "account-acme",
    system: "bird",
    name: "Acme",
    values: { workspaceId: "6f1c0d5e-3c1a-4d0e-9f52-0e2b1a7c9d11" },
  },
  drafts: 2,
  changes: 5,
  attachments: 0,
  unsettled: 1,
};
const picture = {
  id: "attachment-1",
  connection: "northwind",
  agent: "agent-2",
  media: "avatar",
  name: "",
  mediaUrl: "https://media.example.com/1.jpg",
  fileId: null,
  replaces: null,
  uploadedAt: "2026-03-04T10:00:00Z",
};
const agent = { screen: "agents", connection: "northwind", agent: "agent-1" };
const form = { screen: "agents", connection: "northwind", agent: "new" };
const history = { screen: "history" };
const unfinished = { screen: "unfinished" };
const everything = [
  at({ kind: "running", stage: "sending" }, { agent: "agent-2", agentName: "Bram Hendriks" }),
  at({ kind: "waiting" }, { agent: "agent-2", agentName: "Bram Hendriks", kind: "fileAttached" }),
  sent("cannotTell", { agent: null, agentName: "Nora Novak", kind: "created" }),
  sent("unreadable"),
  at({ kind: "refused", findings: [{}, {}] }, { agent: "agent-4", agentName: "Keiko Tanaka" }),
  at(
    { kind: "failed", error: error("timedOut", "partly") },
    { agent: "agent-5", agentName: "Liam Murphy", kind: "undone" },
  ),
];
const christmas = (name) => ({ name, day: 25, month: 12 });
const conflicts = [
  {
    pointer: "/holidays",
    item: { identity: "12-25", shown: christmas("Christmas") },
    member: null,
    order: false,
    original: null,
    theirs: christmas("Navidad"),
    mine: christmas("Christmas"),
    both: [christmas("Navidad"), christmas("Christmas")],
  },
  {
    pointer: "/assignedSkills",
    item: { identity: "s1", shown: { name: "Language" } },
    member: null,
    order: false,
    original: { name: "Language", selectedValues: [{ value: "Spanish" }] },
    theirs: null,
    mine: { name: "Language", selectedValues: [{ value: "Spanish" }, { value: "Dutch" }] },
    both: null,
  },
];
const draft = {
  connection: "northwind",
  agent: "agent-1",
  base: { name: "Ana Ruiz", bio: "Evenings.", wrapUpTime: 30 },
  edits: { "/name": "Ana from yesterday" },
  updatedAt: "2026-03-03T10:00:00Z",
};

/** @typedef {import("playwright-core").Page} Page */

/** @param {Page} page */
const edit = async (page) => {
  await page.getByLabel("Name", { exact: true }).fill("Ana Ruiz-Soto");
};

/** @type {{ name: string, scene?: object, place?: object, act?: (page: Page) => Promise<unknown> }[]} */
export const changePlaces = [
  { name: "history", place: history, scene: { start: { setAside: [aside] } } },
  {
    name: "history-between",
    place: history,
    act: async (page) => {
      await page.getByRole("combobox", { name: "Time" }).click();
      await page.getByRole("option", { name: "From day to day" }).click();
    },
  },
  {
    name: "history-nothing",
    place: history,
    act: (page) => page.getByRole("textbox", { name: "Search the history" }).fill("nobody"),
  },
  {
    name: "history-deleted",
    place: history,
    act: async (page) => {
      await page.getByText("7 fields").click();
    },
  },
  {
    name: "history-cannot",
    place: history,
    scene: { failing: { undo_change: "cannotUndo" } },
    act: (page) =>
      page
        .getByRole("button", { name: /^Put back the change/ })
        .first()
        .click(),
  },
  {
    name: "history-es",
    place: history,
    scene: { start: { settings: { colorScheme: "system", language: "es", sessionOnlyCredentials: false } } },
  },
  {
    name: "unfinished",
    place: unfinished,
    scene: { start: { changes: everything, attachments: [picture], setAside: [aside] } },
  },
  {
    name: "unfinished-nl",
    place: unfinished,
    scene: {
      start: {
        changes: everything,
        attachments: [picture],
        setAside: [aside],
        settings: { colorScheme: "system", language: "nl", sessionOnlyCredentials: false },
      },
    },
  },
  { name: "unfinished-nothing", place: unfinished },
  {
    name: "unfinished-forget",
    place: unfinished,
    scene: { start: { setAside: [aside] } },
    act: (page) => page.getByRole("button", { name: "Forget what belongs to Acme" }).click(),
  },
  {
    name: "agent-running",
    place: agent,
    scene: { start: { changes: [at({ kind: "running", stage: "checking" })] } },
  },
  { name: "agent-sent", place: agent, scene: { start: { changes: [sent("unreadable")] } }, act: edit },
  {
    name: "agent-new-sent",
    place: form,
    scene: {
      start: { changes: [sent("notYet", { agent: null, agentName: "Nora Novak", kind: "created" })] },
    },
    act: (page) => page.getByLabel("Name", { exact: true }).fill("Nora Novak"),
  },
  {
    name: "agent-conflicts-items",
    place: agent,
    scene: { answers: { save_agent: { kind: "conflicts", fresh: {}, conflicts } } },
    act: async (page) => {
      await edit(page);
      await page.keyboard.press("Control+s");
    },
  },
  {
    name: "agent-conflicts-wait",
    place: agent,
    scene: { answers: { save_agent: { kind: "conflicts", fresh: {}, conflicts } } },
    act: async (page) => {
      await edit(page);
      await page.keyboard.press("Control+s");
      await page.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();
    },
  },
  {
    name: "agent-deleting",
    place: agent,
    scene: { silent: ["delete_agent"] },
    act: async (page) => {
      await page.getByRole("main").getByRole("button", { name: "More", exact: true }).click();
      await page.getByRole("menuitem", { name: "Delete Ana Ruiz" }).click();
      await page.getByRole("dialog").getByRole("button", { name: "Delete Ana Ruiz" }).click();
    },
  },
  {
    name: "agents-unread-drafts",
    place: { screen: "agents", connection: "northwind" },
    scene: { start: { drafts: [draft] }, failing: { list_agents: "unreachable" } },
  },
  {
    name: "agent-unread",
    place: agent,
    scene: { start: { drafts: [draft] }, failing: { list_agents: "unreachable", read_agent: "unreachable" } },
  },
];
