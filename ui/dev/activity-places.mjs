/** The places of users, numbers, webhooks, versions, agents' keys and what an account offers. */
const everySystem = { everySystem: true };
const raia = (section, more = {}) => ({
  place: { screen: "agents", connection: "raia", agent: "avery", section },
  scene: { ...everySystem, ...more },
});
const diga = (section, agent = "greta", more = {}) => ({
  place: { screen: "agents", connection: "diga", agent, section },
  scene: { ...everySystem, ...more },
});
/** @typedef {import("playwright-core").Page} Page */

/** @param {Page} page */
async function writeWebhook(page) {
  await page.getByLabel("Title").fill("New messages");
  await page.getByLabel("Description").fill("Tells the help desk when somebody writes.");
  await page.getByLabel("Address").fill("https://desk.example.com/raia");
  await page.getByRole("combobox", { name: "Sent when" }).click();
  await page.getByRole("option", { name: "A message was written" }).click();
  await page.getByRole("button", { name: "Add a header" }).click();
  await page.getByLabel("Name of header 1").fill("Authorization");
  await page.getByRole("textbox", { name: "Value of header 1" }).fill("Bearer example");
}

/** @type {{ name: string, scene?: object, place?: object, act?: (page: Page) => Promise<unknown> }[]} */
export const activityPlaces = [
  { name: "first-systems", scene: { ...everySystem, start: { connections: [] } } },
  { name: "connect-choose", scene: everySystem, place: { screen: "connect" } },
  { name: "connect-raia", scene: everySystem, place: { screen: "connect", system: "raia" } },
  {
    name: "connect-raia-first-key",
    scene: everySystem,
    place: { screen: "connect", system: "raia" },
    act: async (page) => {
      await page.getByLabel("Name", { exact: true }).fill("Northwind assistants");
      await page.getByRole("button", { name: "Connect", exact: true }).click();
    },
  },
  { name: "connection-raia", scene: everySystem, place: { screen: "connection", connection: "raia" } },
  {
    name: "connection-raia-keys",
    scene: everySystem,
    place: { screen: "connection", connection: "raia" },
    act: (page) => page.getByRole("heading", { name: "Agent keys" }).scrollIntoViewIfNeeded(),
  },
  {
    name: "connection-raia-add-key",
    scene: { ...everySystem, failing: { add_agent_key: "wrongKey" } },
    place: { screen: "connection", connection: "raia" },
    act: async (page) => {
      await page.getByRole("button", { name: "Add an agent by its key" }).click();
      await page.getByLabel("Agent key", { exact: true }).fill("example");
      await page.getByRole("button", { name: "Add agent", exact: true }).click();
    },
  },
  {
    name: "connection-raia-remove-key",
    scene: everySystem,
    place: { screen: "connection", connection: "raia" },
    act: (page) => page.getByRole("button", { name: "Remove the key of Robin, returns" }).click(),
  },
  {
    name: "connection-diga",
    scene: everySystem,
    place: { screen: "connection", connection: "diga" },
    act: (page) => page.getByRole("button", { name: "Ask again" }).scrollIntoViewIfNeeded(),
  },
  { name: "users", ...raia("users") },
  {
    name: "users-details",
    ...raia("users"),
    act: async (page) => {
      await page.getByRole("button", { name: "More about Robin Sample" }).click();
      await page.getByRole("button", { name: "As raia orders them" }).click();
    },
  },
  {
    name: "users-last-page",
    ...raia("users"),
    act: async (page) => {
      await page.getByRole("button", { name: "Next" }).click();
      await page.getByRole("button", { name: "Previous" }).scrollIntoViewIfNeeded();
    },
  },
  { name: "users-loading", ...raia("users", { silent: ["agent_users"] }) },
  { name: "users-refused", ...raia("users", { failing: { agent_users: "wrongKey" } }) },
  {
    name: "users-without",
    ...raia("users", {
      answers: {
        agent_users: { users: [], page: 1, pages: 0, total: 0, hasNext: false, withoutUsers: true },
      },
    }),
  },
  {
    name: "users-none",
    ...raia("users", {
      answers: {
        agent_users: { users: [], page: 1, pages: 0, total: 0, hasNext: false, withoutUsers: false },
      },
    }),
  },
  { name: "statistic", ...raia("statistic") },
  {
    name: "statistic-month",
    ...raia("statistic"),
    act: async (page) => {
      await page.getByText("Last month", { exact: true }).click();
      await page.getByText("Call time", { exact: true }).click();
    },
  },
  {
    name: "statistic-own",
    ...raia("statistic"),
    act: async (page) => {
      await page.getByText("From – to", { exact: true }).click();
      await page.getByLabel("From", { exact: true }).click();
    },
  },
  {
    name: "statistic-table",
    ...raia("statistic"),
    act: async (page) => {
      await page.getByText("As a table").click();
      await page.getByRole("row").last().scrollIntoViewIfNeeded();
    },
  },
  { name: "statistic-loading", ...raia("statistic", { silent: ["agent_statistic"] }) },
  { name: "statistic-refused", ...raia("statistic", { failing: { agent_statistic: "wrongKey" } }) },
  { name: "webhooks", ...raia("webhooks"), act: writeWebhook },
  {
    name: "webhooks-complaints",
    ...raia("webhooks"),
    act: async (page) => {
      await page.getByRole("button", { name: "Create webhook" }).click();
    },
  },
  {
    name: "webhooks-created",
    ...raia("webhooks"),
    act: async (page) => {
      await writeWebhook(page);
      await page.getByRole("button", { name: "Create webhook" }).click();
    },
  },
  {
    name: "webhooks-unclear",
    ...raia("webhooks", { failing: { create_webhook: "unclearOutcome" } }),
    act: async (page) => {
      await writeWebhook(page);
      await page.getByRole("button", { name: "Create webhook" }).click();
      await page.getByRole("alert").scrollIntoViewIfNeeded();
    },
  },
  { name: "versions", ...diga("versions") },
  {
    name: "versions-launch",
    ...diga("versions"),
    act: (page) => page.getByRole("button", { name: "Launch…" }).click(),
  },
  {
    name: "versions-not-offered",
    ...diga("versions", "greta", { failing: { agent_versions: "notOffered" } }),
  },
  { name: "remembered", ...diga("conversation") },
  { name: "remembered-nothing", ...diga("conversation", "known-by-id") },
  {
    name: "remembered-remove",
    ...diga("conversation", "known-by-id"),
    act: (page) => page.getByRole("button", { name: "Remove from the list" }).click(),
  },
];
