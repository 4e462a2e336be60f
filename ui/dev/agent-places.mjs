/** One agent's hours and picture: what is looked at there, in the states they can be in. */
import { readFileSync } from "node:fs";

const systems = JSON.parse(readFileSync(new URL("./descriptions.json", import.meta.url), "utf8"));

const at = (from, to) => {
  const time = (minutes) => ({ hour: Math.floor(minutes / 60), minute: minutes % 60 });
  return { from: time(from * 60), to: time(to * 60) };
};

const document = {
  id: "agent-1",
  name: "Ana Ruiz",
  status: "active",
  bio: "Evenings in Madrid.",
  timezone: "Europe/Madrid",
  avatarUrl: "",
  wrapUpTime: 30,
  weeklySchedule: {
    monday: at(14, 22),
    tuesday: at(14, 22),
    wednesday: at(14, 22),
    thursday: at(14, 22),
    friday: at(18, 2),
    saturday: at(10, 16),
  },
  holidays: [
    { name: "Año Nuevo", day: 1, month: 1 },
    { name: "Fiesta Nacional", day: 12, month: 10 },
    { name: "Jueves Santo", day: 2, month: 4 },
  ],
  dropVms: [
    { id: "drop-1", name: "After hours", mediaUrl: "https://media.example.com/after-hours.wav" },
    { id: "drop-2", name: "We called about your order", mediaUrl: "https://media.example.com/order.mp3" },
    { id: "drop-3" },
  ],
};

const drops = [
  { index: 0, id: "drop-1", name: "After hours", mediaUrl: "https://media.example.com/after-hours.wav" },
  {
    index: 1,
    id: "drop-2",
    name: "We called about your order",
    mediaUrl: "https://media.example.com/order.mp3",
  },
  { index: 2, id: "drop-3", name: null, mediaUrl: null },
];

const record = (more = {}) => ({
  connection: "northwind",
  id: "agent-1",
  document: { ...document, ...more },
  summary: {
    connection: "northwind",
    id: "agent-1",
    name: "Ana Ruiz",
    emails: ["ana.ruiz@example.com"],
    picture: null,
    kind: "user",
    status: "active",
    activity: "available",
    teams: ["Support, evenings"],
    roles: ["Agent"],
    timeZone: "Europe/Madrid",
    openness: { kind: "open", until: "2026-03-04T22:00:00+01:00" },
    week: [480, 480, 480, 480, 360, 480, 0],
    workload: { used: 2, capacity: 5 },
    createdAt: "2025-02-01T09:00:00Z",
  },
  readAt: "2026-03-04T15:12:00Z",
});

export const file = { token: "token-1", name: "welcome_back-2.wav", size: 480_000 };
const picture = { token: "token-2", name: "ana.jpg", size: 2_400_000 };

/** @param {object} [more] @param {object} [answers] */
export const scene = (more = {}, answers = {}, start = {}) => ({
  start: { systems, ...start },
  answers: {
    read_agent: record(more),
    live_state: { availability: null, workload: null },
    check_edits: { changes: [], findings: [] },
    keep_draft: null,
    list_drops: drops,
    edit_drops: [],
    inspect_picture: { width: 1200, height: 800 },
    stop_playing: null,
    ...answers,
  },
});
export const place = (section) => ({ screen: "agents", connection: "northwind", agent: "agent-1", section });
export const settings = (language) => ({
  settings: { colorScheme: "system", language, sessionOnlyCredentials: false },
});

/** @typedef {import("playwright-core").Page} Page */

/** @param {Page} page @param {string} day */
export const bar = (page, day) => page.getByRole("slider", { name: `Hours on ${day}` });

/** @param {Page} page @param {string} day @param {number} from @param {number} to @param {boolean} letGo */
export async function paint(page, day, from, to, letGo = true) {
  const box = await page.getByRole("group", { name: day, exact: true }).locator("[data-lane]").boundingBox();
  if (box === null) {
    throw new Error(`${day} is not on the page`);
  }
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + (box.width * from) / 24, y);
  await page.mouse.down();
  await page.mouse.move(box.x + (box.width * (from + to)) / 48, y, { steps: 3 });
  await page.mouse.move(box.x + (box.width * to) / 24, y, { steps: 3 });
  if (letGo) {
    await page.mouse.up();
  }
}

/** A picture for the crop, as the media scheme would bring it. @param {Page} page */
const showPicture = (page) =>
  page.route("**/no-picture/**", (route) =>
    route.fulfill({
      contentType: "image/svg+xml",
      body: `<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="800"><rect width="1200" height="800" fill="#c7b299"/>
        <rect y="560" width="1200" height="240" fill="#7d8f69"/><circle cx="600" cy="330" r="170" fill="#e8c39e"/>
        <path d="M330 800q270-420 540 0z" fill="#0f6e78"/><circle cx="545" cy="310" r="16"/><circle cx="655" cy="310" r="16"/></svg>`,
    }),
  );

export const agentPlaces = [
  { name: "hours", place: place("hours"), scene: scene() },
  {
    name: "hours-changed",
    place: place("hours"),
    scene: scene(),
    act: async (page) => {
      await bar(page, "Wednesday").focus();
      for (let press = 0; press < 4; press += 1) {
        await page.keyboard.press("Control+Shift+ArrowLeft");
      }
    },
  },
  {
    name: "hours-dragging",
    place: place("hours"),
    scene: scene(),
    act: (page) => paint(page, "Sunday", 9.1, 13.6, false),
  },
  {
    name: "hours-second",
    place: place("hours"),
    scene: scene(),
    act: (page) => paint(page, "Tuesday", 8, 11),
  },
  {
    name: "hours-typed",
    place: place("hours"),
    scene: scene(),
    act: async (page) => {
      await bar(page, "Thursday").press("Enter");
      await page.getByLabel("To", { exact: true }).fill("25");
      await page.keyboard.press("Enter");
    },
  },
  {
    name: "hours-copy",
    place: place("hours"),
    scene: scene(),
    act: async (page) => {
      await page.getByRole("button", { name: "Copy a day…" }).click();
      await page.getByRole("button", { name: "Weekdays", exact: true }).click();
    },
  },
  {
    name: "hours-odd",
    place: place("hours"),
    scene: scene({
      timezone: null,
      holidays: [],
      weeklySchedule: {
        monday: "by arrangement",
        tuesday: at(0, 24),
        wednesday: at(9, 10),
        thursday: at(22.5, 23.5),
        friday: at(9, 12),
        sunday: at(23, 6),
      },
    }),
  },
  {
    name: "hours-unreadable",
    place: place("hours"),
    scene: scene({ weeklySchedule: "always", holidays: "none" }),
  },
  { name: "hours-es", place: place("hours"), scene: scene({}, {}, settings("es")) },
  { name: "hours-nl", place: place("hours"), scene: scene({}, {}, settings("nl")) },
  {
    name: "avatar-turned",
    place: place("profile"),
    scene: scene({}, { choose_file: picture }),
    act: async (page) => {
      await cropPicture(page);
      await page.getByRole("button", { name: "A quarter turn to the right" }).click();
    },
  },
  {
    name: "avatar-crop",
    place: place("profile"),
    scene: scene({}, { choose_file: picture }),
    act: cropPicture,
  },
  {
    name: "avatar-uploading",
    place: place("profile"),
    scene: { ...scene({}, { choose_file: picture }), silent: ["upload_avatar"] },
    act: usePicture,
  },
  {
    name: "avatar-refused",
    place: place("profile"),
    scene: { ...scene({}, { choose_file: picture }), failing: { upload_avatar: "uploadExpired" } },
    act: usePicture,
  },
  {
    name: "avatar-no-picture",
    place: place("profile"),
    scene: { ...scene({}, { choose_file: file }), failing: { inspect_picture: "notAPicture" } },
    act: (page) => page.getByRole("button", { name: "Choose a picture…" }).click(),
  },
];

/** @param {Page} page */
async function cropPicture(page) {
  await showPicture(page);
  await page.getByRole("button", { name: "Choose a picture…" }).click();
  await page.getByRole("slider", { name: "Zoom" }).press("ArrowRight");
}

/** @param {Page} page */
async function usePicture(page) {
  await cropPicture(page);
  await page.getByRole("button", { name: "Use this picture" }).click();
}
