/** Pictures as they were brought in, by address and size: cards show the same ones again and again. */
const kept = new Map<string, string>()
const MOST_KEPT = 200

/**
 * A picture as a `data:` address with its longer side no more than `most` pixels, for originals may have many times
 * what is drawn of them. Null where it cannot be read.
 */
export async function smallEnough(address: string, most: number): Promise<string | null> {
  if (address === '') return null
  const key = `${address.startsWith('data:') ? '' : address} ${most}`
  const known = kept.get(key)
  if (known !== undefined && !address.startsWith('data:')) return known
  const made = await fetch(address)
    .then((answer) => (answer.ok ? answer.blob() : null))
    .then((blob) => blob && reduced(blob, most))
    .catch(() => null)
  if (made !== null && !address.startsWith('data:')) {
    if (kept.size >= MOST_KEPT) kept.clear()
    kept.set(key, made)
  }
  return made
}

async function reduced(blob: Blob, most: number): Promise<string> {
  if (blob.type === 'image/svg+xml') return asDataAddress(blob)
  const whole = await createImageBitmap(blob)
  const share = Math.min(1, most / Math.max(whole.width, whole.height))
  if (share >= 1) {
    whole.close()
    return asDataAddress(blob)
  }
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(whole.width * share))
  canvas.height = Math.max(1, Math.round(whole.height * share))
  const context = canvas.getContext('2d')
  if (!context) throw new Error('There is no canvas to draw on')
  context.imageSmoothingQuality = 'high'
  context.drawImage(whole, 0, 0, canvas.width, canvas.height)
  whole.close()
  return blob.type === 'image/jpeg'
    ? canvas.toDataURL('image/jpeg', 0.92)
    : canvas.toDataURL('image/png')
}

export function asDataAddress(blob: Blob): Promise<string> {
  return new Promise((done, fail) => {
    const reader = new FileReader()
    reader.addEventListener('loadend', () =>
      typeof reader.result === 'string'
        ? done(reader.result)
        : fail(new Error('A picture cannot be read')),
    )
    reader.readAsDataURL(blob)
  })
}
