// All incidents as columns, and the filters over them. A hundred thousand rows are filtered in a few milliseconds, so that map,
// timeline, list and counts follow the pointer without asking the server.
import { isoOf } from "./days.ts";
import type { Columns } from "./types.ts";

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
  if (q) for (let i = 0; i < n; i++) if (!columns.label[i]!.toLowerCase().includes(q)) failed[i]! |= 1;
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
    const wanted = new Set(chosen.map((value) => facet.values.indexOf(value)));
    for (let i = 0; i < n; i++) if (!facet.of[i]!.some((value) => wanted.has(value))) failed[i]! |= 8 << k;
  });
  const rows: number[] = [];
  const histogram = new Uint8Array(n);
  const facets: Record<string, Uint32Array> = {};
  keys.forEach((key) => (facets[key] = new Uint32Array(columns.facets[key]!.values.length)));
  for (let i = 0; i < n; i++) {
    const mask = failed[i]!;
    if (mask === 0) rows.push(i);
    if ((mask & ~2) === 0) histogram[i] = 1;
    if (mask === 0 || (mask & (mask - 1)) === 0) {
      for (let k = 0; k < keys.length; k++) {
        if ((mask & ~(8 << k)) !== 0) continue;
        const counts = facets[keys[k]!]!;
        for (const value of columns.facets[keys[k]!]!.of[i]!) counts[value]!++;
      }
    }
  }
  return { rows: Uint32Array.from(rows), facets, histogram };
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
