const HEADER = 8

/**
 * How deep the boxes of a manifest store lie in one another, at most `most + 1`. Whoever reads them copies what lies
 * inside for every depth: a file made for that would fill the memory.
 */
export function depthOfBoxes(store: Uint8Array, most: number): number {
  const view = new DataView(store.buffer, store.byteOffset, store.byteLength)
  let deepest = 0
  const walk = (from: number, to: number, depth: number): void => {
    deepest = Math.max(deepest, depth)
    if (depth > most) return
    for (let at = from; at + HEADER <= to;) {
      const length = view.getUint32(at)
      const isNested = view.getUint32(at + 4) === SUPERBOX
      if (length < HEADER) return
      const end = Math.min(to, at + length)
      if (isNested) walk(at + HEADER, end, depth + 1)
      at += length
    }
  }
  walk(0, store.byteLength, 0)
  return deepest
}

/** `jumb` */
const SUPERBOX = 0x6a_75_6d_62
