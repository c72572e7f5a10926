import { Button } from '@mantine/core'
import { IconMapPinPlus, IconPolygon, IconRuler2 } from '@tabler/icons-react'
import { useState } from 'react'
import type { Evidence } from '../../shared/evidence/kinds.ts'
import { entriesOf, textOf, valueOf } from '../../shared/evidence/values.ts'
import { titleOf } from '../../shared/evidence/wording.ts'
import type { Point } from '../../shared/geo/matrix.ts'
import { placingOf, type Size } from '../../shared/geo/placing.ts'
import { fileAddress } from '../api.ts'
import { useRole } from '../board/use-role.ts'
import { pictureOf } from '../evidence/picture-body.tsx'
import { MatchButton } from '../viewer/matches/match-button.tsx'
import { PictureStage } from '../viewer/picture-stage.tsx'
import { RegionBar } from '../viewer/regions/region-bar.tsx'
import { RegionList } from '../viewer/regions/region-list.tsx'
import { RegionsLayer } from '../viewer/regions/regions-layer.tsx'
import { UndoKeys } from '../viewer/regions/undo-keys.tsx'
import { useRegionDesk } from '../viewer/regions/use-region-desk.ts'
import { messages as viewerMessages } from '../viewer/viewer-messages.ts'
import viewerCss from '../viewer/viewer.module.css'
import type { ViewerProps } from '../viewer/viewers.ts'
import { BandMenu, usualView, type BandView } from './band-menu.tsx'
import { ControlPointsTool } from './control-points-tool.tsx'
import { DrawnMeasurements } from './drawn-measurements.tsx'
import { GroundReadout } from './ground-readout.tsx'
import { MeasureTool } from './measure-tool.tsx'
import { measuredInWords, pixelsOf } from './measured-in-words.ts'
import { messages } from './satellite-messages.ts'
import css from './satellite.module.css'

type Tool = 'distance' | 'area' | 'place'

/** Beyond this many pixels the preview no longer holds every one of a raster. */
const PREVIEW_PX = 1600

/** A picture from above: where it lies, what is measured on it, in which bands it is looked at. */
export function SatelliteViewer({ evidence, boardId }: ViewerProps) {
  const facts = valueOf(evidence, 'facts', 'facts')
  const file = valueOf(evidence, 'file', 'file')
  const isViewer = useRole() === 'viewer'
  const [tool, setTool] = useState<Tool | null>(null)
  const [bands, setBands] = useState<BandView | null>(null)
  const [failed, setFailed] = useState<string | null>(null)
  const [measured, setMeasured] = useState<Size | null>(null)
  const [pointed, setPointed] = useState<Point | null>(null)
  const desk = useRegionDesk(evidence)
  const preview = pictureOf(evidence)
  if (preview === undefined) return <p className={viewerCss['empty']}>{viewerMessages.noPicture}</p>

  const isRaster = facts?.raster !== undefined && file?.type === 'image/tiff'
  const isLarge = Math.max(facts?.width ?? 0, facts?.height ?? 0) > PREVIEW_PX
  const view = bands ?? (isRaster && isLarge ? usualView(facts) : null)
  const drawn = view && file ? rasterAddress(boardId, file.sha256, view) : null
  const address = drawn !== null && drawn !== failed ? drawn : fileAddress(boardId, preview)
  const size =
    facts?.width !== undefined && facts.height !== undefined
      ? { w: facts.width, h: facts.height }
      : (measured ?? { w: 1200, h: 800 })
  const found = placingOf(evidence)
  const placing = typeof found === 'string' ? null : found
  const toggle = (next: Tool) => setTool(tool === next ? null : next)
  const stop = () => {
    setTool(null)
    setPointed(null)
  }
  return (
    <UndoKeys className={viewerCss['desk']}>
      <div className={css['bar']} role="toolbar" aria-label={messages.tools}>
        <ToolButton isOn={tool === 'distance'} press={() => toggle('distance')} icon={IconRuler2}>
          {messages.distance}
        </ToolButton>
        <ToolButton isOn={tool === 'area'} press={() => toggle('area')} icon={IconPolygon}>
          {messages.area}
        </ToolButton>
        {!isViewer && facts?.width !== undefined && (
          <ToolButton isOn={tool === 'place'} press={() => toggle('place')} icon={IconMapPinPlus}>
            {messages.place}
          </ToolButton>
        )}
        {isRaster && facts && <BandMenu facts={facts} value={bands} onChange={setBands} />}
        <p className={css['note']}>
          {drawn !== null && drawn === failed
            ? messages.bandsOf.failed
            : typeof found === 'string'
              ? messages.unplaced[found]
              : messages.from[found.from]}
        </p>
      </div>
      <RegionBar desk={desk}>
        <MatchButton evidence={evidence} />
      </RegionBar>
      <div className={viewerCss['side']}>
        <PictureStage
          size={size}
          label={titleOf(evidence)}
          overlay={
            <>
              {tool === null && <RegionsLayer desk={desk} size={size} />}
              <Kept evidence={evidence} size={size} />
              {(tool === 'distance' || tool === 'area') && (
                <MeasureTool
                  key={tool}
                  what={tool}
                  evidence={evidence}
                  size={size}
                  placing={placing}
                  onHover={setPointed}
                  onStop={stop}
                />
              )}
              {tool === 'place' && (
                <ControlPointsTool
                  evidence={evidence}
                  size={size}
                  onHover={setPointed}
                  onStop={stop}
                />
              )}
              <GroundReadout placing={placing} size={size} pointed={tool ? pointed : null} />
            </>
          }
        >
          <img
            className={viewerCss['picture']}
            src={address}
            alt={textOf(evidence, 'description') ?? titleOf(evidence)}
            draggable={false}
            onError={() => setFailed(drawn)}
            onLoad={({ currentTarget }) =>
              setMeasured({ w: currentTarget.naturalWidth, h: currentTarget.naturalHeight })
            }
          />
        </PictureStage>
        <RegionList desk={desk} boardId={boardId} />
      </div>
    </UndoKeys>
  )
}

/** What has been measured before, by anybody. */
function Kept({ evidence, size }: { evidence: Evidence; size: Size }) {
  const found = placingOf(evidence)
  const placing = typeof found === 'string' ? null : found
  const kept = entriesOf(evidence, 'measurements', 'measurement').map(({ id, value }) => {
    const points = pixelsOf(value, size)
    const figure = measuredInWords(value.what, points, placing)
    return {
      id,
      points,
      isClosed: value.what === 'area',
      text: value.label === '' ? figure : `${value.label}: ${figure}`,
    }
  })
  return <DrawnMeasurements drawn={kept} />
}

function ToolButton({
  isOn,
  press,
  icon: Sign,
  children,
}: {
  isOn: boolean
  press: () => void
  icon: typeof IconRuler2
  children: string
}) {
  return (
    <Button
      variant={isOn ? 'filled' : 'default'}
      size="compact-sm"
      aria-pressed={isOn}
      leftSection={<Sign size={16} stroke={1.8} aria-hidden="true" />}
      onClick={press}
    >
      {children}
    </Button>
  )
}

function rasterAddress(boardId: string, sha256: string, { bands, stretch }: BandView): string {
  return `${fileAddress(boardId, sha256)}/raster?bands=${bands.join(',')}&stretch=${stretch}`
}
