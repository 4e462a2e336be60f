/** Holidays as a list and as a year, public holidays and calendar files to choose from: what is looked at there. */
import { readFileSync } from "node:fs";

/** @typedef {import("playwright-core").Page} Page */

const systems = JSON.parse(readFileSync(new URL("./descriptions.json", import.meta.url), "utf8"));
const nine = { from: { hour: 9, minute: 0 }, to: { hour: 17, minute: 0 } };
const stored = [
  { name: "Año Nuevo", day: 1, month: 1 },
  { name: "Día del Trabajador", day: 1, month: 5 },
  { name: "Fiesta Nacional de España", day: 12, month: 10 },
  { name: "Todos los Santos", day: 1, month: 11 },
  { name: "Navidad", day: 25, month: 12 },
  { name: "Viernes Santo", day: 3, month: 4 },
  { name: "Summer closing, first day", day: 29, month: 2 },
];
const file = { token: "token-7", name: "closed-days-2026.ics", size: 2_048 };
const day = (name, dayOfMonth, month, years = [], movable = false) => ({
  name,
  day: dayOfMonth,
  month,
  years,
  movable,
});
const preview = {
  kind: "read",
  preview: {
    kept: [
      day("Reyes", 6, 1),
      day("Moving day", 3, 2, [2024]),
      day("Viernes Santo", 3, 4, [2026], true),
      day("Viernes Santo", 26, 3, [2027], true),
      day("San Isidro", 15, 5),
      day("Stocktaking of the shop and of both warehouses in Getafe, everybody helps", 30, 6, [2026]),
      day("Navidad", 25, 12),
    ],
    skipped: [
      { name: "Stand-up", date: "2026-03-02", reason: "timed" },
      { name: "Board meeting", date: "2026-01-12", reason: "otherRecurrence" },
    ],
    flaws: 1,
  },
};

const record = (holidays, more = {}) => ({
  connection: "northwind",
  id: "agent-1",
  document: {
    id: "agent-1",
    name: "Ana Ruiz",
    status: "active",
    timezone: "Europe/Madrid",
    weeklySchedule: { monday: nine, tuesday: nine, wednesday: nine, thursday: nine, friday: nine },
    holidays,
    ...more,
  },
  summary: {
    connection: "northwind",
    id: "agent-1",
    name: "Ana Ruiz",
    emails: ["ana.ruiz@example.com"],
    picture: null,
    kind: "user",
    status: "active",
    activity: "available",
    teams: [],
    roles: [],
    timeZone: "Europe/Madrid",
    openness: { kind: "open", until: "2026-03-04T17:00:00+01:00" },
    week: [480, 480, 480, 480, 480, 0, 0],
    workload: { used: 2, capacity: 5 },
    createdAt: "2025-02-01T09:00:00Z",
  },
  readAt: "2026-03-04T15:12:00Z",
});

/** @param {object[]} [holidays] @param {object} [answers] @param {object} [more] @param {string} [language] */
const scene = (holidays = stored, answers = {}, more = {}, language = "en") => ({
  start: { systems, settings: { colorScheme: "system", language, sessionOnlyCredentials: false } },
  answers: {
    read_agent: record(holidays, more),
    live_state: { availability: null, workload: null },
    check_edits: { changes: [], findings: [] },
    keep_draft: null,
    list_drops: [],
    ...answers,
  },
});
const hours = { screen: "agents", connection: "northwind", agent: "agent-1", section: "hours" };

/** @param {Page} page */
async function toYear(page, year = "Year") {
  await page.getByText(year, { exact: true }).click();
  await page.locator("[data-view=year]").scrollIntoViewIfNeeded();
  await page.locator("[data-view=year]").evaluate((part) => part.scrollIntoView({ block: "start" }));
}

/** @param {Page} page @param {string} item */
async function fromMenu(page, item, menu = "Add holidays") {
  await page.getByRole("button", { name: menu, exact: true }).click();
  await page.getByRole("menuitem", { name: item }).click();
}
const publicDays = async (page) => {
  await fromMenu(page, "Public holidays…");
  await page.getByRole("checkbox").first().waitFor();
};
const fromFile = (page) => fromMenu(page, "From a calendar file…");

/** @type {{ name: string, scene?: object, place?: object, act?: (page: Page) => Promise<unknown> }[]} */
export const holidayPlaces = [
  {
    name: "holidays-list",
    place: hours,
    scene: scene(),
    act: async (page) => {
      await page.getByRole("button", { name: "Remove Navidad" }).click();
      await page.getByRole("region", { name: "Holidays" }).scrollIntoViewIfNeeded();
    },
  },
  {
    name: "holidays-none",
    place: hours,
    scene: scene([]),
    act: (page) => page.getByRole("region", { name: "Holidays" }).scrollIntoViewIfNeeded(),
  },
  {
    name: "holidays-menu",
    place: hours,
    scene: scene(),
    act: (page) => page.getByRole("button", { name: "Add holidays", exact: true }).click(),
  },
  { name: "holidays-year", place: hours, scene: scene(), act: (page) => toYear(page) },
  {
    name: "holidays-year-keys",
    place: hours,
    scene: scene(),
    act: async (page) => {
      await toYear(page);
      await page.getByRole("button", { name: /4 March, today/ }).focus();
      await page.keyboard.press("PageDown");
      await page.keyboard.press("ArrowLeft");
      await page.waitForTimeout(400);
    },
  },
  {
    name: "holidays-day",
    place: hours,
    scene: scene(),
    act: async (page) => {
      await fromMenu(page, "A day…");
      await page.getByRole("combobox", { name: "Month" }).click();
      await page.getByRole("option", { name: "February" }).click();
      await page.getByRole("combobox", { name: "Day" }).click();
      await page.getByRole("option", { name: "30" }).click();
    },
  },
  {
    name: "holidays-change",
    place: hours,
    scene: scene(),
    act: async (page) => {
      await toYear(page);
      await page.getByRole("button", { name: /Navidad/ }).click();
    },
  },
  { name: "holidays-public", place: hours, scene: scene(), act: publicDays },
  {
    name: "holidays-public-region",
    place: hours,
    scene: scene([]),
    act: async (page) => {
      await publicDays(page);
      await page.getByRole("combobox", { name: "Region" }).click();
      await page.getByRole("option", { name: /Catal/ }).click();
      await page.getByText("2027", { exact: true }).click();
      await page.getByRole("checkbox", { name: /San Esteban|Stephen/ }).waitFor();
    },
  },
  {
    name: "holidays-public-germany",
    place: hours,
    scene: scene(stored, {}, { timezone: "Europe/Berlin" }),
    act: async (page) => {
      await publicDays(page);
      await page.getByRole("checkbox").last().scrollIntoViewIfNeeded();
    },
  },
  {
    name: "holidays-public-added",
    place: hours,
    scene: scene(),
    act: async (page) => {
      await publicDays(page);
      await page.getByRole("button", { name: /^Add \d+ holidays/ }).click();
      await page.getByRole("region", { name: "Holidays" }).scrollIntoViewIfNeeded();
    },
  },
  {
    name: "holidays-file",
    place: hours,
    scene: scene(stored, { choose_calendar: file, preview_calendar: preview }),
    act: fromFile,
  },
  {
    name: "holidays-file-past",
    place: hours,
    scene: scene(stored, { choose_calendar: file, preview_calendar: preview }),
    act: async (page) => {
      await fromFile(page);
      await page.getByRole("button", { name: /more day/ }).click();
      await page.getByText("cannot become holidays").click();
      await page.getByText("Board meeting").scrollIntoViewIfNeeded();
    },
  },
  {
    name: "holidays-file-refused",
    place: hours,
    scene: scene(stored, {
      choose_calendar: { ...file, name: "closed-days.xlsx" },
      preview_calendar: { kind: "refused", fault: "notACalendar" },
    }),
    act: fromFile,
  },
  {
    name: "holidays-file-reading",
    place: hours,
    scene: { ...scene(stored, { choose_calendar: file }), silent: ["preview_calendar"] },
    act: fromFile,
  },
  {
    name: "holidays-es",
    place: hours,
    scene: scene(stored, {}, {}, "es"),
    act: (page) => toYear(page, "Año"),
  },
  {
    name: "holidays-public-nl",
    place: hours,
    scene: scene(stored, {}, { timezone: "Europe/Amsterdam" }, "nl"),
    act: async (page) => {
      await fromMenu(page, "Officiële feestdagen…", "Feestdagen toevoegen");
      await page.getByRole("checkbox").first().waitFor();
    },
  },
];
