import type { ExportedBytes, ExportedFile } from '../../shared/export/exported-board.ts'

/** Hands a document to the browser to be kept. */
export function saveFile(file: ExportedFile | ExportedBytes): void {
  saveBlob(file.name, new Blob(['text' in file ? file.text : file.bytes], { type: file.type }))
}

export function saveBlob(name: string, blob: Blob): void {
  const address = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // The browser has taken the bytes once the click has been handled.
  setTimeout(() => URL.revokeObjectURL(address), 1_000)
}
