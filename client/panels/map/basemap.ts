import L from 'leaflet'
import { PMTiles, TileType } from 'pmtiles'
import { feature } from 'topojson-client'
import type { GeometryCollection, Topology } from 'topojson-specification'
import type { Basemap } from '../../../shared/protocol/http.ts'
import { mapMessages as words } from './map-messages.ts'

type Look = { land: string; border: string; pane: string }

/** The outlines of all countries, part of the client: the map needs nothing from elsewhere. */
export async function worldLayer({ land, border, pane }: Look): Promise<L.Layer> {
  const { default: atlas } = await import('world-atlas/countries-50m.json')
  const topology = atlas as unknown as Topology<{ countries: GeometryCollection }>
  return L.geoJSON(feature(topology, topology.objects.countries), {
    interactive: false,
    pane,
    attribution: words.land,
    style: { fillColor: land, fillOpacity: 1, color: border, weight: 0.7 },
  })
}

/**
 * The map that the operator has configured.
 *
 * @throws where it cannot be read
 */
export async function configuredLayer(
  { kind, url, attribution }: Basemap,
  { isDark }: { isDark: boolean },
): Promise<L.Layer> {
  if (kind === 'xyz') return L.tileLayer(url, { attribution, maxZoom: 20 })
  const archive = new PMTiles(url)
  const { tileType, maxZoom } = await archive.getHeader()
  if (tileType !== TileType.Mvt)
    return new RasterTiles(archive, { attribution, maxNativeZoom: maxZoom })
  const { leafletLayer } = await import('protomaps-leaflet')
  return leafletLayer({
    url,
    // Closer than the archive goes, its closest tiles are drawn larger.
    maxDataZoom: maxZoom,
    flavor: isDark ? 'dark' : 'light',
    lang: 'en',
    attribution,
  }) as unknown as L.Layer
}

/** Tiles that are pictures, read from one archive by ranges. */
class RasterTiles extends L.GridLayer {
  readonly #archive: PMTiles

  constructor(archive: PMTiles, options: L.GridLayerOptions) {
    super({ maxZoom: 20, ...options })
    this.#archive = archive
  }

  protected override createTile(coords: L.Coords, done: L.DoneCallback): HTMLElement {
    const tile = document.createElement('img')
    tile.alt = ''
    void this.#draw(tile, { coords, done })
    return tile
  }

  async #draw(
    tile: HTMLImageElement,
    { coords: { z, x, y }, done }: { coords: L.Coords; done: L.DoneCallback },
  ): Promise<void> {
    try {
      const found = await this.#archive.getZxy(z, x, y)
      if (found) await showPicture(tile, found.data)
      done(undefined, tile)
    } catch (error) {
      done(error instanceof Error ? error : new Error('The tile cannot be shown.'), tile)
    }
  }
}

async function showPicture(tile: HTMLImageElement, data: ArrayBuffer): Promise<void> {
  const address = URL.createObjectURL(new Blob([data]))
  try {
    tile.src = address
    await tile.decode()
  } finally {
    URL.revokeObjectURL(address)
  }
}
