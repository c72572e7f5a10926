import type { Facts } from '../../../shared/evidence/fields.ts'
import type { PreviewResult, PreviewTask } from '../preview/make-preview.ts'
import type { RasterView } from '../preview/raster-preview.ts'

/** What the server asks of the process that opens files. One task at a time. */
export type ReaderTask =
  | { do: 'facts'; path: string; type: string }
  | ({ do: 'preview' } & PreviewTask)
  | { do: 'raster'; path: string; target: string; view: RasterView }

/** What comes back: steps of the facts as they become known, then one end. */
export type ReaderAnswer =
  | { at: 'step'; facts: Facts }
  | { at: 'facts'; facts: Facts }
  | { at: 'preview'; result: PreviewResult }
  | { at: 'raster'; isMade: boolean }
