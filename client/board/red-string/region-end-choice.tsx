import { stopEventPropagation, useEditor, useValue, type TLShapeId } from '@tldraw/tldraw'
import { useId } from 'react'
import { regionName } from '../../../shared/evidence/region-outline.ts'
import { messages } from '../../viewer/regions/region-messages.ts'
import { useOpenBoard, useSignal } from '../board-provider.tsx'
import { regionEndsOf, setRegionEnd, type RegionEnd } from './region-ends.ts'

/** For each end of a string on a picture with regions: which of them it is about. */
export function RegionEndChoice({ id }: { id: TLShapeId }) {
  const editor = useEditor()
  const board = useOpenBoard()
  const evidence = useSignal(board.evidence)
  const ends = useValue(
    'region ends',
    () => regionEndsOf(editor, id, (item) => evidence.find((each) => each.id === item)),
    [editor, id, evidence],
  )
  return ends.map((end) => (
    <Choice
      key={end.end}
      end={end}
      choose={(region) => setRegionEnd(editor, id, { end: end.end, region })}
    />
  ))
}

function Choice({
  end: { end, regions, region },
  choose,
}: {
  end: RegionEnd
  choose: (region: string | null) => void
}) {
  const id = useId()
  return (
    <div className="relation-region">
      <label htmlFor={id}>{end === 'start' ? messages.from : messages.to}</label>
      <select
        id={id}
        value={regions.some((each) => each.id === region) ? (region ?? '') : ''}
        onPointerDown={stopEventPropagation}
        onKeyDown={(event) => event.stopPropagation()}
        onChange={(event) => choose(event.currentTarget.value || null)}
      >
        <option value="">{messages.whole}</option>
        {regions.map((numbered) => (
          <option key={numbered.id} value={numbered.id}>
            {regionName(numbered)}
          </option>
        ))}
      </select>
    </div>
  )
}
