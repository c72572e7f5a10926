import 'leaflet/dist/leaflet.css'
import L from 'leaflet'
import type { EvidenceId } from '../../../shared/evidence/kinds.ts'
import { titleOf } from '../../../shared/evidence/wording.ts'
import type { Basemap } from '../../../shared/protocol/http.ts'
import { configuredLayer, worldLayer } from './basemap.ts'
import { boundsOf, type MapFeature } from './map-features.ts'
import { mapMessages as words } from './map-messages.ts'

type Options = {
  basemap: Basemap | null
  isDark: boolean
  onChoose: (id: EvidenceId) => void
  /** The configured map cannot be loaded; the outlines stay. */
  onBasemapFailed: () => void
}

const OUTLINES = 'outlines'

type Look = { ink: string; string: string; land: string; border: string; sea: string }

/** Closer than this, a place is shown without anything to know it by: streets, or outlines of countries. */
const CLOSE = 13
const ON_OUTLINES = 5

/** Leaflet's map of a board's places. Everything on it can be pressed; the list beside it serves the keyboard. */
export class BoardMap {
  readonly #map: L.Map
  readonly #features = L.featureGroup()
  readonly #options: Options
  readonly #look: Look
  #isClosed = false

  constructor(element: HTMLElement, options: Options) {
    this.#options = options
    this.#look = lookOf(element)
    this.#map = L.map(element, {
      preferCanvas: true,
      zoomControl: false,
      worldCopyJump: true,
      minZoom: 1,
      maxZoom: 20,
      center: [20, 20],
      zoom: 1,
      fadeAnimation: false,
      zoomAnimation: false,
    })
    // Under the tiles of a configured map, which would else be hidden by the land.
    this.#map.createPane(OUTLINES).style.zIndex = '150'
    this.#map.attributionControl.setPrefix(false)
    L.control.scale({ imperial: false }).addTo(this.#map)
    this.#features.addTo(this.#map)
    void this.#addBasemap()
  }

  show(features: readonly MapFeature[], chosen: ReadonlySet<EvidenceId>): void {
    this.#features.clearLayers()
    const last = (feature: MapFeature) => Number(chosen.has(feature.evidence.id))
    for (const feature of features.toSorted((a, b) => last(a) - last(b)))
      for (const layer of this.#layersOf(feature, chosen.has(feature.evidence.id)))
        this.#features.addLayer(layer)
  }

  fit(features: readonly MapFeature[]): void {
    const bounds = boundsOf(features)
    if (!bounds) return
    const { south, west, north, east } = bounds
    this.#map.fitBounds(L.latLngBounds([south, west], [north, east]), {
      padding: [30, 30],
      maxZoom: this.#options.basemap?.kind === 'xyz' ? CLOSE : ON_OUTLINES,
    })
  }

  /** Moves only where none of it is in sight. */
  bringIn(features: readonly MapFeature[]): void {
    const bounds = boundsOf(features)
    if (!bounds) return
    const box = L.latLngBounds([bounds.south, bounds.west], [bounds.north, bounds.east])
    if (!this.#map.getBounds().intersects(box)) this.fit(features)
  }

  zoom(by: number): void {
    this.#map.setZoom(this.#map.getZoom() + by)
  }

  resize(): void {
    this.#map.invalidateSize()
  }

  close(): void {
    this.#isClosed = true
    this.#map.remove()
  }

  async #addBasemap(): Promise<void> {
    const { basemap, isDark, onBasemapFailed } = this.#options
    const world = await worldLayer({ ...this.#look, pane: OUTLINES })
    if (this.#isClosed) return
    world.addTo(this.#map)
    if (!basemap) return
    try {
      const layer = await configuredLayer(basemap, { isDark })
      if (this.#isClosed) return
      layer.on('tileerror', onBasemapFailed)
      layer.addTo(this.#map)
      this.#features.bringToFront()
    } catch {
      if (!this.#isClosed) onBasemapFailed()
    }
  }

  #layersOf(feature: MapFeature, isChosen: boolean): L.Layer[] {
    const color = isChosen ? this.#look.string : this.#look.ink
    const weight = isChosen ? 3 : 2
    const { evidence } = feature
    const tell = <T extends L.Path>(layer: T): T => {
      layer.on('click', () => this.#options.onChoose(evidence.id))
      return layer.bindTooltip(tooltipOf(feature), { direction: 'top' })
    }
    if (feature.kind === 'footprint') {
      const outline = feature.outline.map(({ lat, lon }): L.LatLngTuple => [lat, lon])
      return [tell(L.polygon(outline, { color, weight, fillOpacity: isChosen ? 0.25 : 0.1 }))]
    }
    const at: L.LatLngTuple = [feature.at.lat, feature.at.lon]
    const isDoubtful = feature.kind !== 'established'
    const dot = L.circleMarker(at, {
      radius: feature.kind === 'file' ? 4 : 7,
      color,
      weight,
      fillColor: isDoubtful ? this.#look.sea : color,
      fillOpacity: 1,
      ...(isDoubtful && { dashArray: '3 3' }),
    })
    if (feature.radiusM === null) return [tell(dot)]
    const circle = L.circle(at, {
      radius: feature.radiusM,
      color,
      weight: 1,
      fillOpacity: 0.12,
      ...(isDoubtful && { dashArray: '4 4' }),
    })
    return [tell(circle), tell(dot)]
  }
}

/** As an element: a title is somebody's words, and Leaflet takes a string for HTML. */
function tooltipOf(feature: MapFeature): HTMLElement {
  const element = document.createElement('span')
  element.textContent = [titleOf(feature.evidence), words.kinds[feature.kind], feature.words]
    .filter((part) => part !== '')
    .join(' · ')
  return element
}

function lookOf(element: HTMLElement): Look {
  const style = getComputedStyle(element)
  const colour = (name: string) => style.getPropertyValue(name).trim()
  return {
    ink: colour('--rs-ink'),
    string: colour('--rs-string'),
    land: colour('--rs-surface'),
    border: colour('--rs-line-strong'),
    sea: colour('--rs-sunken'),
  }
}
