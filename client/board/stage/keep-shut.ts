import type { Editor } from '@tldraw/tldraw'

const kindsOfContent = [
  'files',
  'file-replace',
  'url',
  'embed',
  'text',
  'svg-text',
  'tldraw',
  'excalidraw',
] as const

/**
 * Nothing comes onto the board by way of the stage: what is dropped or pasted there, and menus of the browser or of
 * the canvas, would act on the live board before everyone's eyes.
 *
 * @returns how to take it back when the stage goes
 */
export function keepShut(editor: Editor): () => void {
  editor.registerExternalAssetHandler('file', null)
  editor.registerExternalAssetHandler('url', null)
  for (const kind of kindsOfContent) editor.registerExternalContentHandler(kind, null)
  const stop = new AbortController()
  const early = { capture: true, signal: stop.signal }
  const refuse = (event: Event) => {
    event.preventDefault()
    event.stopPropagation()
  }
  const refuseDrag = (event: DragEvent) => {
    refuse(event)
    if (event.dataTransfer) event.dataTransfer.dropEffect = 'none'
  }
  // Wherever in the window: a browser would leave the page and open what is dropped beside the canvas.
  window.addEventListener('dragover', refuseDrag, early)
  window.addEventListener('drop', refuse, early)
  for (const type of ['paste', 'cut'] as const)
    window.addEventListener(type, (event) => isInField(event.target) || refuse(event), early)
  editor.getContainer().addEventListener('contextmenu', refuse, early)
  return () => stop.abort()
}

function isInField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.closest('input, textarea') !== null)
  )
}
