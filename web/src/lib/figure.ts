// Figures as people type them.

/** "12", "30-32", "31+", "<50" as bounds; `null` where the words are no figure. */
export function typed(words: string): { min: number | null; max: number | null } | null {
  const bare = words.trim().replace(/[\s,]+/g, "");
  const one = /^\d{1,12}$/.exec(bare);
  if (one) return { min: Number(bare), max: Number(bare) };
  const range = /^(\d{1,12})(?:-|–|to)(\d{1,12})$/.exec(bare);
  if (range && Number(range[1]) <= Number(range[2])) return { min: Number(range[1]), max: Number(range[2]) };
  const least = /^(\d{1,12})\+$/.exec(bare);
  if (least) return { min: Number(least[1]), max: null };
  const most = /^(?:<|≤|<=)(\d{1,12})$/.exec(bare);
  return most ? { min: null, max: Number(most[1]) } : null;
}

/** A figure as one would type it. */
export function written(min: number | null, max: number | null): string {
  if (min !== null && max !== null) return min === max ? String(min) : `${min}-${max}`;
  return min !== null ? `${min}+` : max !== null ? `<${max}` : "";
}
