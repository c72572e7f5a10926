import { globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { inkOn } from '../../client/ui/contrast.ts'
import { ago } from '../../client/ui/time.ts'

test('[U1] initials can be read on every colour a person may have (WCAG AA)', () => {
  for (const colour of [
    '#ffffff',
    '#000000',
    '#d6336c',
    '#ae3ec9',
    '#1c7ed6',
    '#fab005',
    '#777777',
  ])
    expect(contrast(colour, inkOn(colour))).toBeGreaterThanOrEqual(4.5)
})

test('[U2] how long ago something was is said in the largest unit that has passed', () => {
  const now = Date.parse('2026-11-24T12:00:00Z')
  const times = [
    '2026-11-24T11:59:30Z',
    '2026-11-24T11:58:00Z',
    '2026-11-23T12:00:00Z',
    '2025-11-20T12:00:00Z',
  ]
  expect(times.map((time) => ago(time, now))).toEqual([
    'just now',
    '2 minutes ago',
    'yesterday',
    'last year',
  ])
})

test('[U96] no style asks every element what it holds, or each change would restyle the whole page', () => {
  const files = globSync(resolve(import.meta.dirname, '../../client/**/*.css'))
  const asksAll = (css: string) =>
    css.match(/(?:^|[\s,>+~(])(?:\*|:(?:is|where)\(\*\))?:has\([^{]*/gm)
  expect(asksAll('.a { color: red }\n:has(> .b) .c {}')).toHaveLength(1)
  expect(files.length).toBeGreaterThan(30)
  const found = files.flatMap((file) => asksAll(readFileSync(file, 'utf8')) ?? [])
  expect(found).toEqual([])
})

/** WCAG 2.2, relative luminance and contrast ratio, written down apart from the code under test. */
function contrast(a: string, b: string): number {
  const luminance = (colour: string) => {
    const parts = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    const [r = 0, g = 0, b = 0] = parts.map((part) =>
      part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4,
    )
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].toSorted((x, y) => y - x)
  return (light + 0.05) / (dark + 0.05)
}
