import { useMemo, useState } from 'react'
import { putEntry, removeEntry } from '../../../shared/board/actions.ts'
import type { Evidence } from '../../../shared/evidence/kinds.ts'
import {
  isVisible,
  nextRegionNumber,
  rectangleOf,
  regionsOf,
  type Box,
  type NumberedRegion,
  type Point,
} from '../../../shared/evidence/region-outline.ts'
import type { Region } from '../../../shared/evidence/region.ts'
import { useBoard } from '../../board/board-provider.tsx'
import { useRole } from '../../board/use-role.ts'

export type RegionTool = 'select' | 'rectangle' | 'polygon'

/** The regions of one picture while somebody works on them. The layer, the tools and the list share one. */
export type RegionDesk = {
  evidence: Evidence
  regions: NumberedRegion[]
  canEdit: boolean
  tool: RegionTool
  setTool: (tool: RegionTool) => void
  /** Entry id of the region that is chosen; null for none. */
  chosen: string | null
  choose: (id: string | null) => void
  /** Adds a region with this outline, chooses it, and goes back to choosing. Nothing for one too small to see. */
  add: (outline: readonly Point[]) => string | null
  addRectangle: (box: Box) => string | null
  change: (id: string, change: Partial<Pick<Region, 'outline' | 'label' | 'note'>>) => void
  remove: (id: string) => void
}

const place = { field: 'regions', entry: 'region' } as const

export function useRegionDesk(evidence: Evidence): RegionDesk {
  const board = useBoard()
  const canEdit = useRole() !== 'viewer'
  const [tool, setTool] = useState<RegionTool>('select')
  const [wanted, choose] = useState<string | null>(null)
  const regions = useMemo(() => regionsOf(evidence), [evidence])
  const chosen = regions.some(({ id }) => id === wanted) ? wanted : null

  const add = (outline: readonly Point[]) => {
    if (!canEdit || !isVisible(outline)) return null
    const id = putEntry(board.doc, evidence.id, place, {
      number: nextRegionNumber(evidence),
      outline: outline.slice(0, 200).map(({ x, y }) => ({ x: rounded(x), y: rounded(y) })),
      label: '',
      note: '',
      by: board.me.name,
      at: new Date().toISOString(),
    })
    setTool('select')
    choose(id)
    return id
  }

  return {
    evidence,
    regions,
    canEdit,
    tool: canEdit ? tool : 'select',
    setTool,
    chosen,
    choose,
    add,
    addRectangle: (box) => add(rectangleOf(box)),
    change: (id, change) => {
      const found = regions.find((each) => each.id === id)
      if (!canEdit || !found) return
      const outline = (change.outline ?? found.region.outline).map(({ x, y }) => ({
        x: rounded(x),
        y: rounded(y),
      }))
      // Its number is what everybody sees, also where two people had given the same one.
      const next = { ...found.region, ...change, outline, number: found.number }
      putEntry(board.doc, evidence.id, { ...place, entryId: id }, next)
    },
    remove: (id) => canEdit && removeEntry(board.doc, evidence.id, place.field, id),
  }
}

/** A hundred-thousandth of a picture is less than a pixel of any. */
function rounded(share: number): number {
  return Math.round(share * 1e5) / 1e5
}
