import {
  defaultHandleExternalExcalidrawContent,
  defaultHandleExternalTldrawContent,
  type Editor,
  type TLContent,
  type VecLike,
} from '@tldraw/tldraw'
import type { Point } from './ways-in-grid.ts'
import { placeOn } from './ways-in-place.ts'
import { withoutForeignMedia, withoutExcalidrawMedia } from './ways-in-pasted.ts'
import type { WaysIn } from './ways-in.ts'

/**
 * Makes every drop and paste on the canvas a way in for evidence, in place of tldraw's own handlers, of which some
 * would fetch what was pasted. Call it when the canvas is mounted.
 *
 * @returns how to take it back when the canvas goes
 */
export function registerWaysIn(editor: Editor, waysIn: WaysIn): () => void {
  const forget = waysIn.placeBy(placeOn(editor))
  const put = (act: () => unknown) => {
    editor.markHistoryStoppingPoint('paste')
    act()
  }

  editor.registerExternalAssetHandler('file', null)
  editor.registerExternalAssetHandler('url', null)
  editor.registerExternalContentHandler('files', ({ files, point }) => {
    const at = pointOf(point)
    void withoutFolders(files).then((whole) => {
      if (whole.length < files.length)
        waysIn.notify('A folder cannot be added as such: add the files in it.')
      waysIn.receiveFiles(whole, (rest) => put(() => void waysIn.bringFiles(rest, at)))
    })
  })
  editor.registerExternalContentHandler('file-replace', () =>
    waysIn.notify('An original is never replaced. Add the file as an item of its own.'),
  )
  editor.registerExternalContentHandler('url', ({ url, point }) =>
    put(() => waysIn.addLinks([url], pointOf(point))),
  )
  editor.registerExternalContentHandler('embed', ({ url, point }) =>
    put(() => waysIn.addLinks([url], pointOf(point))),
  )
  editor.registerExternalContentHandler('text', ({ text, point }) =>
    put(() => waysIn.addText(text, pointOf(point))),
  )
  editor.registerExternalContentHandler('svg-text', ({ text, point }) => {
    const file = new File([text], 'pasted drawing.svg', { type: 'image/svg+xml' })
    put(() => waysIn.addFiles([file], pointOf(point)))
  })
  editor.registerExternalContentHandler('tldraw', ({ content, point }) =>
    putShapes(editor, waysIn, { content, point }),
  )
  editor.registerExternalContentHandler('excalidraw', ({ content, point }) => {
    if (!waysIn.canEdit) return waysIn.refuse()
    void defaultHandleExternalExcalidrawContent(editor, {
      content: withoutExcalidrawMedia(content),
      ...(point && { point }),
    })
  })
  const stopText = takeDroppedText(editor, (text, at) => put(() => waysIn.addText(text, at)))
  return () => {
    forget()
    stopText()
  }
}

/** Words dragged here from another page, which the canvas itself does not look at. */
function takeDroppedText(editor: Editor, take: (text: string, at: Point) => void): () => void {
  const onDrop = (event: DragEvent) => {
    const { types = [] } = event.dataTransfer ?? {}
    const text = event.dataTransfer?.getData('text/plain') ?? ''
    if (types.includes('Files') || types.includes('text/uri-list') || text.trim() === '') return
    event.preventDefault()
    event.stopPropagation()
    take(text, pointOf(editor.screenToPage({ x: event.clientX, y: event.clientY })))
  }
  const container = editor.getContainer()
  container.addEventListener('drop', onDrop, { capture: true })
  return () => container.removeEventListener('drop', onDrop, { capture: true })
}

/** Shapes copied here or on another board. What they would load from elsewhere does not come along. */
function putShapes(
  editor: Editor,
  waysIn: WaysIn,
  { content, point }: { content: TLContent; point?: VecLike | undefined },
): void {
  if (!waysIn.canEdit) return waysIn.refuse()
  const { clean, links, leftOut } = withoutForeignMedia(content, (id) => waysIn.has(id))
  if (clean.shapes.length > 0) {
    void defaultHandleExternalTldrawContent(editor, { content: clean, ...(point && { point }) })
  }
  waysIn.addLinks(links, pointOf(point))
  if (leftOut > 0)
    waysIn.notify(
      `${leftOut} of the pasted shapes were left out: they show what is not on this board.`,
    )
}

/** Browsers hand a dropped folder over as a file that cannot be read. */
async function withoutFolders(files: readonly File[]): Promise<File[]> {
  const checked = await Promise.all(
    files.map(async (file) => {
      if (file.type !== '' || file.size % 4096 !== 0) return file
      return file
        .slice(0, 1)
        .arrayBuffer()
        .then(
          () => file,
          () => null,
        )
    }),
  )
  return checked.filter((file) => file !== null)
}

function pointOf(point: VecLike): Point
function pointOf(point: VecLike | undefined): Point | undefined
function pointOf(point: VecLike | undefined): Point | undefined {
  return point && { x: point.x, y: point.y }
}
