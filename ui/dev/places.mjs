/** What is looked at: a name, the scene the mocked core plays, the place, and what is done there first. */
import { activityPlaces } from "./activity-places.mjs";
import { agentPlaces } from "./agent-places.mjs";
import { changePlaces } from "./change-places.mjs";
import { coveragePlaces } from "./coverage-places.mjs";
import { dropPlaces } from "./drop-places.mjs";
import { formPlaces } from "./form-places.mjs";
import { framePlaces } from "./frame-places.mjs";
import { holidayPlaces } from "./holiday-places.mjs";
import { typingPlaces } from "./typing-places.mjs";
import { weekPlaces } from "./week-places.mjs";

const agents = (more = {}) => ({ screen: "agents", connection: "northwind", ...more });
const everything = (more = {}) => ({ screen: "everything", ...more });
const settings = (more) => ({
  colorScheme: "system",
  language: "en",
  sessionOnlyCredentials: false,
  ...more,
});

/** @typedef {import("playwright-core").Page} Page */

/**
 * `fails` where a part of the window fails on purpose, which the browser says on its console.
 *
 * @type {{ name: string, scene?: object, place?: object, fails?: boolean, act?: (page: Page) => Promise<unknown> }[]}
 */
export const places = [
  ...framePlaces,
  { name: "first", scene: { start: { connections: [] } } },
  { name: "first-known" },
  {
    name: "first-failed",
    scene: { start: { connections: [] }, failing: { start_samples: "sampleFault" } },
    act: (page) => page.getByRole("button", { name: /sample agents/i }).click(),
  },
  { name: "keychain-missing", scene: { start: { connections: [], keychain: "missing" } } },
  {
    name: "keychain-locked",
    scene: { start: { connections: [], keychain: "locked" } },
    act: (page) => page.getByRole("button", { name: "Check again" }).click(),
  },
  {
    name: "storage-full",
    scene: { start: { storage: { code: "diskFull", context: {} } } },
    place: agents({ agent: "agent-1" }),
  },
  {
    name: "storage-restored",
    scene: { start: { settingsSetAside: { file: "/home/ana/callboard.json.damaged", restored: true } } },
  },
  { name: "connect", place: { screen: "connect" } },
  {
    name: "connect-complaints",
    place: { screen: "connect" },
    act: async (page) => {
      await page.getByRole("button", { name: "More" }).click();
      await page.getByLabel("Address", { exact: true }).fill("http://api.bird.com");
      await page.getByRole("button", { name: "Connect", exact: true }).click();
    },
  },
  {
    name: "connect-wrong-key",
    place: { screen: "connect" },
    scene: { failing: { test_connection: "wrongKey" } },
    act: testConnection,
  },
  { name: "connect-works", place: { screen: "connect" }, act: testConnection },
  { name: "connection", place: { screen: "connection", connection: "northwind" } },
  {
    name: "connection-remove",
    place: { screen: "connection", connection: "northwind" },
    act: (page) => page.getByRole("button", { name: "Remove Northwind Support" }).click(),
  },
  { name: "agents", place: agents() },
  { name: "agents-open", place: agents({ agent: "agent-1" }) },
  { name: "agent-profile-end", place: agents({ agent: "agent-1" }), act: scrollDown },
  { name: "agent-edited", place: agents({ agent: "agent-1" }), act: editProfile },
  {
    name: "agent-review",
    place: agents({ agent: "agent-1" }),
    scene: {
      findings: [{ pointer: "/defaultCallerId", code: "notAPhoneNumber", severity: "error", context: {} }],
    },
    act: async (page) => {
      await editProfile(page);
      await page.getByRole("button", { name: "Review", exact: true }).click();
    },
  },
  {
    name: "agent-conflicts",
    place: agents({ agent: "agent-1" }),
    scene: { conflicts: { "/name": "Ana Ruiz-Soto", "/wrapUpTime": 60 } },
    act: async (page) => {
      await editProfile(page);
      await page.keyboard.press("Control+s");
    },
  },
  {
    name: "agent-failed",
    place: agents({ agent: "agent-1" }),
    scene: { failing: { save_agent: "unreachable" } },
    act: async (page) => {
      await editProfile(page);
      await page.keyboard.press("Control+s");
    },
  },
  {
    name: "agent-gone",
    place: agents({ agent: "agent-1" }),
    scene: { failing: { save_agent: "agentNotFound" } },
    act: async (page) => {
      await editProfile(page);
      await page.keyboard.press("Control+s");
    },
  },
  {
    name: "agent-saved",
    place: agents({ agent: "agent-1" }),
    act: async (page) => {
      await editProfile(page);
      await page.keyboard.press("Control+s");
    },
  },
  {
    name: "agent-availability",
    place: agents({ agent: "agent-1", section: "availability" }),
  },
  {
    name: "agent-picker",
    place: agents({ agent: "agent-1" }),
    act: async (page) => {
      await page.getByRole("combobox", { name: "Time zone" }).click();
      await page.getByRole("combobox", { name: "Time zone" }).fill("lis");
    },
  },
  { name: "agent-workload", place: agents({ agent: "agent-1", section: "workload" }) },
  { name: "agent-skills", place: agents({ agent: "agent-1", section: "skills" }) },
  { name: "agent-history", place: agents({ agent: "agent-1", section: "history" }) },
  { name: "agent-new", place: agents({ agent: "new" }) },
  { name: "agent-copy", place: agents({ agent: "new", copyOf: "agent-1" }) },
  {
    name: "agent-delete",
    place: agents({ agent: "agent-1" }),
    act: async (page) => {
      await page.getByRole("main").getByRole("button", { name: "More", exact: true }).click();
      await page.getByRole("menuitem", { name: "Delete Ana Ruiz" }).click();
    },
  },
  { name: "agent-loading", place: agents({ agent: "agent-1" }), scene: { silent: ["read_agent"] } },
  {
    name: "agent-refused",
    place: agents({ agent: "agent-1" }),
    scene: { failing: { read_agent: "agentNotFound" } },
  },
  { name: "agent-me", place: { screen: "me", connection: "northwind" } },
  {
    name: "agent-es",
    place: agents({ agent: "agent-1" }),
    scene: { start: { settings: settings({ language: "es" }) } },
  },
  {
    name: "agent-nl",
    place: agents({ agent: "agent-1", section: "availability" }),
    scene: { start: { settings: settings({ language: "nl" }) } },
  },
  {
    name: "agents-hover",
    place: agents(),
    act: (page) => page.getByRole("button", { name: /^Bram Hendriks/ }).hover(),
  },
  { name: "agents-search", place: agents(), act: (page) => page.getByRole("searchbox").fill("tomas") },
  { name: "agents-nothing", place: agents(), act: (page) => page.getByRole("searchbox").fill("zzz") },
  {
    name: "agents-filter",
    place: agents(),
    act: async (page) => {
      await page.getByRole("button", { name: /^Open now/ }).click();
      await page.getByRole("button", { name: "Team" }).click();
      await page.getByRole("menuitemcheckbox", { name: /Billing/ }).click();
    },
  },
  {
    name: "agents-sort",
    place: agents(),
    act: (page) => page.getByRole("button", { name: /^Sort by/ }).click(),
  },
  { name: "agents-many", place: agents(), scene: { agents: 1240, pageSize: 300, failingPage: 4 } },
  { name: "agents-late-failure", place: agents(), scene: { agents: 1240, pageSize: 10, failingPage: 1 } },
  { name: "agents-loading", place: agents(), scene: { silent: ["list_agents"] } },
  { name: "agents-empty", place: agents(), scene: { agents: 0 } },
  { name: "agents-refused", place: agents(), scene: { failing: { list_agents: "wrongKey" } } },
  {
    name: "palette",
    place: agents(),
    act: async (page) => {
      await page.keyboard.press("Control+k");
      await page.getByPlaceholder(/Find an agent/).fill("an");
    },
  },
  { name: "everything", place: everything(), scene: { several: true } },
  {
    name: "everything-open",
    place: everything({ connection: "website", agent: "website-0" }),
    scene: { several: true },
  },
  {
    name: "everything-part",
    place: everything(),
    scene: {
      several: true,
      agents: 1240,
      pageSize: 300,
      failingPage: 4,
      failingLists: { helpdesk: "unreachable", website: "wrongKey" },
    },
  },
  {
    name: "everything-filter",
    place: everything(),
    scene: { several: true },
    act: (page) => page.getByRole("button", { name: "Connection", exact: true }).click(),
  },
  {
    name: "everything-hover",
    place: everything(),
    scene: { several: true },
    act: async (page) => {
      await page.getByRole("button", { name: /^Flu season/ }).hover();
      await page.getByRole("button", { name: "Duplicate or copy: Flu season line" }).click();
    },
  },
  {
    name: "everything-new",
    place: everything(),
    scene: { several: true },
    act: (page) => page.getByRole("button", { name: "New agent" }).click(),
  },
  { name: "voices", place: agents({ connection: "reception" }), scene: { several: true } },
  {
    name: "voices-no-keys",
    place: agents({ connection: "website" }),
    scene: { several: true, answers: { list_agents: { agents: [], next: null, total: 0 } } },
  },
  {
    name: "voices-no-list",
    place: agents({ connection: "helpdesk" }),
    scene: { several: true, answers: { list_agents: { agents: [], next: null, total: 0 } } },
  },
  { name: "copy-where", place: everything(), scene: { several: true }, act: copyHelpdesk },
  {
    name: "copy-plan",
    place: everything(),
    scene: { several: true },
    act: async (page) => {
      await copyHelpdesk(page);
      await page
        .getByRole("dialog")
        .getByRole("button", { name: /^Reception line/ })
        .click();
    },
  },
  {
    name: "copy-form",
    place: everything(),
    scene: { several: true },
    act: async (page) => {
      await copyHelpdesk(page);
      await page
        .getByRole("dialog")
        .getByRole("button", { name: /^Reception line/ })
        .click();
      await page.getByRole("button", { name: "Continue to the form" }).click();
      await page.waitForTimeout(300);
    },
  },
  {
    name: "palette-everything",
    place: everything({ connection: "helpdesk", agent: "helpdesk-0" }),
    scene: { several: true },
    act: (page) => page.keyboard.press("Control+k"),
  },
  { name: "keys", place: agents(), act: (page) => page.keyboard.press("Shift+?") },
  {
    name: "notices",
    place: { screen: "settings" },
    act: async (page) => {
      await page.getByRole("button", { name: "Start the samples afresh" }).click();
      await page.getByRole("dialog").getByRole("button", { name: "Start the samples afresh" }).click();
      await page.getByRole("button", { name: /^Notices/ }).click();
    },
  },
  { name: "settings", place: { screen: "settings" } },
  {
    name: "settings-es",
    place: { screen: "settings" },
    scene: { start: { settings: settings({ language: "es" }) } },
  },
  { name: "agents-nl", place: agents(), scene: { start: { settings: settings({ language: "nl" }) } } },
  ...agentPlaces,
  ...dropPlaces,
  ...weekPlaces,
  ...formPlaces,
  ...typingPlaces,
  ...changePlaces,
  ...coveragePlaces,
  ...holidayPlaces,
  ...activityPlaces,
];

/** @param {Page} page */
async function testConnection(page) {
  await page.getByLabel("Workspace ID").fill("6f1c0d5e-3c1a-4d0e-9f52-0e2b1a7c9d11");
  await page.getByLabel("Access key", { exact: true }).fill("example");
  await page.getByRole("button", { name: "Test connection" }).click();
}

/** @param {Page} page */
async function copyHelpdesk(page) {
  await page.getByRole("button", { name: /^Helpdesk first line/ }).hover();
  await page.getByRole("button", { name: "Copy to another system: Helpdesk first line" }).click();
}

/** @param {Page} page */
async function editProfile(page) {
  await page.getByLabel("Name", { exact: true }).fill("Ana Ruiz García");
  await page.getByLabel("Rest after a call").fill("45");
  await page.getByLabel("Number shown when calling").fill("91 234");
  await page.getByRole("switch", { name: "Forward calls" }).click();
  await page.waitForTimeout(300);
}

/** @param {Page} page */
async function scrollDown(page) {
  await page.getByRole("button", { name: "More about this agent" }).click();
  await page.getByText("Workspace ID").scrollIntoViewIfNeeded();
}
