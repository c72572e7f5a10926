import { IconFilePlus, IconMapPinPlus, IconSatellite, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { setField } from '../../shared/board/actions.ts'
import type { Field } from '../../shared/evidence/fields.ts'
import type { Georeference } from '../../shared/evidence/georeference.ts'
import type { Evidence } from '../../shared/evidence/kinds.ts'
import { valueOf } from '../../shared/evidence/values.ts'
import { resolutionAt } from '../../shared/geo/measure.ts'
import { placingOf } from '../../shared/geo/placing.ts'
import { useBoard } from '../board/board-provider.tsx'
import { useRole } from '../board/use-role.ts'
import { FieldGroup } from '../evidence/fields/field-frame.tsx'
import css from '../evidence/fields/fields.module.css'
import { chooseFiles } from '../files/choose-files.ts'
import { metresInWords } from './compare-words.ts'
import { CrsSearch } from './crs-search.tsx'
import { messages } from './satellite-messages.ts'
import own from './satellite.module.css'
import { readSidecar } from './sidecars.ts'

const words = messages.georeference

/** Where a picture lies: what the file or people say, what is missing, and the ways to set it. */
export function GeoreferenceField({ evidence, field }: { evidence: Evidence; field: Field }) {
  const board = useBoard()
  const isViewer = useRole() === 'viewer'
  const [problem, setProblem] = useState<string | null>(null)
  const [isChanging, setChanging] = useState(false)
  const set = valueOf(evidence, 'georeference', 'georeference')
  const facts = valueOf(evidence, 'facts', 'facts')
  if (evidence.kind === 'photo' && !set) {
    if (isViewer || !facts) return null
    return (
      <button
        type="button"
        className={css['add']}
        onClick={() => setField(board.doc, evidence.id, 'kind', 'satellite')}
      >
        <IconSatellite size={15} stroke={1.8} aria-hidden="true" />
        {words.fromAbove}
      </button>
    )
  }
  if (facts?.width === undefined && !set) return null
  const placing = placingOf(evidence)
  const resolution =
    typeof placing === 'string'
      ? null
      : resolutionAt(placing, { x: placing.size.w / 2, y: placing.size.h / 2 })
  const write = (value: Georeference | undefined) =>
    setField(board.doc, evidence.id, 'georeference', value)
  const addSidecar = async () => {
    const [file] = await chooseFiles({ multiple: false, accept: '' })
    if (!file) return
    const read = await readSidecar(file, {
      pictureName: valueOf(evidence, 'file', 'file')?.name ?? '',
      by: board.me.name,
    })
    setProblem('problem' in read ? read.problem : null)
    if (!('problem' in read)) write(read.georeference)
  }
  const needsCrs = set?.from === 'world-file' && (set.crs === null || isChanging)
  return (
    <FieldGroup field={{ label: field.label }}>
      <p className={typeof placing === 'string' ? css['missing'] : css['words']}>
        {typeof placing === 'string' ? messages.unplaced[placing] : messages.from[placing.from]}
      </p>
      {set && <p className={css['soft']}>{sourceOf(set)}</p>}
      {resolution && (
        <p className={css['soft']}>
          {words.resolution(metresInWords(Math.max(resolution.x, resolution.y)))}
        </p>
      )}
      {!isViewer && (
        <>
          {needsCrs && (
            <CrsSearch
              hint={words.needsCrs}
              onChoose={(crs) => {
                write({ ...set, crs })
                setChanging(false)
              }}
            />
          )}
          <div className={own['actions']}>
            {set?.from === 'world-file' && !needsCrs && (
              <button type="button" className={css['add']} onClick={() => setChanging(true)}>
                {words.change}
              </button>
            )}
            <button type="button" className={css['add']} onClick={() => void addSidecar()}>
              <IconFilePlus size={15} stroke={1.8} aria-hidden="true" />
              {words.add}
            </button>
            {evidence.kind === 'satellite' && (
              <button
                type="button"
                className={css['add']}
                onClick={() => board.viewing.open(evidence.id)}
              >
                <IconMapPinPlus size={15} stroke={1.8} aria-hidden="true" />
                {words.points}
              </button>
            )}
            {set && (
              <button type="button" className={css['add']} onClick={() => write(undefined)}>
                <IconX size={15} stroke={1.8} aria-hidden="true" />
                {words.clear}
              </button>
            )}
          </div>
          {problem && (
            <p className={css['problem']} role="alert">
              {problem}
            </p>
          )}
        </>
      )}
    </FieldGroup>
  )
}

/** "World file a.wld · NAD83 / UTM zone 14N (EPSG:26914) · Mara" */
function sourceOf(set: Georeference): string {
  const parts: string[] = []
  if (set.from === 'world-file') {
    parts.push(words.worldFile(set.name))
    if (set.crs)
      parts.push(set.crs.code === '' ? set.crs.name : `${set.crs.name} (${set.crs.code})`)
  } else if (set.from === 'kml') parts.push(words.kml(set.name))
  else parts.push(words.points2(set.points.length))
  return [...parts, set.by].filter((part) => part !== '').join(' · ')
}
