/**
 * Writes what the towns of time zones are called in each language into `src/i18n/towns`, where that is not the zone's own name.
 * The names are Unicode's: `npm pack cldr-dates-full`, unpack it, then `node dev/townNames.mjs …/package`.
 */
import { readFile, writeFile } from "node:fs/promises";
import { argv } from "node:process";
import { fileURLToPath } from "node:url";
import { rawTimeZones } from "@vvo/tzdb";

const [, , source] = argv;
if (source === undefined) {
  throw new Error("Say where cldr-dates-full is.");
}

/** The name this engine has for a zone, whichever of its names is given. */
const canonical = (zone) => new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone;
const names = rawTimeZones.map(({ name }) => name);

function townsIn(tree, path, towns) {
  for (const [part, below] of Object.entries(tree)) {
    if (typeof below !== "object") {
      continue;
    }
    if (typeof below.exemplarCity === "string") {
      towns.set([...path, part].join("/"), below.exemplarCity);
    } else {
      townsIn(below, [...path, part], towns);
    }
  }
  return towns;
}

const ownName = (zone) => zone.split("/").pop().replaceAll("_", " ");

for (const language of ["en", "es", "nl"]) {
  const file = JSON.parse(await readFile(`${source}/main/${language}/timeZoneNames.json`, "utf8"));
  const towns = townsIn(file.main[language].dates.timeZoneNames.zone, [], new Map());
  towns.delete("Etc/Unknown");
  for (const zone of names) {
    const town = towns.get(canonical(zone));
    if (!towns.has(zone) && town !== undefined) {
      towns.set(zone, town);
    }
  }
  const told = [...towns].filter(([zone, town]) => town !== ownName(zone)).sort();
  const target = fileURLToPath(new URL(`../src/i18n/towns/${language}.json`, import.meta.url));
  await writeFile(target, `${JSON.stringify(Object.fromEntries(told), null, 2)}\n`);
}
