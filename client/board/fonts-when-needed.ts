import { react } from '@tldraw/state'
import { DefaultFontFaces, DefaultFontStyle, type Editor } from '@tldraw/tldraw'

/** Tools whose shapes people write in. */
const writing = new Set(['text', 'note', 'geo', 'arrow', 'line'])

/**
 * tldraw asks for all sixteen faces of its fonts, over a megabyte, as soon as a canvas is there. Here each is fetched
 * once something on the canvas is written in it, or somebody takes up a tool to write with. To be called while the
 * canvas is mounted, before what tldraw asked for is under way.
 */
export function fontsWhenNeeded(editor: Editor): () => void {
  const { fonts } = editor
  const load = fonts.ensureFontIsLoaded.bind(fonts)
  fonts.ensureFontIsLoaded = () => Promise.resolve()
  // What tldraw asked for waits in a microtask before this one.
  queueMicrotask(() => {
    fonts.ensureFontIsLoaded = load
    for (const id of editor.getCurrentPageShapeIds())
      fonts.requestFonts(fonts.getShapeFontFaces(id))
  })
  return react('fonts to write with', () => {
    if (!writing.has(editor.getCurrentToolId())) return
    const faces = DefaultFontFaces[`tldraw_${editor.getStyleForNextShape(DefaultFontStyle)}`]
    fonts.requestFonts(Object.values(faces).flatMap((face) => Object.values(face)))
  })
}
