import type { Facts } from '../../../shared/evidence/fields.ts'

/** Longest side of a preview. */
export const PREVIEW_PX = 1600

/** Pictures with more pixels are never decoded: some are made to fill the memory of whoever does. */
const MOST_PIXELS = 200_000_000

/** Below this a picture is shown as it is. */
const SMALL_BYTES = 700 * 1024

/** How a working copy to look at is made, `none` where the original serves or nothing can be made. */
export type PreviewPlan = 'none' | 'too-many-pixels' | 'picture' | 'raster' | 'poster'

const browsersShow = new Set([
  'image/jpeg',
  'image/png',
  'image/apng',
  'image/gif',
  'image/webp',
  'image/avif',
  'image/bmp',
])
const needConversion = new Set(['image/tiff', 'image/heic', 'image/heif'])

export function previewPlanOf({
  type,
  size,
  facts,
}: {
  type: string
  size: number
  facts: Facts
}): PreviewPlan {
  if (type.startsWith('video/')) return mayHaveStill(facts) ? 'poster' : 'none'
  if (!browsersShow.has(type) && !needConversion.has(type)) return 'none'
  const { width = 0, height = 0 } = facts
  if (width === 0 || height === 0) return 'none'
  if (width * height > MOST_PIXELS) return 'too-many-pixels'
  if (type === 'image/tiff') return isDeep(facts) ? 'raster' : 'picture'
  if (needConversion.has(type)) return 'picture'
  // Moving pictures would stop moving, and small ones need no copy.
  if (type === 'image/gif' || type === 'image/apng' || (facts.pages ?? 1) > 1) return 'none'
  return Math.max(width, height) > PREVIEW_PX && size > SMALL_BYTES ? 'picture' : 'none'
}

/** A clip with a picture in it. */
function mayHaveStill({ videoCodec, framesHeld }: Facts): boolean {
  return videoCodec !== undefined && framesHeld !== 0
}

function isDeep({ bands = 1, crs, footprint }: Facts): boolean {
  return bands > 3 || crs !== undefined || footprint !== undefined
}
