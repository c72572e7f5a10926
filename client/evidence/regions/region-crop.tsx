import type { Evidence } from '../../../shared/evidence/kinds.ts'
import {
  cropAround,
  regionName,
  type NumberedRegion,
} from '../../../shared/evidence/region-outline.ts'
import { valueOf } from '../../../shared/evidence/values.ts'
import { titleOf } from '../../../shared/evidence/wording.ts'
import { fileAddress } from '../../api.ts'
import { pictureOf } from '../picture-body.tsx'
import css from './region-crop.module.css'
import { RegionMarks } from './region-marks.tsx'

const UNKNOWN_SIZE = { w: 1200, h: 900 }

/** What a region shows, cut out of its picture with a little around it. Fills the width it is given. */
export function RegionCrop({
  picture,
  numbered,
  boardId,
  aspect = 4 / 3,
}: {
  picture: Evidence
  numbered: NumberedRegion
  boardId: string
  /** Width divided by height. */
  aspect?: number
}) {
  const shown = pictureOf(picture)
  const size = sizeOf(picture)
  const crop = cropAround(numbered.region.outline, { size, aspect })
  const share = (pixels: number, whole: number) => `${(pixels / whole) * 100}%`
  return (
    <div className={css['crop']} style={{ aspectRatio: aspect }}>
      {shown !== undefined && (
        <img
          src={fileAddress(boardId, shown)}
          alt={`${titleOf(picture)}, ${regionName(numbered)}`}
          loading="lazy"
          decoding="async"
          draggable={false}
          style={{
            left: share(-crop.x, crop.w),
            top: share(-crop.y, crop.h),
            width: share(size.w, crop.w),
            height: share(size.h, crop.h),
          }}
        />
      )}
      <RegionMarks regions={[numbered]} size={size} window={crop} />
    </div>
  )
}

/** Pixels of a picture as shown. Without facts the form of most pictures stands in: a crop is then a little off. */
export function sizeOf(picture: Evidence): { w: number; h: number } {
  const { width, height } = valueOf(picture, 'facts', 'facts') ?? {}
  return width && height ? { w: width, h: height } : UNKNOWN_SIZE
}
