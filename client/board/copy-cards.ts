import type { Editor } from '@tldraw/tldraw'

/**
 * Copying on a page without `navigator.clipboard`, which plain http across a network is: tldraw's own way needs it.
 * The words of the cards go with the shapes, as they do elsewhere. Call it when the canvas is mounted.
 *
 * @returns how to take it back when the canvas goes
 */
export function copyWithoutClipboard(editor: Editor): () => void {
  const onCopy = (event: ClipboardEvent) => {
    if (isClipboardThere() || !event.clipboardData || !editor.getIsFocused()) return
    const content = editor.getContentFromCurrentPage(editor.getSelectedShapeIds())
    if (!content || editor.getEditingShapeId() !== null || isTyping()) return
    const words = content.shapes
      .map((shape) => editor.getShapeUtil(shape).getText(shape))
      .filter((text) => text !== undefined && text !== '')
    const shapes = { type: 'application/tldraw', kind: 'content', version: 2, data: content }
    event.clipboardData.setData('text/plain', words.join('\n\n'))
    event.clipboardData.setData('text/html', `<div data-tldraw>${JSON.stringify(shapes)}</div>`)
    event.preventDefault()
    event.stopImmediatePropagation()
  }
  document.addEventListener('copy', onCopy, { capture: true })
  return () => document.removeEventListener('copy', onCopy, { capture: true })
}

function isClipboardThere(): boolean {
  return (navigator as { clipboard?: unknown }).clipboard !== undefined
}

function isTyping(): boolean {
  return document.activeElement?.matches('input, textarea, select, [contenteditable]') ?? false
}
