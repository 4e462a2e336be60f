/** What is half typed, long texts compared, and readings that take long: what is looked at there. */

/** @typedef {import("playwright-core").Page} Page */

const at = (connection, agent, section) => ({ screen: "agents", connection, agent, section });
const scene = (more = {}) => ({ everySystem: true, ...more });
const hms = (section, agent = "reception") => at("hmsSovereign", agent, section);

/** @param {Page} page */
async function rewrite(page) {
  await page.getByRole("button", { name: /^Message 1/ }).click();
  const text = page.getByRole("textbox", { name: "Text" }).first();
  const before = await text.inputValue();
  await text.fill(
    before
      .replace("a dental practice in Ede", "the dental practice in Ede and Bennekom")
      .replace("within a quarter of an hour", "within ten minutes"),
  );
  await page
    .getByRole("textbox", { name: /^First message/ })
    .first()
    .fill(
      "[cheerfully] Molenzicht dental practice, good day. Are you calling about an appointment or about pain?",
    );
}

/** @type {{ name: string, scene?: object, place?: object, act?: (page: Page) => Promise<unknown> }[]} */
export const typingPlaces = [
  {
    name: "typing-half",
    place: hms("voice"),
    scene: scene(),
    act: async (page) => {
      await page.getByRole("textbox", { name: "Speed" }).fill("1.");
      await page.getByRole("textbox", { name: "Stability" }).fill("0,9");
      await page.getByRole("combobox", { name: "Language" }).first().fill("klingon?");
      await page.keyboard.press("Tab");
      await page.waitForTimeout(300);
    },
  },
  {
    name: "typing-half-review",
    place: hms("voice"),
    scene: scene(),
    act: async (page) => {
      await page.getByRole("textbox", { name: "Speed" }).fill("1.");
      await page.keyboard.press("Control+s");
    },
  },
  {
    name: "typing-words-review",
    place: hms("conversation"),
    scene: scene(),
    act: async (page) => {
      await rewrite(page);
      await page.getByRole("button", { name: "Review", exact: true }).click();
    },
  },
  {
    name: "typing-words-conflict",
    place: hms("conversation"),
    scene: scene({
      conflicts: {
        "/first_message":
          "[cheerfully] Molenzicht dental practice, good morning. Is this about an appointment?",
      },
    }),
    act: async (page) => {
      await rewrite(page);
      await page.keyboard.press("Control+s");
    },
  },
  {
    name: "typing-reading-long",
    place: at("northwind", "agent-1"),
    scene: { silent: ["read_agent"] },
    act: (page) => page.getByRole("button", { name: "Stop" }).waitFor(),
  },
  {
    name: "typing-reading-stopped",
    place: at("northwind", "agent-1"),
    scene: { silent: ["read_agent"] },
    act: (page) => page.getByRole("button", { name: "Stop" }).click(),
  },
];
