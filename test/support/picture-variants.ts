import sharp, { type Sharp } from 'sharp'

/** What happens to a picture on its way through the net: name → what is done to it. */
export type Variant = {
  name: string
  make: (picture: Buffer, size: { w: number; h: number }) => Sharp
}

function cut(share: { x: number; y: number; w: number; h: number }): Variant['make'] {
  return (picture, { w, h }) =>
    sharp(picture).extract({
      left: Math.round(share.x * w),
      top: Math.round(share.y * h),
      width: Math.max(1, Math.floor(share.w * w)),
      height: Math.max(1, Math.floor(share.h * h)),
    })
}

/** Those that leave the picture whole. */
export const wholeVariants: readonly Variant[] = [
  { name: 'recompressed', make: (picture) => sharp(picture).jpeg({ quality: 35 }) },
  {
    name: 'a third of the size',
    make: (picture, { w }) => sharp(picture).resize(Math.ceil(w / 3)),
  },
  { name: 'mirrored', make: (picture) => sharp(picture).flop() },
  { name: 'brighter', make: (picture) => sharp(picture).modulate({ brightness: 1.25 }) },
  { name: 'grey', make: (picture) => sharp(picture).greyscale() },
  {
    name: 'black bars',
    make: (picture, { h }) =>
      sharp(picture).extend({
        top: Math.round(h * 0.12),
        bottom: Math.round(h * 0.12),
        background: '#000',
      }),
  },
]

/** Those that leave a part of it. */
export const cutVariants: readonly Variant[] = [
  { name: 'cut 5 % all round', make: cut({ x: 0.05, y: 0.05, w: 0.9, h: 0.9 }) },
  { name: 'cut 15 % below', make: cut({ x: 0, y: 0, w: 1, h: 0.85 }) },
  { name: 'cut to the middle 70 %', make: cut({ x: 0.15, y: 0.15, w: 0.7, h: 0.7 }) },
  { name: 'cut to the right two thirds', make: cut({ x: 0.34, y: 0, w: 0.66, h: 1 }) },
  { name: 'cut to the lower left 60 %', make: cut({ x: 0, y: 0.4, w: 0.6, h: 0.6 }) },
]
