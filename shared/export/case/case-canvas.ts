import type { TLShape } from '@tldraw/tlschema'
import { relations } from '../../board/relations.ts'
import { arrowEnds, boxOf, ownWordsOn, relationOf, shapesOf, wordsOn } from '../canvas-words.ts'
import type { ExportedBoard } from '../exported-board.ts'
import { isolated } from '../markup.ts'
import { mention, type CaseContext } from './case-item.ts'

type Shapes = ReadonlyMap<string, TLShape>

/** What people wrote on the canvas itself, a line each as HTML, from its top down: texts, notes, frames, arrows. */
export function writtenOnCanvas(
  { canvas }: Pick<ExportedBoard, 'canvas'>,
  context: Pick<CaseContext, 'items'>,
): string[] {
  const shapes = shapesOf(canvas)
  const ends = arrowEnds(canvas)
  return [...shapes.values()]
    .map((shape) => ({ shape, box: boxOf(shape, shapes) }))
    .toSorted((a, b) => a.box.y - b.box.y || a.box.x - b.box.x)
    .flatMap(({ shape }) => {
      const words = shape.type === 'arrow' ? ownWordsOn(shape) : wordsOn(shape)
      if (words === '') return []
      const { start, end } = ends.get(shape.id) ?? {}
      return shape.type === 'arrow'
        ? `Arrow${endInWords('from', start, { shapes, context })}${endInWords('to', end, { shapes, context })}${relationInWords(shape)}: ${isolated(words)}`
        : `${leadInWords(shape, shapes)}${isolated(words)}`
    })
}

/** What it is and where it lies; a text that lies on the page itself needs no word before it. */
function leadInWords(shape: TLShape, shapes: Shapes): string {
  const names: Record<string, string> = { note: 'Note', frame: 'Frame' }
  const [name, frame] = [names[shape.type], frameInWords(shape, shapes)]
  return name === undefined && frame === '' ? '' : `${name ?? 'Text'}${frame}: `
}

function frameInWords(shape: TLShape, shapes: Shapes): string {
  for (let parent = shapes.get(shape.parentId); parent; parent = shapes.get(parent.parentId))
    if (parent.type === 'frame' && wordsOn(parent) !== '')
      return ` in the frame ${isolated(wordsOn(parent))}`
  return ''
}

function relationInWords(arrow: TLShape): string {
  const relation = relationOf(arrow)
  return relation === null ? '' : ` (${relations[relation].label})`
}

function endInWords(
  side: 'from' | 'to',
  id: string | undefined,
  { shapes, context }: { shapes: Shapes; context: Pick<CaseContext, 'items'> },
): string {
  const shape = shapes.get(id ?? '')
  if (!shape) return ''
  const item: unknown = Reflect.get(shape.props, 'evidenceId')
  if (typeof item === 'string') return ` ${side} ${mention(item, context)}`
  const words = wordsOn(shape)
  return words === '' ? '' : ` ${side} “${isolated(words.slice(0, 80))}”`
}
