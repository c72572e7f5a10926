import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  insertRecord,
  keysOf,
  readRecord,
  recordOf,
  updateRecord,
} from '../../shared/board/codec.ts'
import { recordsOf } from '../../shared/board/layout.ts'
import { readBoard } from '../../shared/board/sanitise.ts'
import {
  bindingOf,
  boardWith,
  copyOf,
  propsOfType,
  shapeOf,
  syncDocs,
} from '../support/canvas-records.ts'

describe('[C1] every record comes out of the document as it went in', () => {
  test.each(Object.keys(propsOfType))('[C1] a %s', (type) => {
    const record = shapeOf(type, { meta: { relation: 'supports' } })
    const doc = boardWith([record])
    const map = recordsOf(doc).get(record.id)
    expect(map && readRecord(record.id, map)).toEqual(record)
    expect(readBoard(doc).setAside).toEqual([])
    expect(readBoard(doc).canvas).toContainEqual(record)
  })

  test('[C1] a binding', () => {
    const arrow = shapeOf('arrow')
    const binding = bindingOf('b', { from: arrow.id, to: 'shape:geo' })
    expect(
      readBoard(boardWith([arrow, shapeOf('geo', { index: 'a2' }), binding])).canvas,
    ).toContainEqual(binding)
  })

  test('[C1] keys and record say the same', () => {
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(propsOfType)), fc.double(), (type, opacity) => {
        const record = shapeOf(type, { opacity })
        expect(recordOf(record.id, Object.entries(keysOf(record)))).toEqual(record)
      }),
    )
  })
})

describe('[C2] two people who change different sides of one thing both keep their change', () => {
  test('[C2] one moves a shape while another colours it', () => {
    const geo = shapeOf('geo')
    const ours = boardWith([geo])
    const theirs = copyOf(ours)
    updateRecord(recordsOf(ours), geo, { ...geo, x: 500 })
    updateRecord(recordsOf(theirs), geo, shapeOf('geo', { props: { color: 'red' } }))
    syncDocs(ours, theirs)
    for (const doc of [ours, theirs]) {
      const shape = readBoard(doc).canvas.find(({ id }) => id === geo.id)
      expect(shape).toMatchObject({ x: 500, props: { color: 'red' } })
    }
  })

  test('[C2] an edit of what is gone does not bring it back', () => {
    const geo = shapeOf('geo')
    const ours = boardWith([geo])
    const theirs = copyOf(ours)
    recordsOf(theirs).delete(geo.id)
    updateRecord(recordsOf(ours), geo, { ...geo, x: 500 })
    syncDocs(ours, theirs)
    updateRecord(recordsOf(ours), geo, { ...geo, x: 600 })
    expect(readBoard(ours).canvas.some(({ id }) => id === geo.id)).toBe(false)
  })

  test('[C2] a record that is there already is written over as a whole, on purpose only', () => {
    const geo = shapeOf('geo')
    const doc = boardWith([geo])
    insertRecord(recordsOf(doc), shapeOf('geo', { x: 1 }))
    expect(readBoard(doc).canvas).toContainEqual(shapeOf('geo', { x: 1 }))
  })
})
