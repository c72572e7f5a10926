import { lazy, type ComponentType } from 'react'
import type { Evidence, KindName } from '../../shared/evidence/kinds.ts'

export type ViewerProps = { evidence: Evidence; boardId: string }

const PictureViewer = lazy(async () => ({
  default: (await import('./picture-viewer.tsx')).PictureViewer,
}))

const VideoViewer = lazy(async () => ({
  default: (await import('../media/video-viewer.tsx')).VideoViewer,
}))

/** How each kind is looked at closely; a kind without a name here has only its card. */
export const viewers: Partial<Record<KindName, ComponentType<ViewerProps>>> = {
  photo: PictureViewer,
  satellite: PictureViewer,
  video: VideoViewer,
}
