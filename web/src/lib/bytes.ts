// Offsets of the output format count UTF-8 bytes; a browser counts UTF-16 units. This turns one into the other.

/** For each wanted byte offset its UTF-16 index in `text`. Offsets inside a character go to its start. */
export function indices(text: string, offsets: Iterable<number>): Map<number, number> {
  const wanted = [...new Set(offsets)].sort((a, b) => a - b);
  const out = new Map<number, number>();
  let at = 0, bytes = 0, next = 0;
  while (next < wanted.length) {
    const target = wanted[next]!;
    if (bytes >= target || at >= text.length) { out.set(target, at); next++; continue; }
    const code = text.codePointAt(at)!;
    const length = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    if (bytes + length > target) { out.set(target, at); next++; continue; }
    bytes += length;
    at += code > 0xffff ? 2 : 1;
  }
  return out;
}

/** A stretch of text and what lies over it. */
export interface Piece { text: string; over: string[] }

/** Cuts `text` at the borders of `marks` (byte offsets), so that marks may nest and overlap. */
export function pieces(text: string, marks: { id: string; start: number; end: number }[]): Piece[] {
  const at = indices(text, marks.flatMap((mark) => [mark.start, mark.end]));
  const spans = marks.map((mark) => ({ id: mark.id, from: at.get(mark.start) ?? 0, to: at.get(mark.end) ?? 0 })).filter((span) => span.to > span.from);
  const cuts = [...new Set([0, text.length, ...spans.flatMap((span) => [span.from, span.to])])].sort((a, b) => a - b);
  const opens = [...spans].sort((a, b) => a.from - b.from);
  let next = 0, active: typeof spans = [];
  const out: Piece[] = [];
  for (let k = 0; k + 1 < cuts.length; k++) {
    const from = cuts[k]!, to = cuts[k + 1]!;
    active = active.filter((span) => span.to > from);
    while (next < opens.length && opens[next]!.from <= from) { const span = opens[next++]!; if (span.to > from) active.push(span); }
    out.push({ text: text.slice(from, to), over: active.map((span) => span.id) });
  }
  return out;
}

/** How many bytes stand before the UTF-16 index `at`. */
export const bytesBefore = (text: string, at: number): number => new TextEncoder().encode(text.slice(0, at)).length;
