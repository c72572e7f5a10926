import { globSync, readFileSync } from 'node:fs'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { OtherBoard } from '../../client/board/board-provider.tsx'
import type { OpenBoard } from '../../client/board/open-board.ts'
import { EvidenceCard } from '../../client/evidence/evidence-card.tsx'
import { cardText } from '../../shared/evidence/card-text.ts'
import { hedgeOf } from '../../shared/evidence/hedge.ts'
import type { Evidence } from '../../shared/evidence/kinds.ts'
import { rivalFiguresOf } from '../../shared/evidence/rival-figures.ts'
import { searchTextOf } from '../../shared/evidence/search.ts'
import { lineOf, titleOf } from '../../shared/evidence/wording.ts'
import { openSample } from '../support/sample-board.ts'

const { evidence, graph, byKey } = openSample()
const claims = evidence.filter(({ kind }) => kind === 'claim')
const hedged = claims.filter((claim) => hedgeOf(claim) !== undefined)

function claim(fields: Record<string, unknown>): Evidence {
  return {
    id: 'evidence:a',
    typeName: 'evidence',
    kind: 'claim',
    createdAt: '',
    createdBy: 'Mara',
    ...fields,
  }
}

const said = { name: 'Putin', role: '', date: '', through: [], basis: '', origin: '' }

/** Every way in which an item is put into words or drawn. */
const views: Record<string, (item: Evidence) => string> = {
  'one line': titleOf,
  'one line with its doubt': lineOf,
  'the clipboard': (item) => cardText(item),
  search: searchTextOf,
  'a card': (item) => markup(item, {}),
  'a card in an exported picture': (item) => markup(item, { isStill: true }),
  'a card from afar': (item) => markup(item, { isDistant: true }),
}

const still = <T,>(value: T) => ({ subscribe: () => () => {}, get: () => value, all: () => value })

/** What cards ask of their board, standing still. */
const handle = {
  viewing: { ...still(null), open: () => {} },
  evidence: {
    ...still(evidence),
    get: (id: string) => evidence.find((item) => item.id === id),
  },
  boardId: 'b',
  duplicates: still(new Map()),
  ties: still([]),
}
const board = { handle } as unknown as OpenBoard

function markup(item: Evidence, look: { isStill?: boolean; isDistant?: boolean }): string {
  return renderToStaticMarkup(
    <QueryClientProvider client={new QueryClient()}>
      <OtherBoard board={board}>
        <EvidenceCard evidence={item} boardId="b" {...look} />
      </OtherBoard>
    </QueryClientProvider>,
  )
}

describe('[E25] a hedge is never lost', () => {
  test('[E25] there are hedged claims to look at, some with titles that drop the hedge', () => {
    expect(hedged.length).toBeGreaterThanOrEqual(5)
    expect(hedged.some((item) => !/possibl|appear/i.test(String(item['title'])))).toBe(true)
  })

  test.each(Object.entries(views))('[E25] in %s', (_, view) => {
    const lost = hedged.filter(
      (item) =>
        !view(item)
          .toLowerCase()
          .includes(String(hedgeOf(item)).toLowerCase()),
    )
    expect(lost.map(titleOf)).toEqual([])
  })

  test.each(['one line', 'a card', 'a card from afar'])(
    '[E25] in %s it stands in front of the words',
    (name) => {
      const words = (item: Evidence) =>
        (views[name]?.(item) ?? '').replace(/<article[^>]*>/, '').replace(/<[^>]*>/g, '')
      const late = hedged
        // What is hidden until it is asked for has no words here.
        .filter((item) => item['sensitivity'] === undefined)
        .filter((item) => {
          const text = words(item)
          const title = text.indexOf(String(item['title']))
          const hedge = text.indexOf(String(hedgeOf(item)))
          return title < 0 || hedge < 0 || hedge > title
        })
      expect(late.map(titleOf)).toEqual([])
    },
  )

  test('[E25] what everyone only appears to acknowledge, or denies, is hedged by that', () => {
    const acting = (...acts: string[]) =>
      hedgeOf(
        claim({
          modality: 'asserted',
          claimants: Object.fromEntries(acts.map((act, at) => [String(at), { ...said, act }])),
        }),
      )
    expect(acting('appears-to-acknowledge')).toBe('Appears')
    expect(acting('denies', 'denies')).toBe('Denied')
    expect(acting('asserts', 'denies')).toBeUndefined()
    expect(acting()).toBeUndefined()
    expect(titleOf(claim({ modality: 'possible', statement: 'They were sent.' }))).toBe(
      'Possible: They were sent.',
    )
  })
})

describe('[E25] doubt and uncertain dates are never lost', () => {
  test('[E25] “could not confirm” stands in one line, on cards near and far, and on the clipboard', () => {
    const doubted = evidence.filter((item) => lineOf(item).endsWith('(could not confirm)'))
    expect(doubted.length).toBeGreaterThanOrEqual(3)
    for (const item of doubted)
      for (const view of [
        'a card',
        'a card from afar',
        'a card in an exported picture',
        'the clipboard',
      ])
        expect(views[view]?.(item)).toContain('Could not confirm')
  })

  test('[E25] an unstated year is said on cards and on the clipboard', () => {
    const dated = evidence.filter(
      ({ kind, date }) => kind === 'claim' && String(date).startsWith('XXXX'),
    )
    expect(dated.length).toBeGreaterThanOrEqual(4)
    for (const item of dated) {
      expect(views['a card']?.(item)).toContain('year not stated')
      expect(views['the clipboard']?.(item)).toContain('year not stated')
    }
  })

  test('[E25] a copied card keeps chain, hedge, status with its reason, and what stands in', () => {
    expect(cardText(byKey('kirby')).split('\n')).toEqual([
      'Claim: Possible: Kirby: Kursk is possible',
      'Possible: Some North Korean troops could be deployed to Kursk.',
      'Said by John Kirby, Spokesman, White House National Security Council → Reuters → The New York Times, asserts, 25 Oct, year not stated',
      'Date it shows or was said: 25 Oct, year not stated',
      'Scope: Kursk region; a possibility',
      'Status: Could not confirm (The New York Times, 25 Oct, year not stated or later): Could not independently confirm whether any North Korean troops are in Kursk.',
    ])
    expect(cardText(byKey('clip-3'))).toMatch(
      /Claimed place: Training facility.*Stand-in: Made by the project/s,
    )
    expect(cardText(byKey('watching'))).toContain(
      '” (English)\n— John Kirby, Spokesman, White House National Security Council → The New York Times',
    )
    expect(cardText(byKey('opening-line'))).toContain('— Speaker not identified → Clip 1 → Astra')
  })

  test('[E25] no view takes a title or statement past its hedge', () => {
    const own =
      /(textOf\(\w+, '(title|statement)'\)|\b(evidence|item|claim)\[['"](title|statement)['"]\]|\.lead\b)/
    const mayTake = [
      'client/evidence/claim-body.tsx',
      'client/evidence/evidence-card.tsx',
      'client/evidence/kicker.tsx',
    ]
    const taking = globSync('{client,server}/**/*.{ts,tsx}')
      .filter((path) => !path.startsWith('server/sample/') && !mayTake.includes(path))
      .filter((path) => own.test(readFileSync(path, 'utf8')))
    expect(taking).toEqual([])
  })
})

describe('[E28] a rival figure stands beside a claim', () => {
  const context = { get: (id: string) => evidence.find((item) => item.id === id), ties: graph }

  test('[E28] with its scope and date, and hedged as it is', () => {
    expect(rivalFiguresOf(byKey('three-thousand'), context)).toEqual([
      {
        id: 'evidence:sample-twelve-thousand',
        words: '12,000 troops (in all of Russia; 24 Oct, year not stated)',
      },
    ])
    expect(rivalFiguresOf(byKey('dispatched'), context)).toEqual([])
    const possible = { ...byKey('twelve-thousand'), modality: 'possible' }
    const asPossible = { ...context, get: () => possible }
    expect(rivalFiguresOf(byKey('three-thousand'), asPossible)[0]?.words).toMatch(
      /^Possible: 12,000/,
    )
  })
})
