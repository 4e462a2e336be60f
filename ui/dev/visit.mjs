/** Opens a place of the window in Chromium, as it stands after what is done there. */
import { chromium } from "playwright-core";

export const openBrowser = () =>
  chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });

/**
 * @param {import("playwright-core").Browser} browser
 * @param {string} url
 * @param {(typeof import("./places.mjs").places)[number]} place
 * @param {{ scheme: "light" | "dark", width: number, height: number }} view
 */
export async function visit(browser, url, place, { scheme, width, height }) {
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: scheme,
    reducedMotion: "reduce",
    locale: "en-GB",
    timezoneId: "Europe/Madrid",
  });
  const page = await context.newPage();
  /** @type {string[]} */
  const complaints = [];
  page.on("console", (message) => {
    if (place.fails !== true && message.type() === "error" && !message.text().includes("404")) {
      complaints.push(message.text());
    }
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  await page.clock.setFixedTime(new Date("2026-03-04T15:12:00Z"));
  await page.addInitScript(
    ({ scene, at }) => {
      // As the program does it: nothing may rely on changing the prototype of all objects.
      Reflect.set(window, "callboardScene", scene);
      if (at !== undefined) {
        sessionStorage.setItem("callboard.place", JSON.stringify(at));
      }
      Object.freeze(Object.prototype);
    },
    { scene: place.scene ?? {}, at: place.place },
  );
  await page.goto(url);
  await page.waitForLoadState("networkidle");
  await page.evaluate(() => document.fonts.ready);
  await page.waitForTimeout(120);
  if (place.act !== undefined) {
    await place.act(page);
    await page.waitForTimeout(250);
  }
  return { page, complaints, close: () => context.close() };
}

/** The places whose name holds one of the words given on the command line; all without any. */
export function chosenPlaces(places) {
  const words = process.argv.slice(2);
  return places.filter((place) => words.length === 0 || words.some((word) => place.name.includes(word)));
}
