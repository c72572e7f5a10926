/** A small painter's box: seeded chance, colours and the SVG pieces that every stand-in picture is made of. */

export type Rgb = readonly [number, number, number]
export type Point = readonly [number, number]

/** Repeatable chance in [0, 1): the same seed paints the same picture. */
export function chance(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

export function hex(colour: string): Rgb {
  const value = Number.parseInt(colour.slice(1), 16)
  return [value >> 16, (value >> 8) & 255, value & 255]
}

export function mix(a: Rgb, b: Rgb, share: number): Rgb {
  const part = (i: 0 | 1 | 2) => a[i] + (b[i] - a[i]) * share
  return [part(0), part(1), part(2)]
}

/** Lighter above 0, darker below. */
export function tone(colour: Rgb, by: number): Rgb {
  return by >= 0 ? mix(colour, [255, 250, 238], by) : mix(colour, [22, 28, 38], -by)
}

export function css([r, g, b]: Rgb, opacity = 1): string {
  const whole = `${Math.round(r)},${Math.round(g)},${Math.round(b)}`
  return opacity === 1 ? `rgb(${whole})` : `rgba(${whole},${opacity.toFixed(3)})`
}

export function polygon(points: readonly Point[], fill: string): string {
  return `<polygon points="${points.map(([x, y]) => `${n(x)},${n(y)}`).join(' ')}" fill="${fill}"/>`
}

export function line(points: readonly Point[], stroke: string, width: number): string {
  const path = points.map(([x, y]) => `${n(x)},${n(y)}`).join(' ')
  return `<polyline points="${path}" fill="none" stroke="${stroke}" stroke-width="${n(width)}" stroke-linecap="round" stroke-linejoin="round"/>`
}

export function ellipse([x, y]: Point, [rx, ry]: Point, fill: string): string {
  return `<ellipse cx="${n(x)}" cy="${n(y)}" rx="${n(rx)}" ry="${n(ry)}" fill="${fill}"/>`
}

export function verticalGradient(
  id: string,
  stops: readonly (readonly [number, string])[],
): string {
  const list = stops.map(([at, colour]) => `<stop offset="${at}" stop-color="${colour}"/>`).join('')
  return `<linearGradient id="${id}" x1="0" y1="0" x2="0" y2="1">${list}</linearGradient>`
}

export function svg(size: Point, { defs = '', body }: { defs?: string; body: string }): string {
  const [w, h] = size
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}" viewBox="0 0 ${w} ${h}"><defs>${defs}</defs>${body}</svg>`
}

/** A number as short as a picture needs it. */
export function n(value: number): string {
  return value.toFixed(2).replace(/\.?0+$/, '')
}
