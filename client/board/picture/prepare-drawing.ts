import type { QueryClient } from '@tanstack/react-query'
import type { Editor, TLShapeId } from '@tldraw/tldraw'
import type { Evidence, EvidenceId } from '../../../shared/evidence/kinds.ts'
import { valueOf } from '../../../shared/evidence/values.ts'
import { clock, titleOf } from '../../../shared/evidence/wording.ts'
import { isSoundOnly } from '../../../shared/media/browser-playback.ts'
import { posterTimeS } from '../../../shared/media/poster-time.ts'
import type { OpenBoard } from '../open-board.ts'
import { frameAsPicture } from './frame-as-picture.ts'
import { smallEnough } from './small-enough.ts'

type Parts = {
  board: OpenBoard
  queries: QueryClient
  /** Pixels of the picture for one of the canvas. */
  scale: number
  /** Hears of what could not be drawn, a sentence each. */
  onMissing: (sentence: string) => void
}

const LOOK_EVERY_MS = 40
const MOST_LOOKS = 500

/**
 * Makes a drawing whole before it is taken: waits until every card has what it shows, brings each picture in at the
 * size at which it is drawn, and puts the frame of a clip at which it stands in the place of its poster.
 */
export async function prepareDrawing(
  svg: SVGSVGElement,
  { editor, board, queries, scale, onMissing }: Parts & { editor: Editor },
): Promise<void> {
  if (!(await atRest(svg, queries)))
    onMissing('Some cards may lack what the server had not answered yet.')
  const cards = [...svg.querySelectorAll<HTMLElement>('[data-card]')].flatMap((card) => {
    const images = [...card.querySelectorAll('img')]
    const label = card.querySelector<HTMLElement>('[data-clock]')
    return images.length === 0 ? [] : [{ id: card.dataset['card'] ?? '', images, label }]
  })
  // All are measured before any is changed: the page is laid out once.
  const sized = new Map<HTMLImageElement, number>()
  for (const image of cards.flatMap(({ images }) => images)) {
    const { width, height } = image.getBoundingClientRect()
    sized.set(image, Math.max(1, Math.ceil(Math.max(width, height) * scale)))
  }
  // A few at a time: each holds a decoded picture.
  const waiting = cards.values()
  const work = async () => {
    for (const { id, ...card } of waiting)
      // oxlint-disable-next-line no-await-in-loop
      await prepareCard({ id: id as TLShapeId, ...card }, { editor, board, sized, onMissing })
  }
  await Promise.all([work(), work(), work(), work()])
}

async function prepareCard(
  {
    id,
    images,
    label,
  }: {
    id: TLShapeId
    images: readonly HTMLImageElement[]
    /** Where a clip's card says how long it is. */
    label: HTMLElement | null
  },
  {
    editor,
    board,
    sized,
    onMissing,
  }: Pick<Parts, 'board' | 'onMissing'> & {
    editor: Editor
    sized: ReadonlyMap<HTMLImageElement, number>
  },
): Promise<void> {
  const props = (editor.getShape(id)?.props ?? {}) as {
    evidenceId?: EvidenceId
    mediaTimeS?: number
  }
  const evidence = props.evidenceId && board.evidenceOf(props.evidenceId)
  if (!evidence) return
  const { boardId } = board.session
  const facts = valueOf(evidence, 'facts', 'facts') ?? {}
  const hasFrames =
    evidence.kind === 'video' &&
    valueOf(evidence, 'file', 'file') !== undefined &&
    !isSoundOnly(facts)
  const chosenS = board.stage.get()?.media.get(evidence.id) ?? props.mediaTimeS ?? 0
  // At its start a clip shows its poster; here it is the frame of that, of which the time can be said.
  const isChosen = chosenS > 0
  const timeS = isChosen ? chosenS : posterTimeS(facts.durationS ?? 0)
  for (const [at, image] of images.entries()) {
    const isClip = hasFrames && at === 0
    // oxlint-disable-next-line no-await-in-loop -- one picture after the other
    const frame = isClip ? await frameOf(evidence, { boardId, timeS, isChosen }) : null
    if (isClip && frame === null)
      onMissing(`${titleOf(evidence)}: its frame could not be drawn, the poster stands for it.`)
    if (isClip && label) label.textContent = clockOf(evidence, frame === null ? null : timeS)
    const address = frame ?? (image.currentSrc || image.src)
    // oxlint-disable-next-line no-await-in-loop
    const small = await smallEnough(address, sized.get(image) ?? 1)
    if (small === null) onMissing(`${titleOf(evidence)}: a picture of it could not be read.`)
    else image.src = small
  }
}

/** Which frame of a clip stands on its card, and how long the clip is. */
function clockOf(evidence: Evidence, timeS: number | null): string {
  const durationS = valueOf(evidence, 'facts', 'facts')?.durationS
  return [
    timeS === null ? 'Poster' : clock(timeS),
    durationS === undefined ? null : clock(durationS),
  ]
    .filter((part) => part !== null)
    .join(' / ')
}

function frameOf(
  evidence: Evidence,
  how: { boardId: string; timeS: number; isChosen: boolean },
): Promise<string | null> {
  return frameAsPicture(evidence, how).catch(() => null)
}

/**
 * Cards may ask the server for something first, and parts of the page come when they are needed.
 *
 * @returns whether all of it has come; a server may never answer
 */
async function atRest(svg: SVGSVGElement, queries: QueryClient): Promise<boolean> {
  let [before, same] = [-1, 0]
  for (let look = 0; look < MOST_LOOKS; look++) {
    // oxlint-disable-next-line no-await-in-loop
    await new Promise((next) => setTimeout(next, LOOK_EVERY_MS))
    const count = svg.querySelectorAll('*').length
    same = count === before && count > 1 && queries.isFetching() === 0 ? same + 1 : 0
    before = count
    if (same === 3) return true
  }
  return false
}
