// Pictures of each view, light and dark, wide and narrow: `node scripts/pictures.mjs FOLDER`. They are looked at, not kept.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { addExamples, start } from "./serve.mjs";

const folder = process.argv[2] ?? "pictures";
mkdirSync(folder, { recursive: true });
const served = await start();
try {
  await addExamples(served);
  const { items } = await (await fetch(`${served.address}api/v1/incidents?q=kwala`)).json();
  const incident = items.sort((a, b) => b.reports - a.reports)[0];
  const { members } = await (await fetch(`${served.address}api/v1/incidents/${incident.id}`)).json();
  const token = served.tokens[0];
  const views = [["overview", "#/"], ["incident", `#/incident/${incident.id}`], ["report", `#/report/${members[0].document}`], ["review", "#/review"], ["sources", "#/sources"]];
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
  for (const colorScheme of ["light", "dark"]) {
    for (const [width, height] of [[1440, 900], [360, 740]]) {
      const page = await browser.newPage({ colorScheme, viewport: { width, height }, reducedMotion: "reduce" });
      page.on("console", (message) => { if (message.type() === "error") console.error(message.text()); });
      page.on("pageerror", (error) => console.error(error));
      await page.goto(`${served.address}#/?token=${token}`);
      for (const [name, hash] of views) {
        await page.goto(`${served.address}${hash}`);
        await page.waitForTimeout(1200);
        await page.screenshot({ path: join(folder, `${name}-${colorScheme}-${width}.png`), fullPage: name !== "overview" });
      }
      await page.close();
    }
  }
  await browser.close();
} finally {
  await served.stop();
}
