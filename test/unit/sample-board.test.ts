import { describe, expect, test } from 'vitest'
import { sampleItems, sampleTies } from '../../server/sample/build-sample-board.ts'
import { readMatch } from '../../shared/evidence/match-reading.ts'
import { regionName, regionOf } from '../../shared/evidence/region-outline.ts'
import { changeReadingOf, snapshotsOf } from '../../shared/evidence/snapshots.ts'
import { entriesOf } from '../../shared/evidence/values.ts'
import { openSample } from '../support/sample-board.ts'

const { evidence, canvas, setAside, ties, graph, byKey, isTied } = openSample()
const get = (id: string) => evidence.find((item) => item.id === id)
const tieBetween = (from: string, to: string) =>
  graph.find((tie) => tie.from === byKey(from).id && tie.to === byKey(to).id)
const claimantsOf = (key: string) =>
  entriesOf(byKey(key), 'claimants', 'claimant').map(({ value }) => value)

test('[B1] every record of the sample board is valid and none is set aside', () => {
  expect(setAside).toEqual([])
  expect(evidence).toHaveLength(sampleItems.length)
})

test('[B2] every arrow is tied to a card at both ends and says its relation', () => {
  const arrows = canvas.filter((record) => record.typeName === 'shape' && record.type === 'arrow')
  expect(ties).toHaveLength(sampleTies.length)
  expect(arrows).toHaveLength(sampleTies.length)
  expect(ties.every(({ relation }) => relation !== null)).toBe(true)
})

describe('[B3] each row of the case has its records', () => {
  test.each(Array.from({ length: 19 }, (_, i) => `S${i + 1}`))('%s', (row) => {
    const recorded = sampleItems.filter(({ rows }) => (rows as readonly string[]).includes(row))
    expect(recorded.length).toBeGreaterThan(0)
  })

  test('S1 the line is a quote of a range of clip 1, its speaker not identified', () => {
    const quote = byKey('opening-line')
    expect(quote).toMatchObject({
      kind: 'quote',
      words: expect.stringContaining('boys from North Korea'),
    })
    expect(quote['mediaRange']).toEqual({ of: byKey('clip-1').id, startS: 2, endS: 5 })
    expect(quote['description']).toMatch(/0:02–0:05 of the stand-in; the article gives no time/)
    expect(quote['speaker']).toBeUndefined()
    expect(isTied('opening-line', 'derived-from', 'clip-1')).toBe(true)
  })

  test('S2 clip 1 has coordinates, precision, method and who located it; the building is its own place', () => {
    expect(byKey('clip-1')['place']).toMatchObject({
      lat: 44.326859,
      lon: 131.668647,
      precision: 'locality',
    })
    expect(byKey('green-building')['place']).toMatchObject({ by: 'The New York Times' })
    expect(isTied('clip-1', 'depicts', 'green-building')).toBe(true)
  })

  test('S3 the hedge and the uncertain date are fields', () => {
    expect(byKey('appear-to-show')).toMatchObject({ modality: 'appears', date: '/XXXX-10-25' })
  })

  test('S4 one claim has several claimants, each with act, date, through whom and how they know', () => {
    const said = { through: ['The New York Times'], basis: 'No material is shown.', origin: '' }
    expect(claimantsOf('dispatched')).toEqual([
      { name: 'South Korea', role: '', act: 'asserts', date: '/XXXX-10-25', ...said },
      { name: 'Ukraine', role: '', act: 'asserts', date: '/XXXX-10-25', ...said },
      { name: 'United States', role: '', act: 'agrees', date: 'XXXX-10-23', ...said },
    ])
  })

  test('S5 at least 3,000 with scope and day; agreeing and appearing to acknowledge are acts', () => {
    expect(byKey('three-thousand')).toMatchObject({
      quantity: { comparator: '>=', value: 3000 },
      date: 'XXXX-10-23',
    })
    expect(claimantsOf('three-thousand')).toMatchObject([{ act: 'agrees' }])
    expect(byKey('putin')).toMatchObject({ modality: 'appears' })
    expect(claimantsOf('putin')).toMatchObject([
      { act: 'appears-to-acknowledge', role: 'President of Russia' },
    ])
  })

  test('S6 the rival figure stands beside the first and the compound claim is split', () => {
    expect(byKey('twelve-thousand')).toMatchObject({
      quantity: { comparator: '=', value: 12000 },
      date: 'XXXX-10-24',
    })
    expect(byKey('some-in-kursk')['scope']).toMatch(/Kursk/)
    expect(ties.filter(({ relation }) => relation === 'contradicts')).toEqual([])
    expect(isTied('twelve-thousand', 'consistent-with', 'three-thousand')).toBe(true)
  })

  test('S7 the chain Kirby → Reuters → article holds, possible and not confirmed', () => {
    expect(byKey('kirby')).toMatchObject({
      modality: 'possible',
      date: 'XXXX-10-25',
      verification: {
        status: 'could-not-confirm',
        by: 'The New York Times',
        at: '[XXXX-10-25..]',
      },
    })
    expect(claimantsOf('kirby')).toMatchObject([
      {
        name: 'John Kirby',
        role: expect.stringMatching(/^Spokesman/),
        through: ['Reuters', 'The New York Times'],
      },
    ])
    expect(
      isTied('kirby', 'reported-by', 'reuters') && isTied('reuters', 'reported-by', 'article'),
    ).toBe(true)
  })

  test('S9 both clips come from one posting whose poster is not the filmer', () => {
    for (const key of ['clip-1', 'clip-2']) {
      expect(isTied(key, 'derived-from', 'astra-post')).toBe(true)
      expect(byKey(key)['postedBy']).toMatch(/^Astra/)
      expect(byKey(key)['source']).toBeUndefined()
      expect(byKey(key)['firstPostedBy']).toBeUndefined()
    }
  })

  test('S10 the uniform is identified on a region of a frame, by an expert with affiliation and basis', () => {
    const tie = tieBetween('uniform-frame', 'uniform-is')
    const region = regionOf(byKey('uniform-frame'), tie?.fromRegion ?? '')
    expect(tie?.relation).toBe('supports')
    expect(region && regionName(region)).toBe('Region 1: The uniform on one man')
    expect(byKey('uniform-frame')['frameOf']).toMatchObject({ of: byKey('clip-2').id, index: 85 })
    expect(claimantsOf('uniform-is')).toMatchObject([
      { name: 'Dmitry Kuznets', role: 'Military analyst, Meduza', basis: expect.any(String) },
    ])
  })

  test('S11 the agency’s claim shows no material; the inference is a claim of its own, flagged', () => {
    expect(byKey('nis-papers')['verification']).toMatchObject({
      status: 'unverified',
      reason: expect.stringMatching(/No material/),
    })
    expect(byKey('nis-why')).toMatchObject({
      modality: 'possible',
      sensitivity: 'personal-information',
    })
    expect(isTied('nis-why', 'derived-from', 'nis-papers')).toBe(true)
  })

  test('S12–S14 clip 3 is an official release, its claimed place apart, two requests declined', () => {
    const clip = byKey('clip-3')
    expect(clip['receivedFrom']).toMatch(/Official release/)
    expect(clip['claimedPlace']).toMatchObject({ name: 'Training facility in Sergeyevka' })
    expect(clip['place']).toBeUndefined()
    expect(clip['motivation']).toMatch(/disinformation/)
    expect(entriesOf(clip, 'requests', 'request').map(({ value }) => value)).toMatchObject([
      { what: 'the original file', outcome: 'declined', at: '' },
      { what: 'details of its provenance', outcome: 'declined', at: '' },
    ])
  })

  test('S15 clip 3 → windows → building → barracks → clip 2 can be walked', () => {
    const way = ['clip-3', 'windows-inside', 'windows-outside', 'neighbour', 'barracks', 'clip-2']
    const steps = way.slice(1).map((key, i) => [way[i], key])
    const broken = steps.filter(
      ([a, b]) =>
        !ties.some(({ from, to }) => (from === a && to === b) || (from === b && to === a)),
    )
    expect(broken).toEqual([])
    expect(byKey('hypothesis')).toMatchObject({
      modality: 'possible',
      verification: { status: 'unverified' },
    })
  })

  test('S15 numbered regions of a frame of clip 3 and of the building are paired and graded', () => {
    const { a, b, pairs } = readMatch(byKey('window-match'), get)
    expect([a?.id, b?.id]).toEqual([byKey('windows-inside').id, byKey('windows-outside').id])
    expect(a?.['frameOf']).toMatchObject({ of: byKey('clip-3').id })
    expect(pairs.map(({ a, b, pair }) => [a?.number, b?.number, pair.grade])).toEqual([
      [1, 1, 'strong'],
      [2, 2, 'strong'],
      [3, 3, 'fair'],
    ])
  })

  test('S16 before and after lie in one comparison, and what changed is left undated', () => {
    const comparison = byKey('before-after')
    const snapshots = snapshotsOf(comparison, get)
    expect(snapshots.map(({ id }) => id)).toEqual([byKey('before').id, byKey('after').id])
    const changes = entriesOf(comparison, 'changes', 'change').map(({ value }) => ({
      what: value.what,
      ...changeReadingOf(value, snapshots),
    }))
    expect(changes).toMatchObject([
      { what: 'Fence', turns: [{ is: 'removed', date: undefined }] },
      { what: 'Cars and trash', turns: [{ is: 'appeared', date: undefined }] },
    ])
    expect(changes.flatMap(({ turns }) => turns.map(({ words }) => words))).toEqual([
      expect.stringMatching(/^removed between .*; neither date is known$/),
      expect.stringMatching(/^appeared between .*; neither date is known$/),
    ])
  })

  test('S16 before and after, with what is absent and present, support the claims', () => {
    expect(byKey('before')['kind']).toBe('satellite')
    expect(byKey('after')['description']).toMatch(/absent from.*present from/s)
    expect(
      isTied('before', 'supports', 'fence-gone') && isTied('after', 'supports', 'cars-trash'),
    ).toBe(true)
  })

  test('S17 the accent is one person’s assessment of sound', () => {
    expect(byKey('accent')['scope']).toMatch(/which seconds/)
    expect(claimantsOf('accent')).toMatchObject([
      { name: 'Kim Seung-chul', role: expect.stringMatching(/Radio/), basis: 'By ear.' },
    ])
  })

  test('S18 five kinds of items are listed and the box is tied to the claims', () => {
    expect(byKey('five-items')['description']).toMatch(
      /sleeping bags.*jackets.*pants.*shirts.*suspenders/is,
    )
    expect(isTied('box-detail', 'supports', 'boxes-logo')).toBe(true)
    expect(String(byKey('five-items')['description']).match(/time code not stated/g)).toHaveLength(
      5,
    )
  })

  test('S18 the region of the logo leads to an organisation, and a contact sheet cites its frames', () => {
    const tie = tieBetween('box-detail', 'btk')
    const region = regionOf(byKey('box-detail'), tie?.fromRegion ?? '')
    expect(region && regionName(region)).toBe('Region 1: Where the logo is')
    const sheet = ['sheet-1', 'sheet-2', 'sheet-3', 'sheet-4'].map((key) => byKey(key)['frameOf'])
    const of = byKey('clip-2').id
    expect(sheet).toMatchObject([21, 65, 109, 153].map((index) => ({ of, index })))
  })

  test('S19 every open question has an owner', () => {
    const questions = evidence.filter(({ kind }) => kind === 'question')
    expect(questions.length).toBeGreaterThanOrEqual(5)
    expect(questions.every(({ owner }) => typeof owner === 'string' && owner !== '')).toBe(true)
  })
})
