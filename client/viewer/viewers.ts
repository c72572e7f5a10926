import { lazy, type ComponentType } from 'react'
import type { Evidence, KindName } from '../../shared/evidence/kinds.ts'

export type ViewerProps = { evidence: Evidence; boardId: string }

const PictureViewer = lazy(async () => ({
  default: (await import('./picture-viewer.tsx')).PictureViewer,
}))

const SatelliteViewer = lazy(async () => ({
  default: (await import('../satellite/satellite-viewer.tsx')).SatelliteViewer,
}))
const ComparisonViewer = lazy(async () => ({
  default: (await import('../satellite/comparison-viewer.tsx')).ComparisonViewer,
}))
const QuoteViewer = lazy(async () => ({
  default: (await import('./quote-viewer.tsx')).QuoteViewer,
}))

const MatchViewer = lazy(async () => ({
  default: (await import('./matches/match-viewer.tsx')).MatchViewer,
}))

const LinkViewer = lazy(async () => ({
  default: (await import('./link-viewer.tsx')).LinkViewer,
}))

const VideoViewer = lazy(async () => ({
  default: (await import('../media/video-viewer.tsx')).VideoViewer,
}))

/** How each kind is looked at closely; a kind without a name here has only its card. */
export const viewers: Partial<Record<KindName, ComponentType<ViewerProps>>> = {
  photo: PictureViewer,
  satellite: SatelliteViewer,
  comparison: ComparisonViewer,
  quote: QuoteViewer,
  match: MatchViewer,
  link: LinkViewer,
  video: VideoViewer,
}
