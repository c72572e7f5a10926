/** How much of the canvas the open inspector lies over at the right, CSS pixels. In a narrow window it lies below. */
export function coveredByInspector(): number {
  return window.matchMedia('(min-width: 901px)').matches ? 404 : 0
}
