import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { canonicalJson } from '../../shared/board/canonical-json.ts'
import { canonicalRecords, recordsHash } from '../../shared/board/canonical-records.ts'
import { insertRecord } from '../../shared/board/codec.ts'
import { recordsOf } from '../../shared/board/layout.ts'
import { createBoardDocument } from '../../shared/board/new-board.ts'

const textOf = (doc: Y.Doc) => [...canonicalRecords(doc)].join('')
const hexOf = (doc: Y.Doc) => Buffer.from(recordsHash(doc)).toString('hex')
const jsonOf = (value: unknown) => [...canonicalJson(value)].join('')

test('[A1] the canonical records of a new board are this text, and the hash is its SHA-256', () => {
  const doc = docOf(createBoardDocument())
  const text =
    '{"about":{"layout":1},"records":{' +
    '"document:document":{"core":{"gridSize":10,"meta":{},"name":"","typeName":"document"}},' +
    '"page:page":{"index":"a1","meta":{},"name":"Page 1","typeName":"page"}}}'
  expect(textOf(doc)).toBe(text)
  expect(hexOf(doc)).toBe(createHash('sha256').update(text).digest('hex'))
})

test('[A1] the same records have the same hash, in whatever order and by whomever they were written', () => {
  const value = fc.jsonValue({ maxDepth: 3 })
  const edits = fc.uniqueArray(
    fc.record({ id: fc.string(), keys: fc.dictionary(fc.string(), value) }),
    {
      selector: ({ id }) => id,
      maxLength: 8,
    },
  )
  fc.assert(
    fc.property(edits, fc.infiniteStream(fc.nat()), (records, order) => {
      const [one, two] = [new Y.Doc(), new Y.Doc()]
      const shuffled = records
        .map((record) => ({ record, rank: order.next().value ?? 0 }))
        .toSorted((a, b) => a.rank - b.rank)
        .map(({ record }) => record)
      for (const record of records) putKeys(one, record)
      // The other writes every key twice, the first time something else.
      for (const { id, keys } of shuffled) {
        putKeys(two, { id, keys: Object.fromEntries(Object.keys(keys).map((key) => [key, 0])) })
        putKeys(two, { id, keys })
      }
      expect(hexOf(one)).toBe(hexOf(two))
      expect(hexOf(docOf(Y.encodeStateAsUpdate(one)))).toBe(hexOf(two))
    }),
    { numRuns: 60, seed: 4 },
  )
})

test('[A1] any value that differs gives another hash', () => {
  const values = [
    0,
    '0',
    null,
    false,
    '',
    [],
    {},
    [[]],
    [0],
    ['0'],
    { a: 0 },
    { a: '0' },
    { '': 0 },
  ]
  const more = [Number.NaN, 1n, new Uint8Array([1]), undefined, 'NaN', 1, '1', [1]]
  const hashes = [...values, ...more].map((value) => {
    const doc = new Y.Doc()
    putKeys(doc, { id: 'x', keys: { value } })
    return hexOf(doc)
  })
  expect(new Set(hashes).size).toBe(hashes.length)
})

test('[A1] what is set aside, long text and whatever else a client wrote are part of it', () => {
  const doc = docOf(createBoardDocument())
  const before = hexOf(doc)
  insertRecord(recordsOf(doc), {
    id: 'evidence:n',
    typeName: 'evidence',
    kind: 'claim',
    statement: 'A',
  })
  const withItem = hexOf(doc)
  const statement = recordsOf(doc).get('evidence:n')?.get('statement')
  if (!(statement instanceof Y.Text)) throw new Error('The statement is no text')
  statement.insert(1, 'B')
  expect(textOf(doc)).toContain('"statement":"AB"')
  const withWords = hexOf(doc)
  doc.getMap('records').set('no record', 7)
  expect(textOf(doc)).toContain('"no record":7')
  expect(new Set([before, withItem, withWords, hexOf(doc)]).size).toBe(4)
})

test('[A1] numbers, strings and keys are written as RFC 8785 has it', () => {
  expect(jsonOf([333_333_333.333_333_3, 1e30, 4.5, 2e-3, 1e-27, -0])).toBe(
    '[333333333.3333333,1e+30,4.5,0.002,1e-27,0]',
  )
  expect(jsonOf('€$\u000F\nA\'B"\\"/')).toBe(String.raw`"€$\u000f\nA'B\"\\\"/"`)
  const keys = { '€': 1, '\r': 2, '\uFB33': 3, '1': 4, '\u{1F600}': 5, '\u0080': 6, ö: 7 }
  expect(jsonOf(keys)).toBe('{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"\u{1F600}":5,"\uFB33":3}')
})

test('[A1] a value nested without end is written all the same', () => {
  let nested: unknown[] = []
  for (let depth = 1; depth < 100_000; depth++) nested = [nested]
  expect(jsonOf(nested)).toHaveLength(200_000)
})

function docOf(update: Uint8Array): Y.Doc {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, update)
  return doc
}

function putKeys(doc: Y.Doc, { id, keys }: { id: string; keys: Record<string, unknown> }): void {
  const records = recordsOf(doc)
  const map = records.get(id) ?? records.set(id, new Y.Map())
  for (const [key, value] of Object.entries(keys)) map.set(key, value)
}
