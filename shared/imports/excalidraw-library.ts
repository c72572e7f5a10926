import { element, type Element } from './excalidraw-element.ts'
import { isObject } from './said.ts'

const GAP = 80
const MOST_ACROSS = 6

/** A library of Excalidraw as a drawing: its items in rows, each as it was drawn. Null for anything else. */
export function drawingOfLibrary(value: unknown): object | null {
  if (!isObject(value) || value['type'] !== 'excalidrawlib') return null
  const elements: object[] = []
  let corner = { x: 0, y: 0 }
  let [across, rowHeight] = [0, 0]
  for (const [at, item] of itemsOf(value).entries()) {
    const own = item.flatMap((each) => element.safeParse(each).data ?? [])
    const { x, y, w, h } = boundsOf(own)
    const ofItem = (id: string) => (id === '' ? '' : `${at} ${id}`)
    // Items of a library may have been copied from each other, ids and all.
    for (const each of own)
      elements.push({
        ...each,
        id: ofItem(each.id),
        containerId: ofItem(each.containerId),
        frameId: ofItem(each.frameId),
        startBinding: { elementId: ofItem(each.startBinding) },
        endBinding: { elementId: ofItem(each.endBinding) },
        x: each.x - x + corner.x,
        y: each.y - y + corner.y,
      })
    rowHeight = Math.max(rowHeight, h)
    across = (across + 1) % MOST_ACROSS
    corner =
      across === 0 ? { x: 0, y: corner.y + rowHeight + GAP } : { ...corner, x: corner.x + w + GAP }
    if (across === 0) rowHeight = 0
  }
  return { type: 'excalidraw', elements }
}

/** `libraryItems` of today hold their elements, `library` of the first version is them. */
function itemsOf({ libraryItems, library }: Record<string, unknown>): unknown[][] {
  const all: unknown[] = [libraryItems, library].find(Array.isArray) ?? []
  return all.flatMap((item) => {
    const elements = isObject(item) ? item['elements'] : item
    return Array.isArray(elements) ? [elements] : []
  })
}

function boundsOf(elements: readonly Element[]): { x: number; y: number; w: number; h: number } {
  const least = (of: (each: Element) => number) =>
    elements.reduce((so, each) => Math.min(so, of(each)), Infinity)
  if (elements.length === 0) return { x: 0, y: 0, w: 0, h: 0 }
  const [x, y] = [least((each) => each.x), least((each) => each.y)]
  return {
    x,
    y,
    w: -least((each) => -each.x - Math.abs(each.width)) - x,
    h: -least((each) => -each.y - Math.abs(each.height)) - y,
  }
}
