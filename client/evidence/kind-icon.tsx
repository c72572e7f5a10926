import {
  IconColumns2,
  IconFileText,
  IconGitCompare,
  IconHelpCircle,
  IconLink,
  IconSpeakerphone,
  IconPhoto,
  IconQuote,
  IconSatellite,
  IconVideo,
  type Icon,
} from '@tabler/icons-react'
import type { KindName } from '../../shared/evidence/kinds.ts'

const icons: Record<KindName, Icon> = {
  video: IconVideo,
  satellite: IconSatellite,
  comparison: IconColumns2,
  photo: IconPhoto,
  quote: IconQuote,
  link: IconLink,
  document: IconFileText,
  claim: IconSpeakerphone,
  question: IconHelpCircle,
  match: IconGitCompare,
}

/** The sign of a kind; always beside its name or in something that has one. */
export function KindIcon({ kind, size = 18 }: { kind: KindName; size?: number }) {
  const Sign = icons[kind]
  return <Sign size={size} stroke={1.7} aria-hidden="true" />
}
