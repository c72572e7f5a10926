import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Tie } from '../../shared/board/graph.ts'
import type { RelationType } from '../../shared/board/relations.ts'
import type { Evidence, EvidenceId } from '../../shared/evidence/kinds.ts'
import { originKey, originOf } from '../../shared/evidence/origin-of.ts'
import type { OriginVerdict } from '../../shared/evidence/origin-verdict.ts'
import { standingOf } from '../../shared/evidence/origins.ts'
import { standingInWords } from '../../shared/evidence/standing-words.ts'

function item(
  key: string,
  fields: Record<string, unknown> = {},
  kind: Evidence['kind'] = 'link',
): Evidence {
  const id: EvidenceId = `evidence:${key}`
  return { id, typeName: 'evidence', kind, createdAt: '', createdBy: 'Mara', title: key, ...fields }
}

function claimant(name: string, fields: Record<string, unknown> = {}) {
  const empty = { role: '', act: 'asserts', date: '', through: [], basis: '', origin: '' }
  return { ...empty, name, ...fields }
}

function tie(from: string, relation: RelationType, to: string): Tie {
  return {
    from: `evidence:${from}`,
    to: `evidence:${to}`,
    relation,
    arrowId: `${from} ${relation} ${to}`,
  }
}

function contextOf(items: readonly Evidence[], ties: readonly Tie[] = []) {
  return { get: (id: EvidenceId) => items.find((each) => each.id === id), ties }
}

function verdict(a: string, b: string, said: OriginVerdict['verdict']): OriginVerdict {
  return { a, b, verdict: said, reason: 'shown', by: 'Mara', at: '' }
}

const theClaim = (fields: Record<string, unknown> = {}) => item('claim', fields, 'claim')

describe('[E23] whose knowledge an item is', () => {
  const nameOf = (items: readonly Evidence[], ties: readonly Tie[] = []) =>
    originOf(items[0] as Evidence, contextOf(items, ties)).name

  test('[E23] who is named for it, the speaker, the start of the chain, else the source', () => {
    expect(nameOf([item('a', { origin: 'NIS', source: 'Reuters' })])).toBe('NIS')
    expect(nameOf([item('a', { speaker: 'John Kirby', source: 'Reuters' }, 'quote')])).toBe(
      'John Kirby',
    )
    const kirby = claimant('John Kirby', { through: ['Reuters', 'The Times'] })
    expect(nameOf([item('a', { claimants: { a: kirby, b: claimant('Ukraine') } }, 'claim')])).toBe(
      'John Kirby',
    )
    const told = claimant('Ukraine', { origin: 'NIS' })
    expect(nameOf([item('a', { claimants: { a: told } }, 'claim')])).toBe('NIS')
    expect(nameOf([item('a', { source: 'Reuters', author: 'Ann' })])).toBe('Reuters')
    expect(nameOf([item('a')])).toBe('a')
  })

  test('[E23] an agency that a wire repeats, a frame of a clip of a post, a re-upload whatever is named on it', () => {
    const wire = [item('wire', { source: 'Reuters' }), item('agency', { source: 'NIS' })]
    expect(nameOf(wire, [tie('wire', 'attributed-to', 'agency')])).toBe('NIS')
    const frame = [item('frame', {}, 'photo'), item('clip', {}, 'video'), item('post')]
    const chain = [tie('frame', 'derived-from', 'clip'), tie('clip', 'derived-from', 'post')]
    expect(nameOf(frame, chain)).toBe('post')
    const copy = [item('copy', { origin: 'Uploader' }, 'video'), item('clip', {}, 'video')]
    expect(nameOf(copy, [tie('copy', 're-upload-of', 'clip')])).toBe('clip')
  })

  test('[E23] string in a circle ends at one item, wherever it is entered', () => {
    const items = [item('b', {}, 'video'), item('a', {}, 'video'), item('c', {}, 'video')]
    const circle = [
      tie('a', 're-upload-of', 'b'),
      tie('b', 're-upload-of', 'c'),
      tie('c', 're-upload-of', 'a'),
    ]
    const ends = items.map((each) => originOf(each, contextOf(items, circle)).item)
    expect(new Set(ends)).toEqual(new Set(['evidence:a']))
  })

  test('[E23] a name is the same whatever its case, accents and punctuation', () => {
    for (const [a, b] of [
      ['The New York Times', 'new york times'],
      ['Libération', 'LIBERATION'],
      ['U.S.', 'u s'],
      ['  Kim  Seung‑chul', 'Kim Seung-Chul'],
      ['Сергіївка', 'СЕРГІЇВКА'],
    ] as const)
      expect(originKey(a)).toBe(originKey(b))
    expect(originKey('Ukraine')).not.toBe(originKey('United States'))
    expect(originKey('???')).toBe('???')
  })
})

describe('[E24] supports and contradictions are counted by independent origin', () => {
  const cited = [
    theClaim(),
    item('one', { speaker: 'Dmitry Kuznets' }, 'quote'),
    item('two', { speaker: 'DMITRY KUZNETS' }, 'quote'),
    item('three', { speaker: 'Kim Seung-chul' }, 'quote'),
  ]
  const supporting = ['one', 'two', 'three'].map((key) => tie(key, 'supports', 'claim'))
  const of = (verdicts: OriginVerdict[], ties: readonly Tie[] = supporting) => {
    const claim = theClaim({ originVerdicts: Object.fromEntries(verdicts.entries()) })
    return standingOf(claim, contextOf([claim, ...cited.slice(1)], ties))
  }

  test('[E24] one expert cited twice is one; unknown independence is said to be unknown', () => {
    const standing = of([])
    expect(standing.supports).toMatchObject({ items: 3, independence: 'unknown' })
    expect(standing.supports.origins.map(({ items }) => items.length)).toEqual([2, 1])
    expect(standingInWords(standing)).toEqual([
      'Supported by 3 items from 2 origins; whether these are independent is not known',
    ])
    expect(standingInWords(of([], supporting.slice(0, 2)))).toEqual([
      'Supported by 2 items from one origin, Dmitry Kuznets',
    ])
    expect(standingInWords(of([], supporting.slice(0, 1)))).toEqual(['Supported by 1 item'])
    expect(standingInWords(of([], []))).toEqual([])
  })

  test('[E24] what somebody found about two origins counts, and where people disagree that is said', () => {
    const pair = ['Dmitry Kuznets', 'kim seung chul'] as const
    expect(of([verdict(...pair, 'one-source')]).supports).toMatchObject({ independence: 'one' })
    expect(of([verdict(...pair, 'one-source')]).supports.origins).toHaveLength(1)
    expect(standingInWords(of([verdict(...pair, 'independent')]))).toEqual([
      'Supported by 3 items from 2 origins, shown to be independent',
    ])
    const both = [verdict(...pair, 'independent'), verdict(pair[1], pair[0], 'one-source')]
    expect(standingInWords(of(both))).toEqual([
      'Supported by 3 items from 2 origins; whether these are independent is disputed',
    ])
  })

  test('[E24] claimants are counted alike, and those who deny it apart', () => {
    const claim = theClaim({
      claimants: {
        a: claimant('South Korea'),
        b: claimant('Ukraine', { origin: 'South Korea' }),
        c: claimant('Pyongyang', { act: 'denies' }),
      },
    })
    const against = tie('one', 'contradicts', 'claim')
    expect(standingInWords(standingOf(claim, contextOf([claim, ...cited], [against])))).toEqual([
      'Contradicted by 1 item',
      '2 say so, from one origin, South Korea',
      '1 denies it',
    ])
  })

  test('[E24] what is withdrawn counts nowhere, and string still leads through it', () => {
    const withdrawn = { reason: 'A hoax', by: 'Mara', at: '' }
    const [claim, one, two, three] = cited as [Evidence, Evidence, Evidence, Evidence]
    const items = [claim, { ...one, withdrawn }, two, three]
    expect(standingOf(claim, contextOf(items, supporting)).supports).toMatchObject({ items: 2 })
    const copies = [
      item('x', {}, 'video'),
      item('y', {}, 'video'),
      item('hoax', { withdrawn }, 'video'),
    ]
    const string = [tie('x', 're-upload-of', 'hoax'), tie('y', 're-upload-of', 'hoax')]
    const both = [tie('x', 'supports', 'claim'), tie('y', 'supports', 'claim')]
    const { supports } = standingOf(claim, contextOf([claim, ...copies], [...string, ...both]))
    expect(supports.origins).toHaveLength(1)
  })

  test('[E24] a rival figure that is consistent with it is no contradiction', () => {
    const rival = item('rival', {}, 'claim')
    const side = standingOf(
      theClaim(),
      contextOf([rival], [tie('rival', 'consistent-with', 'claim')]),
    )
    expect([side.supports.items, side.contradicts.items]).toEqual([0, 0])
  })

  const keys = ['a', 'b', 'c', 'd', 'e', 'f']
  const names = fc.constantFrom(undefined, 'Reuters', 'reuters', 'NIS')
  const board = fc.record({
    items: fc.tuple(
      ...keys.map((key) =>
        fc.record({ origin: names, source: names }).map((fields) => item(key, fields, 'video')),
      ),
    ),
    string: fc.array(
      fc.tuple(
        fc.constantFrom(...keys),
        fc.constantFrom<RelationType>('derived-from', 're-upload-of', 'attributed-to', 'supports'),
        fc.constantFrom(...keys),
      ),
      { maxLength: 12 },
    ),
    supporting: fc.uniqueArray(fc.constantFrom(...keys)),
    verdicts: fc.array(
      fc
        .tuple(
          fc.constantFrom('Reuters', 'NIS', 'evidence:a'),
          fc.constantFrom('NIS', 'evidence:b'),
        )
        .chain(([a, b]) =>
          fc
            .constantFrom('one-source' as const, 'independent' as const)
            .map((said) => verdict(a, b, said)),
        ),
      { maxLength: 4 },
    ),
  })
  type Drawn = typeof board extends fc.Arbitrary<infer T> ? T : never

  function standing(
    { items, string, supporting, verdicts }: Drawn,
    more: { items?: Evidence[]; ties?: Tie[] } = {},
  ) {
    const claim = theClaim({ originVerdicts: Object.fromEntries(verdicts.entries()) })
    const ties = [
      ...string.filter(([from, , to]) => from !== to).map((each) => tie(...each)),
      ...supporting.map((key) => tie(key, 'supports', 'claim')),
      ...(more.ties ?? []),
    ]
    return standingOf(claim, contextOf([claim, ...items, ...(more.items ?? [])], ties))
  }

  test('[E24] never more origins than items, and the order of nothing matters', () => {
    fc.assert(
      fc.property(board, (drawn) => {
        const { supports } = standing(drawn)
        expect(supports.items).toBe(drawn.supporting.length)
        expect(supports.origins.length).toBeLessThanOrEqual(supports.items)
        expect(supports.origins.flatMap(({ items }) => items)).toHaveLength(supports.items)
        const turned: Drawn = {
          items: drawn.items.toReversed(),
          string: drawn.string.toReversed(),
          supporting: drawn.supporting.toReversed(),
          verdicts: drawn.verdicts.toReversed(),
        }
        expect(standing(turned)).toEqual(standing(drawn))
      }),
    )
  })

  test('[E24] a re-upload of what is counted never raises the count', () => {
    fc.assert(
      fc.property(board, names, (drawn, origin) => {
        fc.pre(drawn.supporting.length > 0)
        const again = item('again', { origin, source: 'Another' }, 'video')
        const ties = [
          tie('again', 're-upload-of', drawn.supporting[0] ?? 'a'),
          tie('again', 'supports', 'claim'),
        ]
        const before = standing(drawn).supports
        const after = standing(drawn, { items: [again], ties }).supports
        expect(after.items).toBe(before.items + 1)
        expect(after.origins).toHaveLength(before.origins.length)
      }),
    )
  })
})
