// The user's own map: a PMTiles file that the program serves from this address. Its layers are drawn quietly below the incidents, by
// their names (water, roads, borders, buildings); pictures are laid down as they are. Names in it are not drawn: letters for a map would
// have to come from elsewhere.
import type { Map as Basemap } from "maplibre-gl";
import { addProtocol } from "maplibre-gl";
import { FetchSource, PMTiles, Protocol, TileType } from "pmtiles";
import { KEY } from "./api.ts";

type Colour = (name: string) => string;
const BELOW = "borders";
let protocol: Protocol | null = null;

export class OwnMap {
  private constructor(private readonly map: Basemap, private readonly layers: { id: string; paint: string; colour: string }[]) {}

  /** Lays the file of this address below the borders. */
  static async lay(map: Basemap, colour: Colour): Promise<OwnMap> {
    const url = new URL("tiles/basemap.pmtiles", location.href.split("#")[0]).href;
    if (!protocol) { protocol = new Protocol(); addProtocol("pmtiles", protocol.tile); }
    const token = sessionStorage.getItem(KEY);
    const file = new PMTiles(new FetchSource(url, new Headers(token ? { authorization: `Bearer ${token}` } : {})));
    protocol.add(file);
    const head = await file.getHeader();
    const own = new OwnMap(map, []);
    if (head.tileType !== TileType.Mvt) {
      map.addSource("own", { type: "raster", url: `pmtiles://${url}`, tileSize: 256 });
      map.addLayer({ id: "own", type: "raster", source: "own", paint: { "raster-opacity": .8 } }, BELOW);
      return own;
    }
    map.addSource("own", { type: "vector", url: `pmtiles://${url}` });
    const about = await file.getMetadata() as { vector_layers?: { id: string }[] };
    // The view may have been left while the file was read: a sheet that is no longer on the page has no colours.
    if (!map.getContainer().isConnected || !map.getStyle()?.sources.own) return own;
    for (const { id: name } of about.vector_layers ?? []) {
      const wet = /water|ocean|sea|river|lake/i.test(name), fill = wet ? "--sea" : "--land", line = wet ? "--sea" : /road|transport|street|path/i.test(name) ? "--border" : "--line";
      const add = (id: string, type: "fill" | "line", shape: string, paint: string, shade: string, more: Record<string, number>): void => {
        map.addLayer({ id, type, source: "own", "source-layer": name, filter: ["==", ["geometry-type"], shape], paint: { [paint]: colour(shade), ...more } } as Parameters<Basemap["addLayer"]>[0], BELOW);
        own.layers.push({ id, paint, colour: shade });
      };
      add(`own-${name}-fill`, "fill", "Polygon", "fill-color", fill, { "fill-opacity": wet ? 1 : .6 });
      add(`own-${name}-edge`, "line", "Polygon", "line-color", line, { "line-width": .5 });
      add(`own-${name}-line`, "line", "LineString", "line-color", line, { "line-width": 1 });
    }
    return own;
  }

  /** Follows the page from light to dark. */
  recolour(colour: Colour): void { for (const layer of this.layers) this.map.setPaintProperty(layer.id, layer.paint as Parameters<Basemap["setPaintProperty"]>[1], colour(layer.colour)); }
}
