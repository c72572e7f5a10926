/**
 * Black or white, whichever reads better on a colour `#rrggbb` (relative luminance, WCAG 2.2).
 * Anything that is not such a colour counts as dark.
 */
export function inkOn(colour: string): '#000000' | '#ffffff' {
  const match = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(colour)
  if (!match) return '#ffffff'
  const [red = 0, green = 0, blue = 0] = match
    .slice(1)
    .map((part) => linear(parseInt(part, 16) / 255))
  const luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue
  return luminance > 0.179 ? '#000000' : '#ffffff'
}

function linear(part: number): number {
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
}
