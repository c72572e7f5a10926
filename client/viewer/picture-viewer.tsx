import { useState } from 'react'
import { textOf, valueOf } from '../../shared/evidence/values.ts'
import { titleOf } from '../../shared/evidence/wording.ts'
import { fileAddress } from '../api.ts'
import { pictureOf } from '../evidence/picture-body.tsx'
import css from './viewer.module.css'
import { PictureStage } from './picture-stage.tsx'
import { messages } from './viewer-messages.ts'
import type { ViewerProps } from './viewers.ts'

/** A picture, as large as one likes. */
export function PictureViewer({ evidence, boardId }: ViewerProps) {
  const shown = pictureOf(evidence)
  const { width, height } = valueOf(evidence, 'facts', 'facts') ?? {}
  const [measured, setMeasured] = useState<{ w: number; h: number } | null>(null)
  if (shown === undefined) return <p className={css['empty']}>{messages.noPicture}</p>
  const size =
    width !== undefined && height !== undefined
      ? { w: width, h: height }
      : (measured ?? { w: 1200, h: 800 })
  return (
    <PictureStage size={size} label={titleOf(evidence)}>
      <img
        className={css['picture']}
        src={fileAddress(boardId, shown)}
        alt={textOf(evidence, 'description') ?? titleOf(evidence)}
        draggable={false}
        onLoad={({ currentTarget }) =>
          setMeasured({ w: currentTarget.naturalWidth, h: currentTarget.naturalHeight })
        }
      />
    </PictureStage>
  )
}
