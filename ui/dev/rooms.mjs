/**
 * Checks which folder of src/ imports which. The folders stand in one order and each may import only from those before it, so
 * that a circle between folders cannot be. `npm run check` runs it.
 */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize, relative, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseSync, Visitor } from "vite";

/** The folders of src/ from the lowest to the highest. What each is for stands in the README. */
export const rooms = [
  "store",
  "bridge",
  "theme",
  "i18n",
  "window",
  "errors",
  "notices",
  "parts",
  "start",
  "actions",
  "changes",
  "agents",
  "session",
  "controls",
  "saving",
  "drops",
  "avatar",
  "form",
  "holidays",
  "hours",
  "coverage",
  "copying",
  "activity",
  "history",
  "unfinished",
  "agent",
  "settings",
  "connections",
  "list",
  "palette",
  "app",
];

/** Tests draw whole windows, and what starts the program stands in no folder: both import what they like. */
const isFree = (path) => /\.test\.tsx?$/.test(path) || !path.includes("/");

/** The paths a file imports, also for their types alone, late or to export them again. */
function importsOf(path, source) {
  const { program, errors } = parseSync(path, source);
  if (errors.length > 0) {
    throw new Error(`${path} cannot be read: ${errors[0].message}`);
  }
  const found = [];
  const take = ({ source }) => {
    if (typeof source?.value === "string" && source.value.startsWith(".")) {
      found.push(source.value);
    }
  };
  new Visitor({
    ImportDeclaration: take,
    ExportNamedDeclaration: take,
    ExportAllDeclaration: take,
    ImportExpression: take,
    TSImportType: take,
  }).visit(program);
  return found;
}

/** What is wrong, a sentence each. `files` are the sources by their path in src/, with `/` between the folders. */
export function wrongImports(files, order = rooms) {
  const found = [...files.keys()].filter((path) => path.includes("/")).map((path) => path.split("/")[0]);
  const existing = new Set(found);
  const wrong = [
    ...[...existing]
      .filter((room) => !order.includes(room))
      .map((room) => `src/${room} has no place in the order of folders.`),
    ...order
      .filter((room) => !existing.has(room))
      .map((room) => `src/${room} is in the order of folders and does not exist.`),
  ];
  for (const [path, source] of files) {
    if (isFree(path)) {
      continue;
    }
    const here = path.split("/")[0];
    for (const imported of importsOf(path, source)) {
      const there = normalize(join(dirname(path), imported)).split(sep)[0];
      const below = order.slice(0, Math.max(order.indexOf(here), 0));
      if (there !== here && order.includes(here) && !below.includes(there)) {
        wrong.push(`src/${path} imports "${imported}", which does not stand below ${here}.`);
      }
    }
  }
  return wrong;
}

/** Every source of a folder by its path in there. */
export function sourcesIn(folder) {
  return new Map(
    readdirSync(folder, { recursive: true })
      .filter((name) => /\.tsx?$/.test(name))
      .map((name) => join(folder, name))
      .map((file) => [relative(folder, file).split(sep).join("/"), readFileSync(file, "utf8")]),
  );
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const wrong = wrongImports(sourcesIn(fileURLToPath(new URL("../src", import.meta.url))));
  for (const sentence of wrong) {
    console.error(sentence);
  }
  if (wrong.length > 0) {
    console.error("Each folder imports only from those before it: see `rooms` in dev/rooms.mjs.");
    process.exitCode = 1;
  }
}
