/** axe on every place, light and dark, under the program's security policy. Any finding, and anything the policy refused, fails. */
import { AxeBuilder } from "@axe-core/playwright";
import { places } from "./places.mjs";
import { serveSite } from "./site.mjs";
import { chosenPlaces, openBrowser, visit } from "./visit.mjs";

const site = await serveSite();
const browser = await openBrowser();
let findings = 0;
let visited = 0;
for (const place of chosenPlaces(places)) {
  for (const scheme of /** @type {const} */ (["light", "dark"])) {
    const name = `${place.name}, ${scheme}`;
    const { page, complaints, close } = await visit(browser, site.url, place, {
      scheme,
      width: 1280,
      height: 800,
    });
    const { violations } = await new AxeBuilder({ page }).analyze();
    visited += 1;
    for (const violation of violations) {
      findings += 1;
      console.error(`${name}: ${violation.id}: ${violation.help}`);
      for (const node of violation.nodes) {
        console.error(`    ${node.html}\n    ${node.failureSummary?.replaceAll("\n", "\n    ")}`);
      }
    }
    for (const complaint of new Set(complaints)) {
      findings += 1;
      console.error(`${name}: ${complaint}`);
    }
    await close();
  }
}
await browser.close();
site.close();
console.log(`axe looked at ${visited} screens and found ${findings} things.`);
process.exitCode = findings > 0 ? 1 : 0;
