// The page in a real browser, over the example reports, from adding them to exporting what they say.
import axe from "axe-core";
import { open as openBrowser } from "../scripts/browser.mjs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { add, addExamples, start } from "../scripts/serve.mjs";

let served, browser;
const api = async (path) => (await fetch(served.address + path)).json();
/** The incident with most reports of those whose label holds `words`. */
const incident = async (words) => (await api(`api/v1/incidents?q=${encodeURIComponent(words)}`)).items.sort((a, b) => b.reports - a.reports)[0];

/** A page on which a person sits, and every address that it asks for. */
async function sit({ by = -1, width = 1280, height = 800, ...more } = {}) {
  const page = await browser.newPage({ viewport: { width, height }, reducedMotion: "reduce", locale: "en-GB", ...more });
  page.asked = [];
  page.faults = [];
  page.on("request", (request) => page.asked.push(request.url()));
  page.on("pageerror", (error) => page.faults.push(String(error)));
  page.on("dialog", (dialog) => { page.faults.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  await page.goto(`${served.address}${by >= 0 ? `#/?token=${served.tokens[by]}` : ""}`);
  await page.getByRole("heading", { level: 1 }).waitFor();
  return page;
}

beforeAll(async () => {
  served = await start(["Ana", "Ben"]);
  await addExamples(served);
  browser = await openBrowser();
}, 120_000);
afterAll(async () => { await browser?.close(); await served?.stop(); });

test("an incident is found by its words and its toll chart says what the claims say", async () => {
  const page = await sit();
  await page.getByRole("searchbox").fill("kwala");
  const wanted = await incident("kwala");
  await page.getByRole("link", { name: wanted.label }).first().click();
  await page.getByRole("heading", { name: "Who says how many" }).waitFor();
  const record = await api(`api/v1/incidents/${wanted.id}`);
  const chart = page.getByRole("list", { name: /^killed: / });
  const rows = await chart.getByRole("listitem").evaluateAll((all) => all.map((one) => one.getAttribute("aria-label")));
  const killed = record.claims.filter((claim) => claim.figure?.harm === "killed" && !claim.rejected);
  const words = ({ min, max }) => min === max ? `${min}` : max === null ? `${min} or more` : min === null ? `at most ${max}` : `${min} to ${max}`;
  expect(killed.length).toBeGreaterThan(2);
  for (const claim of killed.filter((claim) => claim.stance !== "withholds")) expect(rows.some((row) => row.includes(`: ${words(claim.figure)} killed`))).toBe(true);
  expect(rows.some((row) => row.includes("a party"))).toBe(true);
  expect(page.faults).toEqual([]);
  await page.close();
});

test("the address holds the filter, and no request leaves this machine", async () => {
  const page = await sit({ by: 0 });
  expect(page.url()).not.toContain("token");
  await page.getByRole("checkbox", { name: /^Mali \d+$/ }).check();
  await page.waitForURL(/f\.country=ML/);
  const shared = page.url(), count = await page.getByRole("heading", { level: 1 }).textContent();
  for (const view of ["#/review", "#/sources", `#/incident/${(await incident("kwala")).id}`]) { await page.goto(served.address + view); await page.waitForLoadState("networkidle"); }
  await page.goto("about:blank");
  await page.goto(shared);
  await page.getByRole("heading", { level: 1, name: count }).waitFor();
  const foreign = page.asked.filter((url) => !url.startsWith(served.address) && !url.startsWith("data:") && !url.startsWith("blob:") && url !== "about:blank");
  expect(foreign).toEqual([]);
  expect(page.asked.length).toBeGreaterThan(8);
  await page.close();
});

test("axe finds no serious fault in any view, light or dark, and nothing is wider than a small screen", async () => {
  const wanted = await incident("kwala");
  const { members } = await api(`api/v1/incidents/${wanted.id}`);
  const views = ["#/", `#/incident/${wanted.id}`, `#/report/${members[0].document}`, "#/review", "#/sources"];
  for (const [colorScheme, width] of [["light", 1280], ["dark", 1280], ["light", 360]]) {
    const page = await sit({ by: 0, colorScheme, width });
    for (const view of views) {
      await page.goto(served.address + view);
      await page.waitForLoadState("networkidle");
      await page.evaluate(axe.source);
      const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
      const serious = violations.filter((one) => one.impact === "serious" || one.impact === "critical");
      expect(serious.map((one) => `${view} ${colorScheme} ${width}: ${one.id}: ${one.nodes[0].html}`)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), `${view} at ${width}`).toBeLessThanOrEqual(0);
    }
    expect(page.faults).toEqual([]);
    await page.close();
  }
}, 60_000);

test("the keyboard alone finds an incident and opens a report's words", async () => {
  const page = await sit();
  await page.keyboard.press("Tab");
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Skip to content");
  await page.getByRole("searchbox").focus();
  await page.keyboard.type("solhan");
  const first = page.locator("section.list a").first();
  for (let step = 0; step < 40 && !(await first.evaluate((node) => node === document.activeElement)); step++) await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.waitForURL(/#\/incident\//);
  const words = page.locator("td a").first();
  await words.focus();
  await page.keyboard.press("Enter");
  await page.waitForURL(/#\/report\/.*claim=/);
  await page.locator(".words.lit").first().waitFor();
  await page.close();
});

test("what strangers wrote stays text", async () => {
  const nasty = "<img src=x onerror=\"globalThis.hit=1\"><script>globalThis.hit=2</script>";
  const text = `Five soldiers were killed in an attack at Djibo on 4 May 2021, the ${nasty} Front said. "javascript:globalThis.hit=3" was shouted.`;
  const told = { published: "2021-05-05", publisher: `Lake Post ${nasty}`, url: "javascript:globalThis.hit=4" };
  const added = await add(served, `nasty ${nasty}.txt`, text, told);
  expect(added.status).toBe(201);
  const page = await sit({ by: 0 });
  for (const view of ["#/", ...added.incidents.map((id) => `#/incident/${id}`), `#/report/${added.id}`, "#/sources", "#/review", `#/incident/${encodeURIComponent(nasty)}`, `#/?q=${encodeURIComponent(nasty)}`]) {
    await page.goto(served.address + view);
    await page.waitForLoadState("networkidle");
    expect(await page.evaluate(() => globalThis.hit), view).toBeUndefined();
    expect(await page.locator('a[href^="javascript"], main img, main script').count(), view).toBe(0);
  }
  await page.goto(`${served.address}#/report/${added.id}`);
  expect(await page.locator(".text").textContent()).toContain("<img src=x");
  expect(page.faults).toEqual([]);
  await page.close();
});

test("a reader cannot write", async () => {
  const page = await sit();
  await page.goto(`${served.address}#/review`);
  await page.getByText("You can only read here").waitFor();
  expect(await page.getByRole("button", { name: /Accept/ }).count()).toBe(0);
  const status = await page.evaluate(async () => (await fetch("api/v1/decisions", { method: "POST", body: "{}", headers: { "content-type": "application/json" } })).status);
  expect(status).toBe(401);
  await page.close();
});

/** Goes on in the queue until the heading and a label are up. */
async function reach(page, heading, label) {
  for (let step = 0; step < 60; step++) {
    await page.locator("h3, .decision").first().waitFor();
    const up = await page.locator("h1").textContent(), shown = await page.locator("h3").allTextContents();
    if (up === heading && (!label || shown.includes(label))) return;
    await page.keyboard.press("j");
    await page.waitForTimeout(60);
  }
  throw new Error(`the queue never shows ${heading} ${label}`);
}

test("by keys alone a figure is corrected, signed by a second person, and taken back", async () => {
  const wanted = (await api("api/v1/incidents?q=mourdiah")).items[0];
  const before = await api(`api/v1/incidents/${wanted.id}`);
  const ana = await sit({ by: 0 });
  await ana.goto(`${served.address}#/review`);
  await reach(ana, "Is this right?", wanted.label);
  for (let step = 0; step < 3; step++) await ana.keyboard.press("ArrowDown");
  await ana.keyboard.press("c");
  await ana.keyboard.press("Control+a");
  await ana.keyboard.type("7-9");
  await ana.keyboard.press("Tab");
  await ana.keyboard.type("counted again in the text");
  await ana.keyboard.press("Enter");
  await ana.getByText(/corrected/).waitFor();
  const figures = async () => {
    const { items } = await api("api/v1/incidents?q=mourdiah");
    return (await api(`api/v1/incidents/${items[0].id}`)).claims.filter((claim) => claim.figure).map(({ figure }) => [figure.min, figure.max].join());
  };
  await expect.poll(figures).toContain("7,9");

  const ben = await sit({ by: 1 });
  await ben.goto(`${served.address}#/review`);
  await reach(ben, "Do you agree?");
  await ben.keyboard.press("g");
  await ben.getByText(/signed/).waitFor();
  const signed = (await api("api/v1/decisions")).decisions.filter((one) => one.verdict === "sign_off");
  expect(signed.map((one) => one.reviewer)).toEqual(["Ben"]);

  await ana.keyboard.press("u");
  await ana.getByText(/taken back/).waitFor();
  expect(await figures()).toEqual(before.claims.filter((claim) => claim.figure).map(({ figure }) => [figure.min, figure.max].join()));
  await ana.close();
  await ben.close();
});

test("one incident is split into two by a key and made one again", async () => {
  const page = await sit({ by: 0 });
  const solhan = async () => (await api("api/v1/incidents?q=solhan")).items;
  const wanted = (await solhan()).sort((a, b) => b.reports - a.reports)[0], count = (await solhan()).length;
  expect(wanted.reports).toBe(2);
  await page.goto(`${served.address}#/review`);
  await reach(page, "Is this right?", wanted.label);
  await page.keyboard.press("ArrowDown");
  for (let step = 0; step < 30; step++) await page.keyboard.press("ArrowDown");
  await page.keyboard.press("d");
  await page.getByText(/kept apart/).waitFor();
  expect((await solhan()).every((one) => one.reports === 1)).toBe(true);
  await page.keyboard.press("u");
  await page.getByText(/taken back/).waitFor();
  expect((await solhan()).length).toBe(count);
  await page.close();
});

test("a file dropped onto the page is read and found", async () => {
  const page = await sit({ by: 0 });
  const data = await page.evaluateHandle(() => {
    const data = new DataTransfer();
    data.items.add(new File(["Gunmen killed eleven farmers in an ambush near Gao, Mali, on 3 May 2023, officials said."], "dropped.txt", { type: "text/plain" }));
    data.items.add(new File([new Uint8Array([0, 1, 2, 3, 255, 254, 0, 0])], "broken.bin"));
    return data;
  });
  await page.dispatchEvent("main", "drop", { dataTransfer: data });
  await page.getByText("dropped.txt").waitFor();
  await page.locator(".told li").nth(1).waitFor();
  await page.locator(".told li.bad").waitFor();
  await page.getByRole("searchbox").fill("gao");
  await page.locator("section.list a").first().waitFor();
  await page.close();
});

test("an export holds what the list shows", async () => {
  const page = await sit();
  await page.getByRole("checkbox", { name: /^Mali \d+$/ }).check();
  await page.getByText("Export these").click();
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Map (GeoJSON)" }).click()]);
  const chunks = [];
  for await (const chunk of await file.createReadStream()) chunks.push(chunk);
  const { features } = JSON.parse(Buffer.concat(chunks).toString());
  const side = await api("api/v1/exports/geojson/side?country=ML");
  expect(features.length).toBeGreaterThan(2);
  expect(features.length).toBeLessThanOrEqual((await api("api/v1/incidents?country=ML")).all);
  expect(side.filters ?? side.rule).toBeDefined();
  await page.close();
});
