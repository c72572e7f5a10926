import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { fieldsOfGrabbed } from '../../client/media/grab-frame.ts'
import { frameTimesOf } from '../../client/media/frame-times.ts'
import {
  differenceOf,
  evenFrames,
  framesToCompare,
  sceneStarts,
  sharesOfColours,
} from '../../client/media/scene-changes.ts'
import { WaysIn } from '../../client/board/ways-in.ts'
import type { BoardUploads } from '../../client/files/board-uploads.ts'
import { addCard } from '../../shared/board/canvas-actions.ts'
import { addEvidence } from '../../shared/board/actions.ts'
import { checkRecord } from '../../shared/board/check-record.ts'
import { tiesOf } from '../../shared/board/graph.ts'
import { createBoardDocument } from '../../shared/board/new-board.ts'
import { readBoard } from '../../shared/board/sanitise.ts'
import { evidenceFields, type Evidence } from '../../shared/evidence/kinds.ts'
import { valueOf } from '../../shared/evidence/values.ts'
import { exactClock, rangeInWords, secondsOf } from '../../shared/media/media-time.ts'
import { UndoStack } from '../../client/board/undo/undo-stack.ts'

const clip: Evidence = {
  id: 'evidence:clip1',
  typeName: 'evidence',
  kind: 'video',
  createdAt: '2030-01-01T00:00:00.000Z',
  createdBy: 'Mara',
}
const grabbed = {
  file: new File([], 'frame.png'),
  frameOf: {
    of: clip.id,
    sha256: 'a'.repeat(64),
    timeS: 1.7,
    index: 51,
    crop: null,
    pixelSha256: 'b'.repeat(64),
  },
}

test('[M4] a frame takes over who is known from its clip, each in its own field, and no judgement', () => {
  const fields = fieldsOfGrabbed(grabbed, {
    evidence: {
      ...clip,
      title: 'Clip 1',
      postedBy: 'Astra, on Telegram',
      sensitivity: 'graphic',
      standIn: 'Made by the project.',
      place: { name: 'Sergeyevka' },
      date: '2024-10-18',
      verification: { status: 'verified', reason: '', by: '', at: '' },
      sourceReliability: 'A',
    },
    by: 'Mara',
  })
  expect(fields).toMatchObject({
    title: 'Clip 1, frame 51 (0:01.700)',
    postedBy: 'Astra, on Telegram',
    sensitivity: 'graphic',
    standIn: 'Made by the project.',
    receivedFrom: 'Frame 51 (0:01.700) grabbed from “Clip 1” by Mara.',
    frameOf: grabbed.frameOf,
  })
  for (const name of ['source', 'firstPostedBy', 'place', 'date', 'verification'])
    expect(fields).not.toHaveProperty(name)
  expect(fields).not.toHaveProperty('sourceReliability')
  for (const name of Object.keys(fields)) expect(evidenceFields.photo).toHaveProperty(name)
})

describe('beside a card', () => {
  const photos = (count: number) =>
    Array.from({ length: count }, () => ({ kind: 'photo' as const }))
  const openWaysIn = () => {
    const doc = new Y.Doc()
    Y.applyUpdate(doc, createBoardDocument())
    // Only a file on its way needs the uploads, and none is sent here.
    const uploads = {} as BoardUploads
    const waysIn = new WaysIn({
      doc,
      me: { name: 'Mara' },
      canEdit: () => true,
      uploads,
      notify: () => {},
    })
    return { doc, waysIn }
  }

  test('[M5] what is made of an item is tied to its card as derived from it; a sheet is a grid without string', () => {
    const { doc, waysIn } = openWaysIn()
    const source = addEvidence(doc, { kind: 'video', by: 'Mara' })
    addCard(doc, source, { x: 100, y: 100 })
    const undo = new UndoStack(doc)
    const [made] = waysIn.addBeside(source, [{ kind: 'quote' }])
    const sheet = waysIn.addBeside(source, photos(9), { isTied: false })
    const { canvas, evidence } = readBoard(doc)
    expect(evidence).toHaveLength(11)
    expect(sheet).toHaveLength(9)
    expect(tiesOf(canvas)).toMatchObject([{ from: made, to: source, relation: 'derived-from' }])
    undo.close()
  })

  test('[M5] a contact sheet is one step of undo', async () => {
    const { doc, waysIn } = openWaysIn()
    const source = addEvidence(doc, { kind: 'video', by: 'Mara' })
    addCard(doc, source, { x: 100, y: 100 })
    const undo = new UndoStack(doc)
    waysIn.addBeside(source, photos(12), { isTied: false })
    expect(readBoard(doc).evidence).toHaveLength(13)
    undo.undo()
    expect(readBoard(doc).evidence.map(({ id }) => id)).toEqual([source])
    undo.close()
  })
})

describe('contact sheet', () => {
  const times = frameTimesOf(
    Array.from({ length: 100 }, (_, at) => ({ timestamp: at / 10, duration: 0.1 })),
  )

  test('[M6] frames are spread evenly over the stretch, each once', () => {
    expect(evenFrames(times, { startS: 0, endS: 10, count: 4 })).toEqual([12, 37, 62, 87])
    expect(evenFrames(times, { startS: 2, endS: 2.2, count: 12 })).toEqual([20, 21])
    expect(framesToCompare(times, { startS: 0, endS: 10, most: 40 })).toHaveLength(34)
  })

  test('[M6] scenes begin where the colours change at once, the largest changes first', () => {
    const plain = (colour: [number, number, number]) =>
      sharesOfColours(
        Uint8ClampedArray.from({ length: 400 }, (_, at) => [...colour, 255][at % 4] ?? 0),
      )
    const [red, blue, white] = [plain([220, 0, 0]), plain([0, 0, 220]), plain([250, 250, 250])]
    const looks = [red, red, red, blue, blue, white, white].map((shares, at) => ({
      index: at * 5,
      shares,
    }))
    expect(sceneStarts(looks, 12)).toEqual([0, 15, 25])
    expect(sceneStarts(looks, 1)).toEqual([0])
    expect(sceneStarts([], 12)).toEqual([])
    expect(differenceOf(red, red)).toBe(0)
    expect(differenceOf(red, blue)).toBe(1)
  })
})

describe('media time', () => {
  test('[M7] a time is written to the millisecond and read back', () => {
    expect(exactClock(1.7)).toBe('0:01.700')
    expect(exactClock(59.9996)).toBe('1:00.000')
    expect(exactClock(3725.04)).toBe('1:02:05.040')
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000 }), (thousandths) => {
        expect(secondsOf(exactClock(thousandths / 1000))).toBeCloseTo(thousandths / 1000, 6)
      }),
    )
    for (const [text, seconds] of [
      ['75.4', 75.4],
      ['1:15,4', 75.4],
      [' 1:02:05 ', 3725],
      ['soon', undefined],
      ['1:2:3:4', undefined],
    ] as const)
      expect(secondsOf(text)).toBe(seconds)
  })

  test('[M7] a range is said in seconds, and in tenths where it lies between them', () => {
    expect(rangeInWords({ startS: 2, endS: 5 })).toBe('0:02–0:05')
    expect(rangeInWords({ startS: 2.43, endS: 2.97 })).toBe('0:02.4–0:03.0')
    expect(rangeInWords({ startS: 6, endS: 6 })).toBe('0:06')
  })
})

test('[M8] a quote is bound to a range of a clip; the words of earlier boards bind nothing and are no fault', () => {
  const quote = { ...clip, id: 'evidence:quote1' as const, kind: 'quote' as const }
  const checked = (mediaRange: unknown) => checkRecord({ ...quote, mediaRange })
  const rangeOf = (result: ReturnType<typeof checkRecord>) =>
    'evidence' in result ? valueOf(result.evidence, 'mediaRange', 'mediaRange') : 'refused'
  const range = { of: clip.id, startS: 2, endS: 5 }
  expect(rangeOf(checked(range))).toEqual(range)
  expect(rangeOf(checked('0:02–0:05 of the stand-in'))).toBeUndefined()
  expect(rangeOf(checked({ ...range, endS: 1 }))).toBe('refused')
  expect(rangeOf(checked({ ...range, of: 'clip 1' }))).toBe('refused')
})
