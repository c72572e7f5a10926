import type { Measured } from './measure.ts'

/** How lengths and areas read. The digits go as far as the error does, and no further. */

/** "2,917 m ± 7 m". */
export function lengthInWords({ value, error }: Measured): string {
  return withError(value, error, inMetres)
}

/** "4,300 m² ± 120 m²". */
export function areaInWords({ value, error }: Measured): string {
  return withError(value, error, inSquareMetres)
}

/** A round length as on a scale bar: 500 → "500 m", 2000 → "2 km", 0.5 → "50 cm". */
export function roundLength(metres: number): string {
  if (metres >= 1000) return `${(metres / 1000).toLocaleString('en-GB')} km`
  return metres >= 1 ? `${metres} m` : `${Number((metres * 100).toPrecision(3))} cm`
}

/** Both figures in the unit of the value. */
function withError(
  value: number,
  error: number | null,
  unitOf: (value: number, step: number) => Unit,
): string {
  const step = stepOf(error ?? value / 1000)
  const { name, size } = unitOf(value, step)
  const say = (figure: number) => `${rounded(figure / size, step / size)} ${name}`
  if (error === null) return `${say(value)}, error not known`
  return `${say(value)} ± ${say(Math.max(error, step))}`
}

type Unit = { name: string; size: number }

/** The power of ten of the first digit of an error. */
function stepOf(error: number): number {
  return 10 ** Math.floor(Math.log10(Math.max(error, 1e-3)))
}

function inMetres(value: number, step: number): Unit {
  return value >= 10_000 && step >= 10 ? { name: 'km', size: 1000 } : { name: 'm', size: 1 }
}

function inSquareMetres(value: number, step: number): Unit {
  return value >= 1e6 && step >= 1000 ? { name: 'km²', size: 1e6 } : { name: 'm²', size: 1 }
}

function rounded(value: number, step: number): string {
  const digits = Math.max(0, -Math.floor(Math.log10(step) + 1e-9))
  const shown = step >= 1 ? Math.round(value / step) * step : value
  return shown.toLocaleString('en-GB', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  })
}
