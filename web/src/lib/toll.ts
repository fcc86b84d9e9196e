// The toll chart as numbers: which claims are drawn, in which row, on which scale. Drawing is the component's.
import type { Assessment, Claim, Incident } from "./types.ts";
import { strings, word } from "./strings.ts";

export type Tone = "independent" | "party" | "narrator";

export interface TollRow {
  claim: Claim; harm: string;
  /** `null` where the voice was silent. */
  min: number | null; max: number | null; silent: boolean; hollow: boolean; tone: Tone; voice: string; reported: string | null;
}

export interface TollGroup { harm: string; rows: TollRow[]; marks: { rule: string; low: number | null; best: number | null; high: number | null; why: string }[]; most: number }

const ORDER = ["killed", "wounded", "killed_or_wounded", "wounded_or_missing", "missing", "captured", "displaced"];

/** A chain in words, outermost first: "RFI ‹ medical sources". */
export function chain(claim: Claim): string {
  const names = claim.voice.chain.slice(1).map((source) => source.name);
  return names.length ? names.join(" ‹ ") : strings.narrator;
}

function tone(claim: Claim): Tone {
  const inner = claim.voice.chain.at(-1);
  if (claim.voice.chain.length < 2) return "narrator";
  return inner?.party ? "party" : "independent";
}

/** A short name for a rule: `ged.low_best_high/1` is "GED". */
export function ruleName(rule: string): string {
  const head = rule.split(".")[0] ?? rule;
  return head === "report" ? "as reported" : head.length <= 5 ? head.toUpperCase() : head[0]!.toUpperCase() + head.slice(1);
}

/** The rows of the chart, harm by harm, by day of report. */
export function groups(incident: Incident): TollGroup[] {
  const rows: TollRow[] = incident.claims
    .filter((claim) => claim.figure && !claim.rejected && ORDER.includes(claim.figure.harm))
    .map((claim) => {
      const figure = claim.figure!;
      const silent = claim.stance === "withholds" || figure.exactness === "not_reported";
      return {
        claim, harm: figure.harm, min: silent ? null : figure.min, max: silent ? null : figure.max, silent,
        hollow: claim.stance === "claims" || claim.stance === "doubts" || claim.stance === "denies" || claim.certainty !== "certain",
        tone: tone(claim), voice: chain(claim), reported: claim.reported,
      };
    });
  return ORDER.filter((harm) => rows.some((row) => row.harm === harm)).map((harm) => {
    const own = rows.filter((row) => row.harm === harm)
      .sort((a, b) => (a.reported ?? "9").localeCompare(b.reported ?? "9") || a.claim.quote.start - b.claim.quote.start);
    const marks = incident.assessments.filter((one: Assessment) => one.harm === harm)
      .map((one) => ({ rule: one.rule, low: one.low, best: one.best, high: one.high, why: one.why }));
    const numbers = [...own.flatMap((row) => [row.min, row.max]), ...marks.flatMap((mark) => [mark.low, mark.best, mark.high])];
    return { harm, rows: own, marks, most: Math.max(1, ...numbers.filter((n): n is number => n !== null)) * (own.some((row) => row.min !== null && row.max === null) ? 1.2 : 1.05) };
  });
}

/** A figure in words: "30 to 32", "31 or more", "at most 50", "12". */
export function figureWords(min: number | null, max: number | null): string {
  if (min !== null && max !== null) return min === max ? String(min) : `${min} to ${max}`;
  if (min !== null) return `${min} or more`;
  return max !== null ? `at most ${max}` : strings.notReported;
}

/** What a screen reader says of a row. */
export const rowWords = (row: TollRow): string =>
  `${row.voice}${row.tone === "party" ? `, ${strings.party}` : ""}: ${row.silent ? strings.notReported : figureWords(row.min, row.max)} ${word(row.harm)}, ${word(row.claim.stance)}`;

/** Steps of the axis: one, two or five times a power of ten. */
export function ticks(most: number, room: number): number[] {
  const rough = most / Math.max(1, room);
  const power = 10 ** Math.floor(Math.log10(Math.max(rough, 1)));
  const step = [1, 2, 5, 10].map((n) => n * power).find((n) => n >= rough) ?? power * 10;
  const out: number[] = [];
  for (let x = 0; x <= most; x += step) out.push(x);
  return out;
}
