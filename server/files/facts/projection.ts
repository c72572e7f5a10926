import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import type { Crs } from '../../../shared/evidence/georeference.ts'
import { planeOf } from '../../../shared/geo/plane.ts'
import type { FoundCrs } from '../../../shared/protocol/projections.ts'

/** Where the EPSG register lies: one JSON file a system, and one of all. */
const folder = dirname(createRequire(import.meta.url).resolve('epsg-index/all.json'))

const entry = z.object({
  code: z.string(),
  name: z.string(),
  kind: z.string(),
  proj4: z.string().nullable(),
  /** Metres, of the way to WGS 84. */
  accuracy: z.number().nullish(),
  area: z.string().nullish(),
})
type Entry = z.infer<typeof entry>

/** A coordinate system of the EPSG register, with a definition that can be used here; null where there is none. */
export function crsOfEpsg(code: number): Crs | null {
  if (code === 900913) return crsOfEpsg(3857)
  if (!Number.isInteger(code) || code < 1024 || code > 999_999) return null
  try {
    const text = readFileSync(join(folder, 's', `${code}.json`), 'utf8')
    return crsOfEntry(entry.parse(JSON.parse(text)))
  } catch {
    // No such file: no such system.
    return null
  }
}

/** Reads the whole register once and is then asked many times. */
export function openRegister(): (query: string) => FoundCrs[] {
  let all: { entry: Entry; text: string }[] | undefined
  return (query) => {
    const words = query
      .toLowerCase()
      .replace('epsg:', ' ')
      .split(/[\s,/]+/)
      .filter(Boolean)
    if (words.length === 0) return []
    all ??= readRegister()
    const found: { rank: number; crs: FoundCrs }[] = []
    for (const { entry: each, text } of all) {
      if (!words.every((word) => text.includes(word))) continue
      const crs = crsOfEntry(each)
      if (!crs) continue
      const isExact = words.length === 1 && words[0] === each.code
      const rank = isExact ? -1 : (usual.get(each.code) ?? 100 + each.name.length)
      found.push({ rank, crs: { ...crs, area: (each.area ?? '').slice(0, 300) } })
    }
    return found
      .toSorted((a, b) => a.rank - b.rank)
      .slice(0, MOST_FOUND)
      .map(({ crs }) => crs)
  }
}

const MOST_FOUND = 25
/** What pictures from above mostly come in, first. */
const usual = new Map(['4326', '3857', '4258', '4269'].map((code, index) => [code, index]))

function readRegister(): { entry: Entry; text: string }[] {
  const all = z
    .record(z.string(), z.unknown())
    .parse(JSON.parse(readFileSync(join(folder, 'all.json'), 'utf8')))
  return Object.values(all).flatMap((raw) => {
    const parsed = entry.safeParse(raw)
    if (!parsed.success || parsed.data.proj4 === null) return []
    const { code, name, area } = parsed.data
    return [{ entry: parsed.data, text: `${code} ${name} ${area ?? ''}`.toLowerCase() }]
  })
}

function crsOfEntry({ code, name, kind, proj4, accuracy }: Entry): Crs | null {
  const isFlat =
    /PROJCRS|GEOGCRS|GEOG2D|COMPOUND|GCS|CRS/i.test(kind) && !/VERT|GEOCENT/i.test(kind)
  if (proj4 === null || !isFlat) return null
  return usableCrs({
    code: `EPSG:${code}`,
    name,
    definition: proj4,
    accuracyM: isOnWgs84(proj4, code) ? 0 : (accuracy ?? null),
  })
}

function isOnWgs84(definition: string, code: string): boolean {
  return code === '3857' || definition.includes('+datum=WGS84')
}

/** Without its grid of corrections an old datum lies off by up to this much. */
const NO_GRID_M = 200

/** A system whose definition is known to work; corrections by grids are left out, for no grids are kept here, and said so. */
export function usableCrs(crs: Crs): Crs | null {
  const hasGrid = /\+nadgrids=(?!@null)\S+/.test(crs.definition)
  const definition = crs.definition.replace(/\+nadgrids=(?!@null)\S+\s*/, '').trim()
  const plane = planeOf(definition)
  if (!plane || !definition.startsWith('+proj=') || definition.length > 1000) return null
  return {
    code: crs.code.slice(0, 30),
    name: crs.name.slice(0, 300),
    definition,
    accuracyM: hasGrid ? NO_GRID_M : crs.accuracyM,
  }
}
