/** Forms with records, secrets, JSON and sliders: what is looked at there, in the states they can be in. */

/** @typedef {import("playwright-core").Page} Page */

const at = (connection, agent, section) => ({ screen: "agents", connection, agent, section });
const scene = (more = {}) => ({ everySystem: true, ...more });
const hms = (section, agent = "reception") => at("hmsSovereign", agent, section);
const prompts = at("messageflow", "law-firm", "prompts");

/** @param {Page} page @param {string | RegExp} name */
const open = (page, name) => page.getByRole("button", { name, expanded: false }).click();

/** @param {Page} page */
async function editPrompts(page) {
  await open(page, /^First consultation/);
  await page.getByRole("textbox", { name: "First response" }).fill("Tell me what happened, in a few words.");
  await page.getByRole("combobox", { name: "Voice" }).click();
  await page.getByRole("option", { name: "sage" }).click();
  await page.getByRole("button", { name: "Move Prompt 3 “Closing” up" }).click();
  await page.waitForTimeout(300);
}

/** @type {{ name: string, scene?: object, place?: object, act?: (page: Page) => Promise<unknown> }[]} */
export const formPlaces = [
  { name: "form-hms-conversation", place: hms("conversation"), scene: scene() },
  {
    name: "form-hms-instructions",
    place: hms("conversation"),
    scene: scene(),
    act: async (page) => {
      await page.getByRole("button", { name: /^Message 1/ }).click();
      await page.getByRole("button", { name: /^Message 2/ }).scrollIntoViewIfNeeded();
    },
  },
  {
    name: "form-hms-models",
    place: hms("conversation", "concierge"),
    scene: scene(),
    act: async (page) => {
      await page.getByRole("combobox", { name: "Provider" }).click();
      await page.getByRole("option", { name: /^xAI \(Grok\)/ }).click();
      await page.getByRole("combobox", { name: "Model" }).click();
    },
  },
  { name: "form-hms-voice", place: hms("voice"), scene: scene() },
  { name: "form-hms-voice-away", place: hms("voice", "concierge"), scene: scene() },
  { name: "form-hms-realtime", place: hms("conversation", "concierge"), scene: scene() },
  { name: "form-hms-secret", place: hms("events"), scene: scene() },
  {
    name: "form-hms-secret-typed",
    place: hms("events"),
    scene: scene(),
    act: async (page) => {
      await page.getByRole("button", { name: "Replace Webhook secret" }).click();
      await page.getByRole("textbox", { name: "Webhook secret" }).fill("example");
    },
  },
  { name: "form-hms-schema", place: hms("analysis"), scene: scene() },
  {
    name: "form-hms-json",
    place: hms("conversation"),
    scene: scene(),
    act: async (page) => {
      await page.getByRole("button", { name: "Tools", exact: true }).click();
      await page.getByRole("textbox", { name: "Tools" }).fill('[\n  { "name": "find" \n  { }\n]');
    },
  },
  {
    name: "form-hms-large",
    place: hms("conversation"),
    scene: scene(),
    act: (page) => page.getByRole("button", { name: "First message: write in a larger window" }).click(),
  },
  { name: "form-prompts", place: prompts, scene: scene() },
  {
    name: "form-prompts-open",
    place: prompts,
    scene: scene(),
    act: (page) => open(page, /^Greeting/),
  },
  {
    name: "form-prompts-deep",
    place: prompts,
    scene: scene(),
    act: async (page) => {
      await open(page, /^Closing/);
      await page
        .getByRole("region", { name: "Prompt 3 “Closing”" })
        .getByRole("button", { name: /^More$/ })
        .click();
      await page.getByRole("textbox", { name: "Token of the integration" }).scrollIntoViewIfNeeded();
    },
  },
  {
    name: "form-prompts-removed",
    place: prompts,
    scene: scene(),
    act: async (page) => {
      await page.getByRole("button", { name: "More for Prompt 2 “First consultation”" }).click();
      await page.getByRole("menuitem", { name: "Remove" }).click();
    },
  },
  {
    name: "form-prompts-review",
    place: prompts,
    scene: scene({
      findings: [
        {
          pointer: "/configuration/prompt",
          code: "replacesAll",
          severity: "warning",
          context: {},
        },
      ],
    }),
    act: async (page) => {
      await editPrompts(page);
      await page.getByRole("button", { name: "Review", exact: true }).click();
    },
  },
  {
    name: "form-prompts-conflict",
    place: prompts,
    scene: scene({ conflicts: { "/configuration/prompt": [] } }),
    act: async (page) => {
      await editPrompts(page);
      await page.keyboard.press("Control+s");
    },
  },
  { name: "form-diga-conversation", place: at("diga", "hugo", "conversation"), scene: scene() },
  { name: "form-diga-reminders", place: at("diga", "hugo", "reminders"), scene: scene() },
  { name: "form-diga-speech", place: at("diga", "hugo", "speech"), scene: scene() },
  { name: "form-diga-reminders", place: at("diga", "hugo", "reminders"), scene: scene() },
  {
    name: "form-diga-tools",
    place: at("diga", "hugo", "tools"),
    scene: scene(),
    act: (page) => open(page, /^pasar_a_recepcion/),
  },
];
