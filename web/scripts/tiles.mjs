// A small PMTiles file with one vector tile for the whole world: a square of land and a line. For tests; written byte by byte, so that it
// shows what the format is and needs no tool.
import { gzipSync } from "node:zlib";
import { writeFileSync } from "node:fs";

const varint = (n) => { const out = []; for (n >>>= 0; n > 127; n >>>= 7) out.push((n & 127) | 128); out.push(n); return out; };
const field = (number, type, body) => [...varint(number * 8 + type), ...(type === 2 ? varint(body.length) : []), ...body];
const text = (words) => [...Buffer.from(words)];
const zigzag = (n) => (n << 1) ^ (n >> 31);
const move = (count) => 1 | (count << 3), line = (count) => 2 | (count << 3), CLOSE = 7 | (1 << 3);
const shape = (numbers) => field(4, 2, numbers.flatMap((n) => varint(n)));
const feature = (type, numbers) => field(2, 2, [...field(3, 0, varint(type)), ...shape(numbers)]);
const layer = (name, features) => field(3, 2, [...field(15, 0, varint(2)), ...field(1, 2, text(name)), ...features, ...field(5, 0, varint(4096))]);

/** The tile 0/0/0: a square named "water" around the gulf of Guinea and a road across it. */
const square = [move(1), zigzag(1024), zigzag(1024), line(3), zigzag(2048), 0, 0, zigzag(2048), zigzag(-2048), 0, CLOSE];
const road = [move(1), zigzag(0), zigzag(2048), line(1), zigzag(4096), 0];
const tile = gzipSync(Buffer.from([...layer("water", feature(3, square)), ...layer("roads", feature(2, road))]));

/** Writes the file. */
export function write(path) {
  const root = gzipSync(Buffer.from([1, 0, 1, ...varint(tile.length), 1].flat()));
  const about = gzipSync(Buffer.from(JSON.stringify({ vector_layers: [{ id: "water", fields: {} }, { id: "roads", fields: {} }] })));
  const head = Buffer.alloc(127);
  head.write("PMTiles", 0, "latin1");
  head[7] = 3;
  let at = 127;
  // Where the directory, the description, no further directories, and the tiles lie.
  for (const [offset, length] of [[8, root.length], [24, about.length], [40, 0], [56, tile.length]]) {
    head.writeBigUInt64LE(BigInt(at), offset);
    head.writeBigUInt64LE(BigInt(length), offset + 8);
    at += length;
  }
  for (const offset of [72, 80, 88]) head.writeBigUInt64LE(1n, offset);
  // Clustered; directories and tiles gzipped; vector tiles; zoom 0 only; the whole world.
  head.set([1, 2, 2, 1, 0, 0], 96);
  for (const [n, degrees] of [-180, -85, 180, 85].entries()) head.writeInt32LE(degrees * 1e7, 102 + n * 4);
  writeFileSync(path, Buffer.concat([head, root, about, tile]));
}
