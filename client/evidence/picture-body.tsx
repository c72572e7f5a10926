import { fileAddress } from '../api.ts'
import { pictureInWords } from '../../shared/evidence/picture-in-words.ts'
import { valueOf } from '../../shared/evidence/values.ts'
import { regionsOf } from '../../shared/evidence/region-outline.ts'
import { titleOf } from '../../shared/evidence/wording.ts'
import type { Evidence } from '../../shared/evidence/kinds.ts'
import { isSoundOnly } from '../../shared/media/browser-playback.ts'
import { messages as mediaMessages } from '../media/copy-messages.ts'
import { cardMessages } from './card-messages.ts'
import css from './media-body.module.css'
import type { BodyProps } from './evidence-card.tsx'
import { givesWay } from './fitting/giving-way.ts'
import { KindIcon } from './kind-icon.tsx'
import { RegionMarks } from './regions/region-marks.tsx'
import { UploadState } from './upload-state.tsx'

/** A photo or satellite snapshot, whole: nothing is cut off to fit. */
export function PictureBody({ evidence, boardId, isActive, isStill }: BodyProps) {
  return (
    <>
      <div className={css['media']} {...givesWay('picture')}>
        <Picture evidence={evidence} boardId={boardId} />
        <PictureMarks evidence={evidence} />
        <UploadState evidence={evidence} isActive={isActive} isStill={isStill} />
      </div>
      <p className={css['title']} {...givesWay('title')}>
        {titleOf(evidence)}
      </p>
    </>
  )
}

/** Its regions, where the picture's form is known and so where they lie. */
export function PictureMarks({ evidence }: { evidence: Evidence }) {
  const { width, height } = valueOf(evidence, 'facts', 'facts') ?? {}
  if (!width || !height || pictureOf(evidence) === undefined) return null
  return <RegionMarks regions={regionsOf(evidence)} size={{ w: width, h: height }} />
}

export function Picture({ evidence, boardId }: { evidence: Evidence; boardId: string }) {
  const shown = pictureOf(evidence)
  if (shown === undefined) return <NoPicture evidence={evidence} />
  return (
    <img
      src={fileAddress(boardId, shown)}
      alt={pictureInWords(evidence)}
      className={css['picture']}
      loading="lazy"
      decoding="async"
      draggable={false}
    />
  )
}

function NoPicture({ evidence }: { evidence: Evidence }) {
  if (evidence['upload'] !== undefined) return null
  const hasFile = valueOf(evidence, 'file', 'file') !== undefined
  const isSound =
    evidence.kind === 'video' && isSoundOnly(valueOf(evidence, 'facts', 'facts') ?? {})
  const noPicture = hasFile ? cardMessages.noPicture : cardMessages.noFile
  return (
    <div className={css['noPicture']}>
      <KindIcon kind={evidence.kind} size={30} />
      <span>{isSound ? mediaMessages.soundOnly : noPicture}</span>
    </div>
  )
}

/** Opened in a browser, a picture of more pixels than this takes gigabytes: some are made to. */
const MOST_PIXELS = 100_000_000

/** The working copy made for showing, else the original where browsers can show it and it is known to be harmless. */
export function pictureOf(evidence: Evidence): string | undefined {
  const { previewSha256, width = 0, height = 0 } = valueOf(evidence, 'facts', 'facts') ?? {}
  if (previewSha256 !== undefined) return previewSha256
  if (width * height > MOST_PIXELS) return undefined
  const file = valueOf(evidence, 'file', 'file')
  return file && /^image\/(jpeg|png|webp|gif|avif)$/.test(file.type) ? file.sha256 : undefined
}
