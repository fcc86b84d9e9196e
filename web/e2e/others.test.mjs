// The page for several people and with more around it: users with roles, a notice, a map of one's own, texts and coders side by side.
import axe from "axe-core";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { open as openBrowser } from "../scripts/browser.mjs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { add, addExamples, run, start } from "../scripts/serve.mjs";
import { write as writeTiles } from "../scripts/tiles.mjs";

const NOTICE = "These records tell how people were killed.\nTake breaks.";
let folder, archive, tokens, served, browser;

/** A page; `token` is who sits there. */
async function sit({ token = "", width = 1280, height = 800, view = "#/", seen = true, ...more } = {}) {
  const context = await browser.newContext({ viewport: { width, height }, reducedMotion: "reduce", locale: "en-GB", ...more });
  const page = await context.newPage();
  page.setDefaultTimeout(8000);
  page.asked = [];
  page.faults = [];
  page.on("request", (request) => page.asked.push(request.url()));
  page.on("pageerror", (error) => page.faults.push(String(error)));
  page.on("console", (message) => { if (message.type() === "error" && !message.text().includes("401")) page.faults.push(message.text()); });
  await page.goto(`${served.address}${token ? `#/?token=${token}` : ""}`);
  await page.getByRole("heading", { level: 1 }).waitFor();
  if (token && seen) await page.getByRole("button", { name: "Show the records" }).click();
  if (view !== "#/") { await page.goto(served.address + view); await settled(page); }
  return page;
}
/** Waits until the view has what it asked for. */
async function settled(page) {
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.waitForFunction(() => !document.querySelector("main [role=status]"));
}
const api = async (path, token = tokens.Rita) => (await fetch(served.address + path, { headers: { authorization: `Bearer ${token}` } })).json();
const decide = async (token, body) => {
  const answer = await fetch(`${served.address}api/v1/decisions`, { method: "POST", body: JSON.stringify(body), headers: { "content-type": "application/json", authorization: `Bearer ${token}` } });
  return { status: answer.status, ...(await answer.json()) };
};
async function faultless(page, where) {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  expect(violations.filter((one) => one.impact === "serious" || one.impact === "critical").map((one) => `${where}: ${one.id}: ${one.nodes[0].html}`)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), where).toBeLessThanOrEqual(0);
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "attest-page-"));
  archive = join(folder, "team.attest");
  const alone = await start(["Olga"], archive);
  await addExamples(alone);
  for (const [name, text] of [["dateless.txt", "Gunmen killed four traders in the market of Gao, Mali, officials said."], ["placeless.txt", "Two soldiers were killed in an ambush on 3 May 2021, the army said."]]) await add(alone, name, text);
  await alone.stop();
  tokens = {};
  for (const [name, role] of [["Olga", "owner"], ["Rita", "reader"], ["Cem", "coder"], ["Cara", "coder"], ["Rev", "reviewer"]]) {
    tokens[name] = run("serve", "users", "add", name, "--role", role, "--archive", archive, "--by", "Olga").match(/token=([0-9a-f]{48})/)[1];
  }
  const tiles = join(folder, "own.pmtiles");
  writeTiles(tiles);
  served = await start([], archive, ["--notice", NOTICE, "--tiles", tiles]);
  browser = await openBrowser();
}, 120_000);
afterAll(async () => { await browser?.close(); await served?.stop(); rmSync(folder, { recursive: true, force: true }); });

test("nobody reads without a link, and the notice comes before the records", async () => {
  const page = await sit();
  await page.getByRole("heading", { name: "Who are you?" }).waitFor();
  expect((await fetch(`${served.address}api/v1/columns`)).status).toBe(401);
  await faultless(page, "sign in");
  await page.getByLabel("Link or token").fill("0".repeat(48));
  await page.keyboard.press("Enter");
  await page.getByRole("alert").waitFor();
  await page.getByLabel("Link or token").fill(`${served.address}#/?token=${tokens.Rita}`);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Before you read" }).waitFor();
  await page.getByText("Take breaks.").waitFor();
  expect(await page.locator("section.list").count()).toBe(0);
  await faultless(page, "notice");
  await page.getByRole("button", { name: "Show the records" }).focus();
  await page.keyboard.press("Enter");
  await page.locator("section.list a").first().waitFor();
  await page.reload();
  await page.locator("section.list a").first().waitFor();
  await page.getByText("Rita, reader").waitFor();
  await page.context().close();
});

test("a reader reads and exports and is offered nothing else", async () => {
  const page = await sit({ token: tokens.Rita });
  await page.getByText("Export these").click();
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Map (GeoJSON)" }).click()]);
  expect(file.suggestedFilename()).toMatch(/geojson/);
  expect(await page.getByRole("button", { name: "Add reports" }).count()).toBe(0);
  await page.goto(`${served.address}#/review`);
  await page.getByText("You can only read here").waitFor();
  expect(await page.getByRole("button", { name: /Accept/ }).count()).toBe(0);
  const status = await page.evaluate(async (token) => (await fetch("api/v1/decisions", { method: "POST", body: JSON.stringify({ verdict: "accept", subjects: ["x"] }), headers: { "content-type": "application/json", authorization: `Bearer ${token}` } })).status, tokens.Rita);
  expect(status).toBe(403);
  await page.context().close();
});

test("a coder decides, a second person signs by key, nobody signs their own", async () => {
  const items = (await api("api/v1/incidents?q=mourdiah")).items;
  const decided = await decide(tokens.Cem, { verdict: "correct", subjects: [items[0].id], field: "label", value: "Attack near Mourdiah, corrected", why: "the village is named in the text" });
  expect(decided.status).toBe(201);
  expect((await decide(tokens.Cem, { verdict: "sign_off", about: decided.id })).status).toBe(403);
  const own = await decide(tokens.Rev, { verdict: "accept", subjects: [items[0].id] });
  expect((await decide(tokens.Rev, { verdict: "sign_off", about: own.id })).status).toBe(409);
  const page = await sit({ token: tokens.Rev, view: "#/review" });
  for (let step = 0; step < 60 && (await page.locator("h1").textContent()) !== "Do you agree?"; step++) { await page.keyboard.press("j"); await page.waitForTimeout(60); }
  await page.getByText("Attack near Mourdiah, corrected").first().waitFor();
  await page.keyboard.press("g");
  await page.getByText(/signed/).waitFor();
  expect((await api("api/v1/decisions")).decisions.filter((one) => one.verdict === "sign_off").map((one) => one.reviewer)).toEqual(["Rev"]);
  await page.goto(`${served.address}#/incident/${(await api("api/v1/incidents?q=mourdiah")).items[0].id}`);
  await page.getByText("Rev signed").waitFor();
  await page.getByText("the village is named in the text").waitFor();
  await page.context().close();
});

test("an owner lets a person in and sends them away while the page is open", async () => {
  const page = await sit({ token: tokens.Olga, view: "#/users" });
  await page.getByLabel("Name").fill("Tom");
  await page.getByRole("button", { name: "Let in" }).click();
  const link = await page.locator("code").textContent();
  const token = /token=([0-9a-f]{48})$/.exec(link)[1];
  await faultless(page, "users");
  const tom = await sit({ token });
  await tom.getByText("Tom, coder").waitFor();
  await page.getByRole("button", { name: "Send away: Tom" }).click();
  await page.getByText("Tom's link is worth nothing from now on.").waitFor();
  await tom.reload();
  await tom.getByRole("heading", { name: "Who are you?" }).waitFor();
  expect(run("log", "--archive", archive)).toMatch(/Tom/);
  await tom.context().close();
  await page.context().close();
});

test("an owner protects a source, which is undisclosed for everybody from then on", async () => {
  const { items } = await api("api/v1/documents");
  const report = items.find((one) => one.claims > 3);
  const page = await sit({ token: tokens.Olga, view: `#/report/${report.id}` });
  await page.getByText("Who speaks here").click();
  const button = page.getByRole("button", { name: /^Protect: / }).last(), name = (await button.getAttribute("aria-label")).slice(9);
  await button.click();
  await page.getByText("It is protected from now on.").waitFor();
  expect((await api(`api/v1/documents/${report.id}`)).sources.map((one) => one.name)).not.toContain(name);
  await page.getByRole("button", { name: /^Protected: lift it/ }).first().click();
  await page.getByText("It is protected no longer.").waitFor();
  await page.context().close();
});

test("what has no place or no date stands in a lane and can be chosen", async () => {
  const page = await sit({ token: tokens.Rita });
  for (const [lane, name] of [["unplaced", /Without a place/], ["undated", /Without a date/]]) {
    const { all } = await api(`api/v1/incidents?lane=${lane}`);
    expect(all, lane).toBeGreaterThan(0);
    await page.getByRole("button", { name }).click();
    await page.waitForURL(new RegExp(`f\\.lane=${lane}`));
    await page.getByRole("heading", { level: 1, name: new RegExp(`^${all} of `) }).waitFor();
    await page.getByRole("button", { name }).click();
  }
  await page.context().close();
});

test("two reports stand side by side with what both say, and a sentence shows its grammar", async () => {
  const { items } = await api("api/v1/incidents?q=kwala");
  const incident = items.sort((a, b) => b.reports - a.reports)[0];
  const page = await sit({ token: tokens.Rita, view: `#/incident/${incident.id}` });
  await page.getByRole("link", { name: "Set these reports beside each other" }).click();
  await page.getByRole("heading", { name: "Told differently" }).waitFor();
  const compared = await api(`api/v1/compare?${page.url().split("?")[1]}`);
  expect(compared.both.length + compared.changes.length + compared.relations.length).toBeGreaterThan(0);
  await page.locator("main details.rest summary").click({ timeout: 2000 }).catch(() => {});
  expect(await page.locator("ol.rows li").count()).toBe(compared.both.length + compared.changes.length + compared.relations.length);
  await page.locator("ol.rows button").first().focus();
  await page.keyboard.press("Enter");
  await page.locator("mark.lit").first().waitFor();
  await faultless(page, "compare");
  const article = compared.article.id;
  await page.goto(`${served.address}#/report/${article}`);
  const words = page.locator(".words").first();
  await words.focus();
  await page.keyboard.press("Enter");
  const here = page.getByRole("region", { name: "At these words" });
  await here.getByText(/rule /).first().waitFor();
  await here.getByRole("button", { name: "Show the grammar of this sentence" }).click();
  await here.getByText("ROOT").first().waitFor();
  await faultless(page, "report");
  await page.locator(".text").click({ position: { x: 60, y: 40 } });
  await here.locator("q").first().waitFor();
  expect(page.faults).toEqual([]);
  await page.context().close();
});

test("two coders stand side by side with their agreement", async () => {
  const { items } = await api("api/v1/incidents?limit=40");
  const some = items.slice(5, 8);
  for (const { id } of some) await decide(tokens.Cem, { verdict: "accept", subjects: [id] });
  for (const { id } of some.slice(0, 2)) await decide(tokens.Cara, { verdict: "accept", subjects: [id] });
  await decide(tokens.Cara, { verdict: "reject", subjects: [some[2].id], why: "told of elsewhere" });
  const page = await sit({ token: tokens.Rita, view: "#/coders" });
  const pair = page.getByRole("region", { name: "Cara, Cem" }).first();
  await pair.getByText("2 of 3 answered alike").waitFor();
  await pair.getByText("Cohen's kappa").waitFor();
  expect(await pair.locator("tbody tr").count()).toBe(3);
  await pair.getByRole("checkbox").check();
  expect(await pair.locator("tbody tr").count()).toBe(1);
  await faultless(page, "coders");
  await page.context().close();
});

test("a map of one's own lies below the incidents, and nothing is asked of other machines", async () => {
  const page = await sit({ token: tokens.Rita });
  const answer = await page.waitForResponse((answer) => answer.url().includes("/tiles/") && answer.status() === 206);
  expect(Number(answer.headers()["content-length"])).toBeGreaterThan(100);
  await page.waitForTimeout(1500);
  expect(page.asked.filter((url) => url.includes("/tiles/")).length).toBeGreaterThan(0);
  expect(page.asked.filter((url) => !url.startsWith(served.address) && !url.startsWith("data:") && !url.startsWith("blob:"))).toEqual([]);
  expect(page.faults).toEqual([]);
  await page.context().close();
});

test("axe finds no serious fault in the new views on a narrow and on a dark screen", async () => {
  const { items } = await api("api/v1/documents");
  const views = ["#/", "#/coders", "#/compare", `#/compare?article=${items[0].id}&source=${items[1].id}`, `#/report/${items[0].id}`, "#/review", "#/users"];
  for (const more of [{ width: 360, height: 740 }, { colorScheme: "dark" }]) {
    const page = await sit({ token: tokens.Olga, ...more });
    for (const view of views) {
      await page.goto(served.address + view);
      await settled(page);
      await faultless(page, `${view} ${JSON.stringify(more)}`);
    }
    expect(page.faults).toEqual([]);
    await page.context().close();
  }
}, 60_000);

test("what is exported can be read back, and the archive is whole after all of this", async () => {
  const page = await sit({ token: tokens.Rita });
  await page.getByText("Export these").click();
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Like ACLED (CSV)" }).click()]);
  const path = join(folder, "acled.csv");
  await file.saveAs(path);
  const back = run("import", "acled", path).trim().split("\n").map((line) => JSON.parse(line));
  expect(back.length).toBeGreaterThan(2);
  expect(run("verify", "--archive", archive)).toMatch(/\S/);
  await page.context().close();
});
