// All incidents as columns, and the filters over them. A hundred thousand rows are filtered in a few milliseconds, so that map,
// timeline, list and counts follow the pointer without asking the server.
import { isoOf } from "./days.ts";
import type { Columns, Facet } from "./types.ts";

export interface Filter {
  q: string;
  from: number | null; to: number | null;
  /** West, south, east, north in degrees. */
  box: [number, number, number, number] | null;
  /** Facet to the values chosen; a row needs one of them in each facet. */
  chosen: Record<string, string[]>;
}

export const NONE: Filter = { q: "", from: null, to: null, box: null, chosen: {} };

export const isEmpty = (f: Filter): boolean =>
  !f.q && f.from === null && f.to === null && !f.box && Object.values(f.chosen).every((values) => values.length === 0);

/** The rows that pass, and for each facet how many rows each value has when its own facet is left open. */
export interface Selection { rows: Uint32Array; facets: Record<string, Uint32Array>; histogram: Uint8Array }

/** Passed filters a row, one bit each: text, time, box, then the facets in order. */
export function select(columns: Columns, filter: Filter): Selection {
  const n = columns.id.length;
  const keys = Object.keys(columns.facets);
  const failed = new Uint32Array(n);
  const q = filter.q.trim().toLowerCase();
  if (q) { const labels = small(columns); for (let i = 0; i < n; i++) if (!labels[i]!.includes(q)) failed[i]! |= 1; }
  if (filter.from !== null || filter.to !== null) {
    const from = filter.from ?? -Infinity, to = filter.to ?? Infinity;
    for (let i = 0; i < n; i++) {
      const first = columns.earliest[i] ?? columns.latest[i], last = columns.latest[i] ?? columns.earliest[i];
      if (first == null || last == null || last < from || first > to) failed[i]! |= 2;
    }
  }
  if (filter.box) {
    const [west, south, east, north] = filter.box;
    for (let i = 0; i < n; i++) {
      const lat = columns.lat[i], lon = columns.lon[i];
      const inside = lat != null && lon != null && lat >= south && lat <= north && (west <= east ? lon >= west && lon <= east : lon >= west || lon <= east);
      if (!inside) failed[i]! |= 4;
    }
  }
  keys.forEach((key, k) => {
    const chosen = filter.chosen[key];
    if (!chosen?.length) return;
    const facet = columns.facets[key]!;
    const { starts, values } = packed(facet);
    const wanted = new Uint8Array(facet.values.length);
    for (const value of chosen) { const at = facet.values.indexOf(value); if (at >= 0) wanted[at] = 1; }
    for (let i = 0; i < n; i++) {
      let found = 0;
      for (let at = starts[i]!; at < starts[i + 1]!; at++) found |= wanted[values[at]!]!;
      if (!found) failed[i]! |= 8 << k;
    }
  });
  const rows = new Uint32Array(n), histogram = new Uint8Array(n);
  let passed = 0;
  for (let i = 0; i < n; i++) {
    const mask = failed[i]!;
    if (mask === 0) rows[passed++] = i;
    if ((mask & ~2) === 0) histogram[i] = 1;
  }
  const facets: Record<string, Uint32Array> = {};
  keys.forEach((key, k) => {
    const { starts, values } = packed(columns.facets[key]!), counts = facets[key] = new Uint32Array(columns.facets[key]!.values.length);
    const own = ~(8 << k);
    for (let i = 0; i < n; i++) if ((failed[i]! & own) === 0) for (let at = starts[i]!; at < starts[i + 1]!; at++) counts[values[at]!]!++;
  });
  return { rows: rows.subarray(0, passed), facets, histogram };
}

/** A facet's numbers in one row, and where those of each incident begin: what loops run over. */
interface Packed { starts: Uint32Array; values: Uint32Array }
const kept = new WeakMap<Facet, Packed>();
function packed(facet: Facet): Packed {
  const before = kept.get(facet);
  if (before) return before;
  const n = facet.of.length, starts = new Uint32Array(n + 1);
  for (let i = 0; i < n; i++) { const own = facet.of[i]; starts[i + 1] = starts[i]! + (own == null ? 0 : typeof own === "number" ? 1 : own.length); }
  const values = new Uint32Array(starts[n]!);
  for (let i = 0; i < n; i++) { const own = facet.of[i]; if (typeof own === "number") values[starts[i]!] = own; else if (own) values.set(own, starts[i]!); }
  const made = { starts, values };
  kept.set(facet, made);
  return made;
}

/** The names of a row's values. */
export function namesOf(facet: Facet | undefined, row: number): string[] {
  const own = facet?.of[row];
  return own == null ? [] : (typeof own === "number" ? [own] : own).map((n) => facet!.values[n] ?? "");
}

/** Labels in small letters, once for all searches. */
const lowered = new WeakMap<Columns, string[]>();
function small(columns: Columns): string[] {
  let labels = lowered.get(columns);
  if (!labels) { labels = columns.label.map((label) => label.toLowerCase()); lowered.set(columns, labels); }
  return labels;
}

/** The filter as the server understands it, for exports. */
export function asked(filter: Filter): string {
  const parts = new URLSearchParams();
  if (filter.q) parts.set("q", filter.q);
  if (filter.from !== null) parts.set("from", isoOf(filter.from));
  if (filter.to !== null) parts.set("to", isoOf(filter.to));
  if (filter.box) parts.set("area", filter.box.map((x) => x.toFixed(3)).join(","));
  for (const [key, values] of Object.entries(filter.chosen)) for (const value of values) parts.append(key, value);
  return parts.toString();
}

/** The filter as the words after `#`, so that a link shares the view. */
export function write(filter: Filter): string {
  const parts = new URLSearchParams();
  if (filter.q) parts.set("q", filter.q);
  if (filter.from !== null) parts.set("from", String(filter.from));
  if (filter.to !== null) parts.set("to", String(filter.to));
  if (filter.box) parts.set("box", filter.box.map((x) => x.toFixed(3)).join(","));
  for (const [key, values] of Object.entries(filter.chosen)) for (const value of values) parts.append(`f.${key}`, value);
  return parts.toString();
}

/** Reads what {@link write} wrote; anything else is left out. */
export function read(words: string): Filter {
  const parts = new URLSearchParams(words);
  const day = (name: string): number | null => {
    const n = Number(parts.get(name));
    return parts.has(name) && Number.isInteger(n) ? n : null;
  };
  const box = parts.get("box")?.split(",").map(Number);
  const chosen: Record<string, string[]> = {};
  for (const [key, value] of parts) if (key.startsWith("f.")) (chosen[key.slice(2)] ??= []).push(value);
  return {
    q: parts.get("q") ?? "", from: day("from"), to: day("to"),
    box: box?.length === 4 && box.every(Number.isFinite) ? (box as [number, number, number, number]) : null, chosen,
  };
}
