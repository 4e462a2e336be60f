/** Screenshots of every place, light and dark, in two sizes, into target/look. */
import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { places } from "./places.mjs";
import { serveSite } from "./site.mjs";
import { chosenPlaces, openBrowser, visit } from "./visit.mjs";

const folder = fileURLToPath(new URL("../../target/look", import.meta.url));
await mkdir(folder, { recursive: true });
const site = await serveSite();
const browser = await openBrowser();
let failed = 0;
for (const place of chosenPlaces(places)) {
  for (const scheme of /** @type {const} */ (["light", "dark"])) {
    for (const [width, height] of [
      [1280, 800],
      [900, 600],
    ]) {
      const name = `${place.name}-${scheme}-${width}`;
      try {
        const { page, complaints, close } = await visit(browser, site.url, place, { scheme, width, height });
        await page.screenshot({ path: `${folder}/${name}.png` });
        for (const complaint of new Set(complaints)) {
          failed += 1;
          console.error(`${name}: ${complaint}`);
        }
        await close();
      } catch (error) {
        failed += 1;
        console.error(`${name}: ${error}`);
      }
    }
  }
}
await browser.close();
site.close();
console.log(`Looks are in ${folder}`);
process.exitCode = failed > 0 ? 1 : 0;
