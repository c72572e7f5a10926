import fc from 'fast-check'
import { expect, test } from 'vitest'
import type * as Y from 'yjs'
import { addEvidence, putEntry, setField } from '../../shared/board/actions.ts'
import { bringBack, setCheck, setVerification, withdraw } from '../../shared/board/judging.ts'
import type { Tie } from '../../shared/board/graph.ts'
import { recordsOf } from '../../shared/board/layout.ts'
import { readBoard } from '../../shared/board/sanitise.ts'
import { checkOutcomes, type Check, type CheckOutcome } from '../../shared/evidence/check.ts'
import { checksOf, standingChecks, standingInWords } from '../../shared/evidence/checks.ts'
import { doubtsOf, isWithdrawn } from '../../shared/evidence/doubts.ts'
import type { Evidence, EvidenceId } from '../../shared/evidence/kinds.ts'
import { standingOf } from '../../shared/evidence/origins.ts'
import { pictureInWords } from '../../shared/evidence/picture-in-words.ts'
import { searchTextOf } from '../../shared/evidence/search.ts'
import { statusOf } from '../../shared/evidence/status.ts'
import { judgementsOf, rivalsOfStatus } from '../../shared/evidence/unaware-judgements.ts'
import { entriesOf, valueOf } from '../../shared/evidence/values.ts'
import { verificationStatuses } from '../../shared/evidence/verification.ts'
import { boardWith, copyOf, syncDocs } from '../support/canvas-records.ts'

function itemIn(doc: Y.Doc, id: EvidenceId): Evidence {
  const found = readBoard(doc).evidence.find((each) => each.id === id)
  if (!found) throw new Error('The item was set aside')
  return found
}

/** Reasons of every two judgements that were made without knowing of each other. */
function unawareIn(doc: Y.Doc, id: EvidenceId): string[] {
  return judgementsOf(itemIn(doc, id))
    .flatMap(({ value, unawareOf }) =>
      unawareOf.map((other) => `${value.reason} / ${other.value.reason}`),
    )
    .toSorted()
}

function clipOn(doc: Y.Doc) {
  return addEvidence(doc, { kind: 'video', by: 'Mara', fields: { title: 'Clip 3' } })
}

function failing(name: string): Omit<Check, 'at'> {
  const finding = 'Could not be confirmed.'
  return { pillar: 'location', name, outcome: 'failed', finding, evidence: [], by: 'Mara' }
}

function clipWithTwoFailedChecks() {
  const doc = boardWith([])
  const id = clipOn(doc)
  setCheck(doc, id, failing('Exact location'))
  setCheck(doc, id, { ...failing('Time of filming'), pillar: 'date' })
  return { doc, id, item: () => itemIn(doc, id) }
}

const verified = { status: 'verified', reason: 'It looks right.', by: 'Idris' } as const

test('[I1] every item is asked the five pillars in their order, with more exact checks under theirs', () => {
  const { doc, id, item } = clipWithTwoFailedChecks()
  setCheck(doc, id, { ...failing(''), checkId: 'source', pillar: 'source', outcome: 'holds' })
  const rows = checksOf(item()).map(({ pillar, check, named }) => [
    pillar,
    check?.outcome,
    named.map(({ label }) => label),
  ])
  expect(rows).toEqual([
    ['provenance', undefined, []],
    ['source', 'holds', []],
    ['date', undefined, ['Time of filming']],
    ['location', undefined, ['Exact location']],
    ['motivation', undefined, []],
  ])
})

test('[I2] an item is not set to verified over failed checks without a reason of its own', () => {
  const { doc, id, item } = clipWithTwoFailedChecks()
  expect(() => setVerification(doc, id, verified)).toThrowError(
    expect.objectContaining({
      code: 'status/checks-stand',
      message: expect.stringMatching(/2 failed checks stand.*time of filming, exact location/),
    }),
  )
  expect(() => setVerification(doc, id, { ...verified, overrideReason: '  ' })).toThrow(
    'stand against it',
  )
  expect(statusOf(item())).toMatchObject({ status: 'unverified', label: 'Unverified' })

  setVerification(doc, id, { ...verified, overrideReason: 'The filmer walked us through it.' })
  expect(statusOf(item())).toMatchObject({
    label: 'Verified against 2 failed checks',
    override: { reason: 'The filmer walked us through it.' },
  })
  expect(doubtsOf(item())[0]).toBe(
    'Verified against 2 failed checks: The filmer walked us through it. (Idris).',
  )
})

test('[I2] any other status can be set while checks stand', () => {
  const { doc, id, item } = clipWithTwoFailedChecks()
  setVerification(doc, id, { status: 'partly-verified', reason: 'The place holds.', by: 'Mara' })
  expect(statusOf(item()).label).toBe('Partly verified')
})

test('[I3] an override holds for the checks it was given against: a check that fails later takes it away', () => {
  const { doc, id, item } = clipWithTwoFailedChecks()
  setVerification(doc, id, { ...verified, overrideReason: 'Walked through.' })
  const source = { ...failing(''), checkId: 'source', pillar: 'source' as const }
  setCheck(doc, id, { ...source, outcome: 'could-not-confirm' })
  expect(statusOf(item())).toMatchObject({ status: 'could-not-confirm', isHeldBack: true })
  expect(doubtsOf(item())[0]).toMatch(
    /^Set to verified by Idris although 2 failed and 1 unconfirmed check/,
  )
  setCheck(doc, id, { ...source, outcome: 'holds' })
  expect(statusOf(item()).label).toBe('Verified against 2 failed checks')
})

test('[I4] whatever is written, nothing is called verified while checks stand against it and nobody said why', () => {
  const outcomes = fc.constantFrom(...(Object.keys(checkOutcomes) as CheckOutcome[]))
  const statuses = fc.constantFrom(
    ...(Object.keys(verificationStatuses) as (keyof typeof verificationStatuses)[]),
  )
  const override = fc.option(
    fc.record({
      reason: fc.constant('Because.'),
      against: fc.uniqueArray(fc.constantFrom<string>('a', 'b', 'c', 'location'), { minLength: 1 }),
    }),
    { nil: undefined },
  )
  const checks = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'location'), outcomes)
  fc.assert(
    fc.property(statuses, override, checks, (status, override, checks) => {
      const doc = boardWith([])
      const id = clipOn(doc)
      const value = { status, reason: 'So.', by: 'Somebody', at: '', ...(override && { override }) }
      setField(doc, id, 'verification', value)
      for (const [checkId, outcome] of Object.entries(checks))
        setCheck(doc, id, { ...failing(checkId), checkId, outcome })
      const item = itemIn(doc, id)
      const { label, status: shown } = statusOf(item)
      const standing = standingChecks(item)
      if (standing.length > 0) expect(label).not.toBe('Verified')
      const isCovered = standing.every((check) => override?.against.includes(check.id))
      if (shown === 'verified') expect(isCovered).toBe(true)
      if (status !== 'verified') expect(shown).toBe(status)
    }),
  )
})

test('[I4] what is held back is neither found as verified nor told as such of its picture', () => {
  const { doc, id, item } = clipWithTwoFailedChecks()
  setField(doc, id, 'verification', { status: 'verified', reason: 'x', by: 'Y', at: '' })
  expect(searchTextOf(item())).toContain('could not confirm')
  expect(pictureInWords(item())).toMatch(
    /^Clip 3 Could not confirm\. Set to verified by Y although/,
  )
})

test('[I5] every status that was set stays in the history, two set at once both, and one is in force for everybody', () => {
  const ours = boardWith([])
  const id = clipOn(ours)
  setVerification(ours, id, { status: 'disputed', reason: 'Rival clip.', by: 'Mara' })
  const theirs = copyOf(ours)
  setVerification(ours, id, { status: 'false', reason: 'Older clip found.', by: 'Mara' })
  setVerification(theirs, id, { status: 'partly-verified', reason: 'Place holds.', by: 'Idris' })
  syncDocs(ours, theirs)
  const reasons = (doc: Y.Doc) =>
    entriesOf(itemIn(doc, id), 'judgements', 'judgement').map(({ value }) => value.reason)
  for (const doc of [ours, theirs]) {
    expect(reasons(doc)[0]).toBe('Rival clip.')
    expect(reasons(doc).toSorted()).toEqual(['Older clip found.', 'Place holds.', 'Rival clip.'])
  }
  expect(itemIn(ours, id)['verification']).toEqual(itemIn(theirs, id)['verification'])
})

test('[I5] two statuses set without knowing of each other say so, until somebody who saw both sets it again', () => {
  const ours = boardWith([])
  const id = clipOn(ours)
  setVerification(ours, id, { status: 'disputed', reason: 'Rival clip.', by: 'Mara' })
  const theirs = copyOf(ours)
  setVerification(ours, id, { status: 'false', reason: 'Older clip found.', by: 'Mara' })
  expect(unawareIn(ours, id)).toEqual([])
  setVerification(theirs, id, { status: 'partly-verified', reason: 'Place holds.', by: 'Idris' })
  setVerification(theirs, id, { status: 'disputed', reason: 'Not the place.', by: 'Idris' })
  syncDocs(ours, theirs)
  const rivals = [
    'Not the place. / Older clip found.',
    'Older clip found. / Not the place.',
    'Older clip found. / Place holds.',
    'Place holds. / Older clip found.',
  ]
  for (const doc of [ours, theirs]) {
    expect(unawareIn(doc, id)).toEqual(rivals)
    const { reason } = valueOf(itemIn(doc, id), 'verification', 'verification') ?? {}
    const other = ['Older clip found.', 'Not the place.'].filter((each) => each !== reason)
    expect(other).toHaveLength(1)
    expect(rivalsOfStatus(itemIn(doc, id)).map(({ value }) => value.reason)).toEqual(other)
  }
  setVerification(ours, id, { status: 'could-not-confirm', reason: 'Both hold.', by: 'Noor' })
  expect(rivalsOfStatus(itemIn(ours, id))).toEqual([])
  expect(unawareIn(ours, id)).toEqual(rivals)
})

test('[I5] of a status from before it was kept what its maker knew, or after one taken back, nothing is said', () => {
  const doc = boardWith([])
  const id = clipOn(doc)
  const old = { status: 'disputed', reason: 'Rival clip.', by: 'Mara', at: '2024-10-24' } as const
  const place = { field: 'judgements', entry: 'judgement' } as const
  for (const entryId of ['0', '1']) putEntry(doc, id, { ...place, entryId }, old)
  setVerification(doc, id, { status: 'false', reason: 'Older clip found.', by: 'Idris' })
  expect(unawareIn(doc, id)).toEqual([])
  putEntry(doc, id, { ...place, entryId: '2' }, { ...old, after: ['taken-back'] })
  expect(unawareIn(doc, id)).toEqual([])
})

test('[I5] a status without a reason is refused', () => {
  const doc = boardWith([])
  const id = clipOn(doc)
  expect(() => setVerification(doc, id, { status: 'false', reason: ' ', by: 'Mara' })).toThrowError(
    expect.objectContaining({ code: 'status/no-reason' }),
  )
})

test('[I6] what stands against an item is said in an order and words that are the same everywhere', () => {
  const { item } = clipWithTwoFailedChecks()
  expect(doubtsOf(item())).toEqual([
    'Failed: time of filming, exact location.',
    'No original held.',
  ])
  expect(standingInWords(standingChecks(item()))).toBe('2 failed checks')
})

test('[I6] a quote has no original to be missing, and a file on its way is not missing', () => {
  const doc = boardWith([])
  const quote = addEvidence(doc, { kind: 'quote', by: 'Mara' })
  const upload = { name: 'a.mp4', size: 3, by: 'Mara', client: 7, state: 'sending', message: '' }
  const clip = addEvidence(doc, { kind: 'video', by: 'Mara', fields: { upload } })
  expect([doubtsOf(itemIn(doc, quote)), doubtsOf(itemIn(doc, clip))]).toEqual([[], []])
})

test('[I7] withdrawn evidence stays, with who, when and why, and can be brought back', () => {
  const { doc, id, item } = clipWithTwoFailedChecks()
  expect(() => withdraw(doc, id, { reason: '', by: 'Mara' })).toThrow('Say why it is withdrawn.')
  withdraw(doc, id, { reason: 'The source asked for it.', by: 'Mara' })
  expect(isWithdrawn(item())).toBe(true)
  expect(doubtsOf(item())[0]).toBe('Withdrawn by Mara: The source asked for it.')
  expect(item()['title']).toBe('Clip 3')
  bringBack(doc, id)
  expect(isWithdrawn(item())).toBe(false)
})

test('[I7] withdrawn evidence counts nowhere as support', () => {
  const { doc, id } = clipWithTwoFailedChecks()
  const claim = addEvidence(doc, { kind: 'claim', by: 'Mara', fields: { statement: 'So.' } })
  const ties: Tie[] = [
    {
      from: id,
      to: claim,
      relation: 'supports',
      arrowId: 'shape:a',
      fromRegion: null,
      toRegion: null,
    },
  ]
  const supports = () =>
    standingOf(itemIn(doc, claim), { get: (each) => itemIn(doc, each), ties }).supports.items
  expect(supports()).toBe(1)
  withdraw(doc, id, { reason: 'Not ours to show.', by: 'Mara' })
  expect(supports()).toBe(0)
})

test('[I8] requests of boards from before are still shown, a line each, beside new ones', () => {
  const doc = boardWith([])
  const id = clipOn(doc)
  recordsOf(doc).get(id)?.set('requests', ['Original file. Answer: declined.'])
  recordsOf(doc).get(id)?.set('requests/0new', {
    askedOf: 'Astra',
    what: 'the clip',
    by: 'Mara',
    at: '',
    outcome: 'no-answer',
    answer: '',
    answeredAt: '',
  })
  const requests = entriesOf(itemIn(doc, id), 'requests', 'request')
  expect(requests.map(({ value }) => [value.what, value.outcome])).toEqual([
    ['Original file. Answer: declined.', 'not-recorded'],
    ['the clip', 'no-answer'],
  ])
})
