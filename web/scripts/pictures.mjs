// Pictures of each view, light and dark, wide and narrow: `node scripts/pictures.mjs FOLDER [DOCS]`. Those in FOLDER are looked at and
// not kept; a few go into DOCS as WebP, for the README and docs/page.md.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { open as openBrowser } from "./browser.mjs";
import { addExamples, start } from "./serve.mjs";

const folder = process.argv[2] ?? "pictures", docs = process.argv[3];
const KEPT = ["overview-light", "overview-dark", "incident-light", "report-light", "compare-light", "review-dark"];
mkdirSync(folder, { recursive: true });

/** Encodes a picture as WebP, with the browser that drew it. */
async function webp(browser, png) {
  const page = await browser.newPage();
  const data = await page.evaluate(async (source) => {
    const picture = await createImageBitmap(await (await fetch(source)).blob());
    const canvas = new OffscreenCanvas(picture.width, picture.height);
    canvas.getContext("2d").drawImage(picture, 0, 0);
    const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: "image/webp", quality: .8 })).arrayBuffer());
    return bytes.reduce((all, byte) => all + String.fromCharCode(byte), "");
  }, `data:image/png;base64,${readFileSync(png).toString("base64")}`);
  await page.close();
  return Buffer.from(data, "latin1");
}
const served = await start();
try {
  await addExamples(served);
  const { items } = await (await fetch(`${served.address}api/v1/incidents?q=kwala`)).json();
  const incident = items.sort((a, b) => b.reports - a.reports)[0];
  const { members } = await (await fetch(`${served.address}api/v1/incidents/${incident.id}`)).json();
  const token = served.tokens[0];
  // An article, where there is one, against two reports of the same event.
  const [first, ...others] = [...members].sort((a, b) => Number(b.kind === "encyclopedia") - Number(a.kind === "encyclopedia"));
  const beside = `#/compare?${new URLSearchParams([["article", first.document], ...others.slice(0, 2).map((one) => ["source", one.document])])}`;
  // Two people decide about the same things, so that there is something to set side by side.
  const decide = (by, said) => fetch(`${served.address}api/v1/decisions`, { method: "POST", body: JSON.stringify(said), headers: { "content-type": "application/json", authorization: `Bearer ${served.tokens[by]}` } });
  const some = (await (await fetch(`${served.address}api/v1/incidents?limit=6`)).json()).items.filter((one) => one.id !== incident.id);
  for (const one of some) await decide(0, { verdict: "accept", subjects: [one.id] });
  for (const one of some.slice(0, 3)) await decide(1, { verdict: "accept", subjects: [one.id] });
  await decide(1, { verdict: "reject", subjects: [some[3].id], why: "the report tells of an exercise" });
  const views = [["overview", "#/"], ["incident", `#/incident/${incident.id}`], ["report", `#/report/${members[0].document}`], ["compare", beside], ["review", "#/review"], ["coders", "#/coders"], ["sources", "#/sources"]];
  const browser = await openBrowser();
  for (const colorScheme of ["light", "dark"]) {
    for (const [width, height] of [[1440, 900], [360, 740]]) {
      const page = await browser.newPage({ colorScheme, viewport: { width, height }, reducedMotion: "reduce" });
      page.on("console", (message) => { if (message.type() === "error") console.error(message.text()); });
      page.on("pageerror", (error) => console.error(error));
      await page.goto(`${served.address}#/?token=${token}`);
      for (const [name, hash] of views) {
        await page.goto(`${served.address}${hash}`);
        if (name === "overview") await page.locator(".map [data-drawn], .map[data-drawn]").first().waitFor();
        await page.waitForTimeout(1200);
        await page.screenshot({ path: join(folder, `${name}-${colorScheme}-${width}.png`), fullPage: name !== "overview" && !(width === 1440 && KEPT.includes(`${name}-${colorScheme}`)) });
      }
      await page.close();
    }
  }
  if (docs) {
    mkdirSync(docs, { recursive: true });
    for (const name of KEPT) writeFileSync(join(docs, `${name}.webp`), await webp(browser, join(folder, `${name}-1440.png`)));
  }
  await browser.close();
} finally {
  await served.stop();
}
