import { ActionIcon, Tooltip, useComputedColorScheme } from '@mantine/core'
import { IconArrowsMaximize, IconMinus, IconPlus } from '@tabler/icons-react'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { EvidenceId } from '../../../shared/evidence/kinds.ts'
import { titleOf } from '../../../shared/evidence/wording.ts'
import { useBoard } from '../../board/board-provider.tsx'
import { KindIcon } from '../../evidence/kind-icon.tsx'
import { useSession } from '../../session.ts'
import { useLive } from '../../ui/use-live.ts'
import { useHighlighted } from '../use-highlighted.ts'
import { BoardMap } from './board-map.ts'
import { featuresOf, type MapFeature } from './map-features.ts'
import { mapMessages as words } from './map-messages.ts'
import css from './map.module.css'

/** The board's places: established ones filled, claimed ones hollow, each with its precision, and what was taken from above. */
export function MapView() {
  const board = useBoard()
  const all = useLive(board.evidence)
  const features = useMemo(() => all.flatMap(featuresOf), [all])
  const placed = useMemo(() => new Set(features.map(({ evidence }) => evidence.id)), [features])
  const choose = (id: EvidenceId) => {
    board.showOnCanvas(id)
    board.chosen.choose(id)
  }
  if (all.length === 0)
    return (
      <div className={css['empty']}>
        <strong>{words.empty}</strong>
        <p>{words.emptyText}</p>
      </div>
    )
  return (
    <div className={css['view']}>
      <MapCanvas features={features} choose={choose} />
      <PlaceList features={features} choose={choose} />
      <p className={css['without']}>
        {placed.size === 0 && `${words.noPlaces} `}
        {all.length > placed.size && words.withoutPlace(all.length - placed.size)}
      </p>
    </div>
  )
}

type Shown = { features: readonly MapFeature[]; choose: (id: EvidenceId) => void }

function MapCanvas({ features, choose }: Shown) {
  const element = useRef<HTMLDivElement>(null)
  const [map, setMap] = useState<BoardMap | null>(null)
  const [isBasemapBroken, setBasemapBroken] = useState(false)
  const basemap = useSession().data?.basemap ?? null
  const isDark = useComputedColorScheme('light', { getInitialValueInEffect: false }) === 'dark'
  const highlighted = useHighlighted()
  const latest = useRef({ choose, features })
  useEffect(() => {
    latest.current = { choose, features }
  })

  useEffect(() => {
    const { current } = element
    if (!current) return
    const made = new BoardMap(current, {
      basemap,
      isDark,
      onChoose: (id) => latest.current.choose(id),
      onBasemapFailed: () => setBasemapBroken(true),
    })
    made.fit(latest.current.features)
    // oxlint-disable-next-line react/set-state-in-effect -- Leaflet needs the element that React has made
    setMap(made)
    const watch = new ResizeObserver(() => made.resize())
    watch.observe(current)
    return () => {
      watch.disconnect()
      setMap(null)
      made.close()
    }
  }, [basemap, isDark])
  useEffect(() => map?.show(features, highlighted), [map, features, highlighted])
  useEffect(() => {
    const chosen = latest.current.features.filter(({ evidence }) => highlighted.has(evidence.id))
    if (chosen.length > 0) map?.bringIn(chosen)
  }, [map, highlighted])

  const tools = [
    { label: words.zoomIn, Sign: IconPlus, run: () => map?.zoom(1) },
    { label: words.zoomOut, Sign: IconMinus, run: () => map?.zoom(-1) },
    { label: words.fit, Sign: IconArrowsMaximize, run: () => map?.fit(features) },
  ]
  return (
    <div className={css['frame']}>
      <div ref={element} className={css['map']} role="application" aria-label={words.map} />
      <div className={css['tools']} role="toolbar" aria-label={words.title}>
        {tools.map(({ label, Sign, run }) => (
          <Tooltip key={label} label={label} position="right">
            <ActionIcon variant="default" size="lg" aria-label={label} onClick={run}>
              <Sign size={18} stroke={1.7} />
            </ActionIcon>
          </Tooltip>
        ))}
      </div>
      {isBasemapBroken && <output className={css['broken']}>{words.basemapFailed}</output>}
    </div>
  )
}

/** The same in words, for whoever does not use a pointer. */
function PlaceList({ features, choose }: Shown) {
  const highlighted = useHighlighted()
  if (features.length === 0) return null
  return (
    <section className={css['places']} aria-label={words.list}>
      <ul>
        {features.slice(0, MOST_LISTED).map((feature) => (
          <li
            key={`${feature.evidence.id} ${feature.kind}`}
            data-chosen={highlighted.has(feature.evidence.id) || undefined}
          >
            <button
              type="button"
              aria-current={highlighted.has(feature.evidence.id) || undefined}
              onClick={() => choose(feature.evidence.id)}
            >
              <KindIcon kind={feature.evidence.kind} size={17} />
              <span className={css['name']}>{titleOf(feature.evidence)}</span>
              <span className={css['what']}>
                {[words.kinds[feature.kind], feature.words].filter((part) => part).join(' · ')}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** More are found in the register; the map shows all. */
const MOST_LISTED = 300
