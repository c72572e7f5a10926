import type { TLContent, TLShape } from '@tldraw/tldraw'

/** Shapes that show something from another place: evidence has cards for that. */
const foreign = new Set(['image', 'video', 'embed', 'bookmark'])

/**
 * Copied shapes without those that would load something from elsewhere, and without cards of items that are not
 * here. `links` are the addresses that embeds and bookmarks showed.
 */
export function withoutForeignMedia(
  content: TLContent,
  isOnBoard: (evidenceId: string) => boolean,
): { clean: TLContent; links: string[]; leftOut: number } {
  const kept = content.shapes.filter(
    (shape) => !foreign.has(shape.type) && !isLostCard(shape, isOnBoard),
  )
  const dropped = content.shapes.filter((shape) => !kept.includes(shape))
  const links = dropped.map(addressIn).filter((address) => address !== null)
  const ids = new Set<string>(kept.map(({ id }) => id))
  const clean: TLContent = {
    ...content,
    shapes: kept,
    assets: [],
    rootShapeIds: content.rootShapeIds.filter((id) => ids.has(id)),
  }
  if (content.bindings)
    clean.bindings = content.bindings.filter(({ fromId, toId }) => ids.has(fromId) && ids.has(toId))
  return { clean, links: [...new Set(links)], leftOut: dropped.length - links.length }
}

/** An Excalidraw drawing without its pictures and embedded pages. */
export function withoutExcalidrawMedia(content: unknown): unknown {
  if (typeof content !== 'object' || content === null) return content
  const elements: unknown[] =
    'elements' in content && Array.isArray(content.elements) ? content.elements : []
  const left = new Set(['image', 'embeddable', 'iframe'])
  return {
    ...content,
    files: {},
    elements: elements.filter((element) => !left.has(typeOf(element))),
  }
}

function isLostCard(shape: TLShape, isOnBoard: (evidenceId: string) => boolean): boolean {
  if (shape.type !== ('card' as string)) return false
  const { evidenceId } = shape.props as { evidenceId?: unknown }
  return typeof evidenceId !== 'string' || !isOnBoard(evidenceId)
}

function addressIn({ type, props }: TLShape): string | null {
  if (type !== 'embed' && type !== 'bookmark') return null
  return 'url' in props && /^https?:\/\//.test(props.url) ? props.url : null
}

function typeOf(element: unknown): string {
  return typeof element === 'object' && element !== null && 'type' in element
    ? String(element.type)
    : ''
}
