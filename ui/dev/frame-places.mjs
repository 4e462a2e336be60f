/** Parts of the frame that fail, and pages whose script is still on its way. */

const agents = (more = {}) => ({ screen: "agents", connection: "northwind", ...more });

/** @typedef {import("playwright-core").Page} Page */

/** Goes to a place whose script never arrives. @param {string} button */
const late = (button) => async (/** @type {Page} */ page) => {
  await page.route("**/*.js", () => {});
  await page.getByRole("button", { name: button }).first().click();
};

/** @param {Page} page */
const failPalette = async (page) => {
  await page.keyboard.press("Control+k");
};

// What a part cannot draw is an answer of a form that the core never gives.
export const framePlaces = [
  { name: "failed-page", place: { screen: "history" }, scene: { answers: { history: {} } }, fails: true },
  {
    name: "failed-list",
    place: agents(),
    scene: { answers: { list_agents: { agents: [{}], next: null, total: 1 } } },
    fails: true,
  },
  {
    name: "failed-dialog",
    place: agents({ agent: "agent-1" }),
    scene: { answers: { index_agents: {} }, pageSize: 10 },
    act: failPalette,
    fails: true,
  },
  {
    name: "failed-rail",
    place: agents(),
    scene: { answers: { open_changes: [{ state: null }] } },
    fails: true,
  },
  { name: "late-page", place: agents(), act: late("Coverage") },
  { name: "late-agent", place: agents(), act: late("Ana Ruiz") },
];
