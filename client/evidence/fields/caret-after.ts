/**
 * Where a caret at `at` in `before` belongs in `after`, when others changed one stretch of the text: behind the
 * change it moves along, in front of it it stays, inside it goes to the end of what is new.
 */
export function caretAfter(before: string, after: string, at: number): number {
  let start = 0
  const shorter = Math.min(before.length, after.length)
  while (start < shorter && before[start] === after[start]) start++
  let end = 0
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end++
  if (at <= start) return at
  if (at >= before.length - end) return at + after.length - before.length
  return after.length - end
}
