// Civil days as whole numbers since 1970-01-01: no time zones, no clock.
import type { When } from "./types.ts";
import { strings } from "./strings.ts";

const DAY = 86_400_000;

export const dayOf = (iso: string): number => Math.round(Date.UTC(+iso.slice(0, 4), +iso.slice(5, 7) - 1, +iso.slice(8, 10)) / DAY);
export const isoOf = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10);
export const yearOf = (day: number): number => new Date(day * DAY).getUTCFullYear();

/** "28 February 2024", "February 2024", "2015", "28 February to 4 March 2024", as the reader's language writes it. */
export function interval(when: Pick<When, "earliest" | "latest" | "precision">): string {
  const { earliest, latest, precision } = when;
  if (!earliest && !latest) return strings.unknownDate;
  const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(undefined, { ...options, timeZone: "UTC" });
  const date = (iso: string) => new Date(dayOf(iso) * DAY);
  const full = format({ day: "numeric", month: "long", year: "numeric" });
  if (earliest && latest) {
    if (precision === "month" && earliest.slice(0, 7) === latest.slice(0, 7)) return format({ month: "long", year: "numeric" }).format(date(earliest));
    if (precision === "year" && earliest.slice(0, 4) === latest.slice(0, 4)) return earliest.slice(0, 4);
    return earliest === latest ? full.format(date(earliest)) : full.formatRange(date(earliest), date(latest));
  }
  return earliest ? `${full.format(date(earliest))} or later` : `until ${full.format(date(latest as string))}`;
}

/** A day in few letters, "28 Feb" or "Feb 28". */
export const short = (iso: string): string => new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short", timeZone: "UTC" }).format(new Date(dayOf(iso) * DAY));
