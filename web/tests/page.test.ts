import { assert, test } from "vitest";
import { indices, pieces } from "../src/lib/bytes.ts";
import { NONE, asked, read, select, write } from "../src/lib/columns.ts";
import { dayOf, interval, isoOf } from "../src/lib/days.ts";
import { typed, written } from "../src/lib/figure.ts";
import { figureWords, groups, ticks } from "../src/lib/toll.ts";
import type { Claim, Columns, Incident } from "../src/lib/types.ts";

const columns: Columns = {
  version: "1", id: ["a", "b", "c"], label: ["Attack at Tolsa", "Clash near Marne Ost", "Bombing in Ostara"],
  place: ["Tolsa", "Marne Ost", null], lat: [10, 20, null], lon: [5, 179, null], radius: [null, 25, null], precision: [1, 2, 0],
  earliest: [dayOf("2024-02-28"), dayOf("2024-03-01"), null], latest: [dayOf("2024-02-28"), dayOf("2024-03-31"), null],
  killed_low: [30, null, null], killed_high: [32, null, null], reports: [2, 1, 1],
  facets: { country: { values: ["ML", "BF"], of: [0, [1], null] }, status: { values: ["single_source", "corroborated"], of: [1, 0, 0] } },
};

test("a facet's own choice does not lower its other counts", () => {
  const found = select(columns, { ...NONE, chosen: { country: ["ML"] } });
  assert.deepEqual([...found.rows], [0]);
  assert.deepEqual([...found.facets["country"]!], [1, 1]);
  assert.deepEqual([...found.facets["status"]!], [0, 1]);
});

test("an incident without a date passes no time filter, and one that may fall into the time does", () => {
  const found = select(columns, { ...NONE, from: dayOf("2024-03-20"), to: dayOf("2024-04-20") });
  assert.deepEqual([...found.rows], [1]);
  assert.deepEqual([...found.histogram], [1, 1, 1]);
});

test("a box may cross the date line", () => {
  assert.deepEqual([...select(columns, { ...NONE, box: [170, 0, -170, 40] }).rows], [1]);
});

test("the address holds the whole filter", () => {
  const filter = { q: "tolsa & co", from: 19000, to: null, box: [1, 2, 3, 4] as [number, number, number, number], chosen: { country: ["ML", "BF"], status: ["corroborated"] } };
  assert.deepEqual(read(write(filter)), filter);
  assert.deepEqual(read("from=x&box=1,2"), NONE);
});

test("days are civil and months stay months", () => {
  assert.equal(isoOf(dayOf("2024-02-29")), "2024-02-29");
  assert.match(interval({ earliest: "2022-07-01", latest: "2022-07-31", precision: "month" }), /2022/);
  assert.equal(interval({ earliest: "2015-01-01", latest: "2015-12-31", precision: "year" }), "2015");
});

test("byte offsets become places in the browser's string", () => {
  const text = "Dès 5 h, à Tolsa 𝄞 end";
  const bytes = (upTo: string) => new TextEncoder().encode(text.slice(0, text.indexOf(upTo))).length;
  const at = indices(text, [bytes("Tolsa"), bytes("end"), 2, 10_000]);
  assert.equal(at.get(bytes("Tolsa")), text.indexOf("Tolsa"));
  assert.equal(at.get(bytes("end")), text.indexOf("end"));
  assert.equal(at.get(2), 1);
  assert.equal(at.get(10_000), text.length);
});

test("marks may nest and overlap", () => {
  const cut = pieces("abcdef", [{ id: "x", start: 0, end: 4 }, { id: "y", start: 2, end: 6 }, { id: "z", start: 2, end: 3 }]);
  assert.deepEqual(cut.map((piece) => [piece.text, piece.over.join("")]), [["ab", "x"], ["c", "xyz"], ["d", "xy"], ["ef", "y"]]);
});

test("silence has no number", () => {
  const quote = { start: 0, end: 1, text: "x" };
  const figure = { harm: "killed", side: "unknown", group: null, who: null, nation: null, min: null, max: null, exactness: "not_reported", total: true, quote };
  const claim = { id: "d/c1", document: "d", reported: null, incident: "d/i1", predicate: "casualties", quote, sentence: quote, zone: null,
    voice: { mode: "reported", chain: [], quote: null, cue: null }, citation: { markers: [], attachment: "none" }, stance: "withholds", certainty: "certain",
    figure, actor: null, rule: "r", origin: "o1", pin: "p" } as Claim;
  const [group] = groups({ claims: [claim], assessments: [] } as unknown as Incident);
  assert.equal(group?.rows[0]?.silent, true);
  assert.equal(group?.rows[0]?.min, null);
});

test("figures are said as they were read", () => {
  assert.equal(figureWords(31, null), "31 or more");
  assert.equal(figureWords(30, 32), "30 to 32");
  assert.equal(figureWords(null, 50), "at most 50");
  assert.equal(figureWords(null, null), "not reported");
  assert.deepEqual(ticks(32, 4), [0, 10, 20, 30]);
  assert.deepEqual(ticks(1, 4), [0, 1]);
});

test("figures are typed as people write them", () => {
  assert.deepEqual(typed("12"), { min: 12, max: 12 });
  assert.deepEqual(typed(" 30 - 32 "), { min: 30, max: 32 });
  assert.deepEqual(typed("1,200+"), { min: 1200, max: null });
  assert.deepEqual(typed("<50"), { min: null, max: 50 });
  for (const words of ["", "many", "32-30", "-4", "1e9"]) assert.equal(typed(words), null, words);
  for (const words of ["12", "30-32", "31+", "<50"]) { const bounds = typed(words)!; assert.equal(written(bounds.min, bounds.max), words); }
});

test("an export is asked for by the filter that is set", () => {
  const filter = { ...NONE, q: "tolsa", from: dayOf("2024-02-28"), box: [1, 2, 3, 4] as [number, number, number, number], chosen: { country: ["ML", "BF"] } };
  assert.equal(asked(filter), "q=tolsa&from=2024-02-28&area=1.000%2C2.000%2C3.000%2C4.000&country=ML&country=BF");
});
