import type { GeoTIFFImage } from 'geotiff'

/** Photometric interpretation: the bands are brightness and two differences of colour, as JPEG keeps them. */
const YCBCR = 6

/** Bands as they are meant, each once: what is stored as brightness and colour differences comes as red, green, blue. */
export async function readBands(
  image: GeoTIFFImage,
  samples: readonly number[],
  size?: { width: number; height: number },
): Promise<ArrayLike<number>[]> {
  const isYcc = image.fileDirectory.getValue('PhotometricInterpretation') === YCBCR
  const stored = isYcc ? [0, 1, 2] : [...new Set(samples)]
  const read = (await image.readRasters({
    ...size,
    samples: stored,
    interleave: false,
    resampleMethod: 'bilinear',
  })) as unknown as ArrayLike<number>[]
  const bands = isYcc ? fromYcc([...read]) : [...read]
  return samples.map((band) => bands[stored.indexOf(band)] ?? [])
}

/** ITU-R BT.601 as in JFIF. */
function fromYcc([y = [], cb = [], cr = []]: ArrayLike<number>[]): Uint8ClampedArray[] {
  const [red, green, blue] = [0, 1, 2].map(() => new Uint8ClampedArray(y.length))
  if (!red || !green || !blue) return []
  for (let pixel = 0; pixel < y.length; pixel++) {
    const light = y[pixel] ?? 0
    const [b, r] = [(cb[pixel] ?? 128) - 128, (cr[pixel] ?? 128) - 128]
    red[pixel] = light + 1.402 * r
    green[pixel] = light - 0.344136 * b - 0.714136 * r
    blue[pixel] = light + 1.772 * b
  }
  return [red, green, blue]
}
