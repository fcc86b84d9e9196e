// Natural Earth's land and borders (world-atlas, ISC; Natural Earth, public domain) as plain GeoJSON for the map.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { feature, mesh } from "topojson-client";

const source = new URL("../node_modules/world-atlas/countries-50m.json", import.meta.url);
const target = new URL("../public/basemap/", import.meta.url);
const world = JSON.parse(readFileSync(source, "utf8"));
const rounded = (value) => Array.isArray(value) ? value.map(rounded) : typeof value === "number" ? Math.round(value * 1000) / 1000 : value;
const write = (name, geometry) =>
  writeFileSync(new URL(name, target), JSON.stringify({ type: "Feature", properties: {}, geometry: { ...geometry, coordinates: rounded(geometry.coordinates) } }));

mkdirSync(target, { recursive: true });
const land = feature(world, world.objects.land);
write("land.json", land.type === "FeatureCollection" ? land.features[0].geometry : land.geometry);
write("borders.json", mesh(world, world.objects.countries, (a, b) => a !== b));
