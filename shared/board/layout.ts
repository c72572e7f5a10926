import * as Y from 'yjs'

/**
 * How a board lies in its Y.Doc: one map from record id to a map of that record's keys (see codec.ts),
 * and a small map about the document itself. Any other top-level type a client adds is kept and ignored.
 */
export type RecordMap = Y.Map<unknown>

export function recordsOf(doc: Y.Doc): Y.Map<RecordMap> {
  return doc.getMap<RecordMap>('records')
}

/** About the document itself; written by the server only. */
export function documentInfoOf(doc: Y.Doc): Y.Map<unknown> {
  return doc.getMap('about')
}

/** Key in `about`: which layout of keys the document follows. A client that knows only older ones must reload. */
export const LAYOUT_KEY = 'layout'
export const LAYOUT_VERSION = 1

/** Which layout a document says it follows; null where it says none, as before its first update. */
export function layoutOf(doc: Y.Doc): number | null {
  const layout = documentInfoOf(doc).get(LAYOUT_KEY)
  return typeof layout === 'number' ? layout : null
}

/** The page every board begins with; only the server creates it. */
export const FIRST_PAGE = 'page:page'
