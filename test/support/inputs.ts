import { existsSync } from 'node:fs'
import { resolve } from 'node:path'

/** Real media, pages and hostile files that lie beside the project and are never part of it; null where absent. */
export const inputsFolder = findInputs()

function findInputs(): string | null {
  const folder = resolve(import.meta.dirname, '../../../shared/inputs')
  return existsSync(folder) ? folder : null
}

/** Path of one of the inputs, e.g. `video/lego_h264_2010.mp4`. For tests marked `skipIf(inputsFolder === null)`. */
export function input(name: string): string {
  if (inputsFolder === null) throw new Error('../shared/inputs is not here')
  return resolve(inputsFolder, name)
}
