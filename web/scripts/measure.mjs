// How the page does on a large archive: `node scripts/measure.mjs ARCHIVE`. Start, first view, brushing, the server under many
// clients, memory. The figures of docs/page.md come from here.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { open as openBrowser } from "./browser.mjs";
import { start } from "./serve.mjs";

const CLIENTS = 50, EACH = 40;
const archive = process.argv[2];
const round = (n) => Math.round(n * 10) / 10;
const at = (all, share) => round(all.sort((a, b) => a - b)[Math.min(all.length - 1, Math.floor(all.length * share))]);

let begin = performance.now();
const served = await start([], archive);
console.log(`start: ${round((performance.now() - begin) / 1000)} s`);
const { all, items } = await (await fetch(`${served.address}api/v1/incidents?limit=500`)).json();
console.log(`incidents: ${all}`);

const browser = await openBrowser();
const views = [], frames = [];
for (let n = 0; n < 5; n++) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  begin = performance.now();
  await page.goto(served.address);
  await page.locator("section.list a").first().waitFor();
  views.push(performance.now() - begin);
  if (n === 4) {
    // The hand draws over the timeline; every frame that the browser shows is counted.
    const box = await page.locator("section.time canvas").boundingBox();
    await page.evaluate(() => { globalThis.times = []; const tick = (t) => { globalThis.times.push(t); requestAnimationFrame(tick); }; requestAnimationFrame(tick); });
    await page.mouse.move(box.x + box.width * .3, box.y + 40);
    await page.mouse.down();
    for (let step = 0; step < 120; step++) await page.mouse.move(box.x + box.width * (.3 + step / 240), box.y + 40);
    await page.mouse.up();
    const times = await page.evaluate(() => globalThis.times);
    for (let k = 1; k < times.length; k++) frames.push(times[k] - times[k - 1]);
  }
  await page.close();
}
await browser.close();
console.log(`first view: median ${at(views, .5)} ms, worst ${round(Math.max(...views))} ms`);
console.log(`brushing: ${round(1000 * frames.length / frames.reduce((a, b) => a + b, 0))} frames a second, 95 % of frames within ${at(frames, .95)} ms`);

const one = items[Math.floor(items.length / 2)];
// Connections are made before anything is timed.
await Promise.all(Array.from({ length: CLIENTS * 4 }, async () => (await fetch(`${served.address}api/v1/incidents?limit=1`)).arrayBuffer()));
const questions = {
  "by country": `country=${one.country}`, "by days": `from=${one.earliest}&to=${one.latest}`, "by label": `q=${encodeURIComponent(one.label)}`,
  "by status and area": `status=${one.status}&area=-20,-30,20,30`, "all": "limit=50",
};
// The measuring program runs in while nothing is timed: its first thousand answers are its own slowest.
for (const words of Object.values(questions)) {
  await Promise.all(Array.from({ length: CLIENTS * 4 }, async () => (await fetch(`${served.address}api/v1/incidents?${words}`)).arrayBuffer()));
}
for (const [name, words] of Object.entries(questions)) {
  const times = [];
  await Promise.all(Array.from({ length: CLIENTS }, async () => {
    for (let n = 0; n < EACH; n++) {
      const begin = performance.now();
      await (await fetch(`${served.address}api/v1/incidents?${words}`)).arrayBuffer();
      times.push(performance.now() - begin);
    }
  }));
  console.log(`list ${name}: median ${at(times, .5)} ms, 95 % ${at(times, .95)} ms (${CLIENTS} clients)`);
}
if (process.platform === "linux") {
  const status = readFileSync(`/proc/${served.process}/status`, "utf8");
  const of = (name) => Math.round(Number(status.match(new RegExp(`${name}:\\s+(\\d+)`))[1]) / 1024);
  console.log(`memory: ${of("VmRSS")} MB, most ${of("VmHWM")} MB`);
} else {
  console.log(`memory: ${Math.round(Number(execFileSync("ps", ["-o", "rss=", "-p", String(served.process)])) / 1024)} MB`);
}
await served.stop();
