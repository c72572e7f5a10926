import type { TLContent } from '@tldraw/tldraw'
import { expect, test } from 'vitest'
import { withoutExcalidrawMedia, withoutForeignMedia } from '../../client/board/ways-in-pasted.ts'

function shape(id: string, type: string, props: Record<string, unknown> = {}) {
  return { id: `shape:${id}`, type, typeName: 'shape', parentId: 'page:page', props }
}

function contentOf(shapes: ReturnType<typeof shape>[]): TLContent {
  return {
    shapes,
    rootShapeIds: shapes.map(({ id }) => id),
    bindings: [
      { id: 'binding:1', fromId: 'shape:arrow', toId: 'shape:picture' },
      { id: 'binding:2', fromId: 'shape:arrow', toId: 'shape:box' },
    ],
    assets: [
      { id: 'asset:1', type: 'image', props: { src: 'https://elsewhere.example/tracker.png' } },
    ],
    schema: { schemaVersion: 2, sequences: {} },
  } as unknown as TLContent
}

test('[F24] pictures, videos, embeds and bookmarks stay behind, their addresses come as links', () => {
  const { clean, links, leftOut } = withoutForeignMedia(
    contentOf([
      shape('box', 'geo'),
      shape('arrow', 'arrow'),
      shape('picture', 'image', { assetId: 'asset:1' }),
      shape('film', 'video', { assetId: 'asset:1' }),
      shape('page', 'bookmark', { url: 'https://example.org/a' }),
      shape('frame', 'embed', { url: 'https://example.org/b' }),
      shape('bad', 'embed', { url: 'javascript:alert(1)' }),
    ]),
    () => true,
  )
  expect(clean.shapes.map(({ id }) => id)).toEqual(['shape:box', 'shape:arrow'])
  expect(clean.rootShapeIds).toEqual(['shape:box', 'shape:arrow'])
  expect(clean.bindings?.map(({ id }) => id)).toEqual(['binding:2'])
  expect(clean.assets).toEqual([])
  expect(links).toEqual(['https://example.org/a', 'https://example.org/b'])
  expect(leftOut).toBe(3)
})

test('[F24] a card comes along only where its item is on the board', () => {
  const { clean, leftOut } = withoutForeignMedia(
    contentOf([
      shape('here', 'card', { evidenceId: 'evidence:here' }),
      shape('lost', 'card', { evidenceId: 'evidence:elsewhere' }),
      shape('broken', 'card', {}),
    ]),
    (id) => id === 'evidence:here',
  )
  expect(clean.shapes.map(({ id }) => id)).toEqual(['shape:here'])
  expect(leftOut).toBe(2)
})

test('[F24] an Excalidraw drawing comes without pictures and embedded pages', () => {
  const drawing = {
    type: 'excalidraw/clipboard',
    files: { a: { dataURL: 'data:image/png;base64,' } },
    elements: [
      { type: 'rectangle' },
      { type: 'image' },
      { type: 'embeddable' },
      { type: 'iframe' },
      null,
    ],
  }
  expect(withoutExcalidrawMedia(drawing)).toEqual({
    type: 'excalidraw/clipboard',
    files: {},
    elements: [{ type: 'rectangle' }, null],
  })
})
