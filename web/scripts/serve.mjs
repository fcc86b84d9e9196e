// Starts `attest serve` on an archive of its own and fills it with the example reports through the page's own addresses: for
// screenshots and end-to-end tests. Nothing is left behind.
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));
export const program = process.env.ATTEST ?? join(root, "target/debug/attest");
const examples = join(root, "examples/reports");

/** Runs the program to its end; answers with what it printed. */
export const run = (...words) => execFileSync(program, words, { encoding: "utf8" });

/** Starts the program; `names` may write, `more` are further words for it. Answers with the page's address, a token for each name, and how to end it. */
export async function start(names = ["Ana", "Ben"], archive = null, more = []) {
  const folder = mkdtempSync(join(tmpdir(), "attest-page-"));
  const path = archive ?? join(folder, "page.attest");
  const server = spawn(program, ["serve", "--port", "0", "--archive", path, ...names.flatMap((name) => ["--by", name]), ...more], { stdio: ["ignore", "pipe", "inherit"] });
  const words = await new Promise((resolve, reject) => {
    let heard = "";
    server.stdout.on("data", (piece) => { heard += piece; if (heard.includes("Control-C")) resolve(heard); });
    server.on("exit", (code) => reject(new Error(`attest serve ended with ${code}`)));
  });
  const address = words.match(/https?:\/\/[^/]+\//)[0];
  const tokens = [...words.matchAll(/token=([0-9a-f]+)/g)].map((found) => found[1]);
  const stop = async () => {
    const gone = new Promise((resolve) => server.on("exit", resolve));
    server.kill("SIGINT");
    await gone;
    rmSync(folder, { recursive: true, force: true });
  };
  return { address, tokens, stop, process: server.pid, archive: path };
}

/** Adds a report; what is told of it from outside stands in `told`. */
export async function add(page, name, bytes, told = {}) {
  const words = new URLSearchParams({ name, ...told });
  const answer = await fetch(`${page.address}api/v1/documents?${words}`, { method: "POST", body: bytes, headers: { authorization: `Bearer ${page.tokens[0]}` } });
  return { status: answer.status, ...(await answer.json()) };
}

/** Adds the example reports, with the days of publication that examples/about.csv gives. */
export async function addExamples(page) {
  const [head, ...rows] = readFileSync(join(root, "examples/about.csv"), "utf8").trim().split("\n").map((line) => line.split(","));
  const about = new Map(rows.map((row) => [row[0], Object.fromEntries(head.map((name, n) => [name, row[n]]).filter(([name, value]) => name !== "name" && value))]));
  for (const name of readdirSync(examples).sort()) {
    const bytes = readFileSync(join(examples, name));
    // A file of several reports comes in as several files.
    const parts = name.endsWith(".jsonl") ? bytes.toString().split("\n").filter(Boolean).map((line, n) => {
      const one = JSON.parse(line);
      return { name: one.name ?? `${name}:${n + 1}`, bytes: one.text, told: Object.fromEntries(["published", "publisher", "kind", "url"].filter((key) => one[key]).map((key) => [key, one[key]])) };
    }) : [{ name, bytes, told: about.get(name) ?? {} }];
    for (const part of parts) {
      const answer = await add(page, part.name, part.bytes, part.told);
      if (answer.status !== 201) throw new Error(`${part.name}: ${answer.message}`);
    }
  }
}
