import { z } from 'zod'

/** Where a picture lies on the ground, as a file or people say it. What follows from it is in shared/geo. */

const figure = z.number().min(-1e12).max(1e12)
const lon = z.number().min(-540).max(540)
const lat = z.number().min(-90.01).max(90.01)
const lonLat = z.tuple([lon, lat])

/** Lon, lat of the corners: upper left, upper right, lower right, lower left. */
export const cornersValue = z.tuple([lonLat, lonLat, lonLat, lonLat])

/** x = a·column + b·row + c, y = d·column + e·row + f, from the upper left corner of the upper left pixel. */
export const affineValue = z.tuple([figure, figure, figure, figure, figure, figure])

/**
 * A coordinate system with its whole definition, so that nobody has to look it up. `accuracyM`: how well it is
 * tied to WGS 84, where that is known.
 */
export const crsValue = z.object({
  /** `EPSG:26914`; empty for one that only the file defines. */
  code: z.string().max(30),
  name: z.string().max(300),
  /** PROJ, `+proj=utm +zone=14 …`. */
  definition: z
    .string()
    .max(1000)
    .regex(/^\+proj=/),
  accuracyM: z.number().min(0).max(1e6).nullable(),
})
export type Crs = z.infer<typeof crsValue>

/** A point of the picture (shares of its width and height) whose place on the ground is known. */
export const controlPointValue = z.object({
  x: z.number().min(0).max(1),
  y: z.number().min(0).max(1),
  lon,
  lat,
})
export type ControlPoint = z.infer<typeof controlPointValue>

const who = { by: z.string().max(200), at: z.string().max(40) }

/** What people set where the file itself does not say where it lies, or wrongly. One key: it changes as a whole. */
export const georeferenceValue = z.discriminatedUnion('from', [
  /** `crs` is null until somebody says it: a world file does not. */
  z.object({
    from: z.literal('world-file'),
    name: z.string().max(500),
    affine: affineValue,
    crs: crsValue.nullable(),
    ...who,
  }),
  z.object({ from: z.literal('kml'), name: z.string().max(500), corners: cornersValue, ...who }),
  z.object({
    from: z.literal('control-points'),
    points: z.array(controlPointValue).min(1).max(20),
    ...who,
  }),
])
export type Georeference = z.infer<typeof georeferenceValue>

/** What a raster file states of itself beside its size. Every figure may be absent. */
export const rasterFactsValue = z.object({
  bits: z.number().optional(),
  sampleFormat: z.enum(['unsigned', 'signed', 'float', 'complex']).optional(),
  bandNames: z.array(z.string().max(200)).max(64).optional(),
  /** In the band's own units; `low` and `high` are its 2nd and 98th percentile, by a sample of its pixels. */
  bandRanges: z
    .array(z.object({ min: z.number(), max: z.number(), low: z.number(), high: z.number() }))
    .max(64)
    .optional(),
  /** The value that stands for no data, as the file writes it. */
  noData: z.string().max(60).optional(),
  affine: affineValue.optional(),
  crs: crsValue.optional(),
  corners: cornersValue.optional(),
  /** EDTF, and which of the file's own statements says so. */
  acquired: z.string().max(60).optional(),
  acquiredBy: z.string().max(100).optional(),
  sensor: z.string().max(200).optional(),
})
export type RasterFacts = z.infer<typeof rasterFactsValue>
