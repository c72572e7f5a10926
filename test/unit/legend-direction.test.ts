import { expect, test } from 'vitest'
import {
  layOutLegend,
  legendPages,
  type LegendRun,
} from '../../shared/export/picture/legend-layout.ts'
import type { Legend } from '../../shared/export/picture/legend.ts'
import { directionOf } from '../../shared/export/picture/text-direction.ts'

const measure = (text: string, { size }: { size: number }) => text.length * size * 0.5

const said = 'قال شهود إن إحدى عشرة شاحنة غادرت المستودع قبل الفجر، ولم يستطع أحد تأكيد ذلك'
const legend: Legend = {
  title: 'מחסן ליד הנהר',
  about: ['The whole board'],
  undrawn: [],
  groups: [
    {
      title: 'Disputed',
      items: [
        {
          name: 'Witnesses at the gate',
          standing: 'Quote · Disputed',
          words: [said, '“Eleven trucks”'],
          sources: [],
          doubts: [],
        },
      ],
    },
  ],
}

const isArabic = ({ text }: LegendRun) => /\p{Script=Arabic}/u.test(text)

test('[X62] words that run from right to left stand at the right of their column, and all others at the left', () => {
  const { runs, w } = layOutLegend(legend, { w: 444, factor: 1, measure })
  const arabic = runs.filter(isArabic)
  expect(arabic.length).toBeGreaterThan(1)
  const padding = 28
  for (const run of [...arabic, ...runs.filter(({ size }) => size === 26)]) {
    expect(run.dir).toBe('rtl')
    expect(run.x + measure(run.text, run)).toBeCloseTo(w - padding)
  }
  for (const run of runs.filter(({ text }) => /^[\p{Script=Latin}“]/u.test(text)))
    expect(run).toMatchObject({ dir: 'ltr', x: padding })
  const pages = legendPages(legend, { w: 842, h: 575, factor: 1, measure })
  for (const run of pages.flatMap((page) => page.runs).filter(isArabic))
    expect(run.x).toBeGreaterThan(padding)
})

test('[X62] a line runs as its first letter does, whatever signs and figures stand before it', () => {
  expect(directionOf('“12: שלום, world”')).toBe('rtl')
  expect(directionOf('(2) Hello שלום')).toBe('ltr')
  expect(directionOf('12:30')).toBe('ltr')
})
