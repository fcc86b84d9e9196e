// The licences of everything that is built into the page, as one file of it: packages that the page imports and what they need.
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";

const modules = new URL("../node_modules/", import.meta.url);
const roots = ["maplibre-gl", "svelte", "world-atlas"];
const seen = new Set();
const waiting = [...roots];
const parts = ["Borders and land: Natural Earth (https://www.naturalearthdata.com), public domain.\n"];
for (let name = waiting.shift(); name; name = waiting.shift()) {
  const folder = new URL(`${name}/`, modules);
  if (seen.has(name) || name.startsWith("@types/") || !existsSync(folder)) continue;
  seen.add(name);
  const about = JSON.parse(readFileSync(new URL("package.json", folder), "utf8"));
  waiting.push(...Object.keys(about.dependencies ?? {}));
  const file = readdirSync(folder).find((file) => /^licen[cs]e/i.test(file));
  const text = file ? readFileSync(new URL(file, folder), "utf8").trim() : `${about.license}; the package holds no text of it.`;
  parts.push(`${about.name} ${about.version} (${about.license})\n\n${text}\n`);
}
mkdirSync(new URL("../public/", import.meta.url), { recursive: true });
writeFileSync(new URL("../public/licences.txt", import.meta.url), [parts[0], ...parts.slice(1).sort()].join(`\n${"-".repeat(72)}\n\n`));
