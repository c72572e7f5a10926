import fc from 'fast-check'
import { expect, test } from 'vitest'
import { groupsOf } from '../../client/panels/outline/outline-groups.ts'
import { tieInWords, tiesFrom, visibleNodes, type Node } from '../../client/panels/outline/tree.ts'
import { tiesOf, type Tie } from '../../shared/board/graph.ts'
import { relationTypes } from '../../shared/board/relations.ts'
import type { Evidence, EvidenceId } from '../../shared/evidence/kinds.ts'
import { openSample } from '../support/sample-board.ts'

const idOf = (name: string | number): EvidenceId => `evidence:${name}`

function item(name: string | number): Evidence {
  return {
    id: idOf(name),
    typeName: 'evidence',
    kind: 'claim',
    createdAt: '2024-10-01T00:00:00.000Z',
    createdBy: 'Mara',
    title: String(name),
  }
}

function tie(from: string | number, to: string | number, arrowId = `${from}-${to}`): Tie {
  return {
    from: idOf(from),
    to: idOf(to),
    relation: 'supports',
    fromRegion: null,
    toRegion: null,
    arrowId,
  }
}

function treeOf(names: readonly (string | number)[], ties: readonly Tie[]) {
  const items = new Map(names.map((name) => [idOf(name), item(name)]))
  return (turned: ReadonlySet<string>) =>
    visibleNodes({
      groups: [{ key: 'all', label: 'All', items: [...items.keys()] }],
      get: (id) => items.get(id),
      ties,
      turned,
    })
}

function lines(nodes: readonly Node[]): string[] {
  return nodes.map((node) =>
    node.type === 'group'
      ? node.label
      : `${'  '.repeat(node.level - 1)}${node.tie ? `${tieInWords(node.tie)} ` : ''}${String(node.item['title'])}${node.isAbove ? ' (above)' : ''}`,
  )
}

test('[V12] below an item stands what it is tied to, in words that fit the end one comes from', () => {
  const tree = treeOf(['a', 'b'], [tie('a', 'b')])
  expect(lines(tree(new Set()))).toEqual(['All', '  a', '  b'])
  expect(lines(tree(new Set(['all/evidence:a', 'all/evidence:b'])))).toEqual([
    'All',
    '  a',
    '    supports → b',
    '  b',
    '    supported by ← a',
  ])
})

test('[V12] a branch ends where it comes back to itself', () => {
  const tree = treeOf(['a', 'b', 'c'], [tie('a', 'b'), tie('b', 'c'), tie('c', 'a')])
  const path = 'all/evidence:a'
  const turned = new Set([path, `${path}/a-b`, `${path}/a-b/b-c`, `${path}/a-b/b-c/c-a`])
  expect(lines(tree(turned)).slice(1, 5)).toEqual([
    '  a',
    '    supports → b',
    '      supports → c',
    '        supports → a (above)',
  ])
})

test('[V12] whatever is tied to whatever and opened, the tree is finite and every line is told apart', () => {
  const names = [0, 1, 2, 3, 4]
  const ends = fc.constantFrom(...names)
  fc.assert(
    fc.property(fc.array(fc.tuple(ends, ends), { maxLength: 8 }), (pairs) => {
      const ties = pairs.filter(([a, b]) => a !== b).map(([a, b], at) => tie(a, b, `arrow${at}`))
      const tree = treeOf(names, ties)
      let turned = new Set<string>()
      let nodes = tree(turned)
      for (let depth = 0; depth < 8; depth++) {
        turned = new Set(
          nodes
            .filter((node) => node.type === 'item' && node.isOpen !== null)
            .map(({ path }) => path),
        )
        nodes = tree(turned)
      }
      expect(Math.max(...nodes.map(({ level }) => level))).toBeLessThanOrEqual(names.length + 2)
      expect(new Set(nodes.map(({ path }) => path)).size).toBe(nodes.length)
    }),
    { numRuns: 60 },
  )
})

test('[V12] every item stands in one group of each arrangement, on the canvas or not', () => {
  const sample = openSample()
  const [first, second, third] = sample.evidence.map(({ id }) => id)
  if (!first || !second || !third) throw new Error('The sample is too small')
  for (const by of ['panel', 'kind', 'status'] as const) {
    const groups = groupsOf(sample.evidence, {
      by,
      areas: [
        { id: 'shape:1', label: 'One', items: [first, second] },
        { id: 'shape:2', label: 'Two', items: [second] },
      ],
      hasCard: (id) => id !== third,
    })
    const told = groups.flatMap(({ items }) => items)
    expect(told.toSorted()).toEqual(sample.evidence.map(({ id }) => id).toSorted())
    expect(new Set(groups.map(({ key }) => key)).size).toBe(groups.length)
  }
})

test('[V14] the chain of S15 can be walked in the outline of the sample board', () => {
  const sample = openSample()
  const ties = tiesOf(sample.canvas)
  const isTied = (from: string, to: string) =>
    tiesFrom(ties, sample.byKey(from).id).some(({ other }) => other === sample.byKey(to).id)
  const chain = ['clip-3', 'windows-inside', 'windows-outside', 'neighbour', 'barracks', 'clip-2']
  const breaks = chain.slice(1).filter((to, at) => !isTied(chain[at] ?? '', to))
  expect(breaks).toEqual([])
})

test('[V12] every relation has words for both of its ends', () => {
  for (const relation of relationTypes)
    for (const direction of ['to', 'from'] as const)
      expect(
        tieInWords({
          relation,
          direction,
          other: idOf('x'),
          arrowId: 'a',
        }).length,
      ).toBeGreaterThan(4)
})
