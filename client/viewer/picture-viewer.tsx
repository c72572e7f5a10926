import { useState } from 'react'
import { textOf, valueOf } from '../../shared/evidence/values.ts'
import { titleOf } from '../../shared/evidence/wording.ts'
import { fileAddress } from '../api.ts'
import { pictureOf } from '../evidence/picture-body.tsx'
import { MatchButton } from './matches/match-button.tsx'
import css from './viewer.module.css'
import { PictureStage } from './picture-stage.tsx'
import { RegionBar } from './regions/region-bar.tsx'
import { RegionList } from './regions/region-list.tsx'
import { RegionsLayer } from './regions/regions-layer.tsx'
import { UndoKeys } from './regions/undo-keys.tsx'
import { useRegionDesk, type RegionDesk } from './regions/use-region-desk.ts'
import { messages } from './viewer-messages.ts'
import type { ViewerProps } from './viewers.ts'

/** A picture, as large as one likes, with its regions. */
export function PictureViewer({ evidence, boardId }: ViewerProps) {
  const desk = useRegionDesk(evidence)
  if (pictureOf(evidence) === undefined) return <p className={css['empty']}>{messages.noPicture}</p>
  return (
    <UndoKeys className={css['desk']}>
      <RegionBar desk={desk}>
        <MatchButton evidence={evidence} />
      </RegionBar>
      <div className={css['side']}>
        <MarkedPicture desk={desk} boardId={boardId} />
        <RegionList desk={desk} boardId={boardId} />
      </div>
    </UndoKeys>
  )
}

/** A picture in its stage with its regions over it. */
export function MarkedPicture({ desk, boardId }: { desk: RegionDesk; boardId: string }) {
  const { evidence } = desk
  const shown = pictureOf(evidence)
  const { width, height } = valueOf(evidence, 'facts', 'facts') ?? {}
  const [measured, setMeasured] = useState<{ w: number; h: number } | null>(null)
  const size =
    width !== undefined && height !== undefined
      ? { w: width, h: height }
      : (measured ?? { w: 1200, h: 800 })
  if (shown === undefined) return <p className={css['empty']}>{messages.noPicture}</p>
  return (
    <PictureStage
      size={size}
      label={titleOf(evidence)}
      overlay={<RegionsLayer desk={desk} size={size} />}
    >
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
