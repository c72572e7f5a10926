/**
 * Which words of a card give way where it is too small for all of them: first to last, and down to how many lines.
 * What speaks against leaning on an item goes last of all, and a status, a hedge or a sensitivity never does.
 */
const steps = [
  ['excerpt', 2],
  ['reading', 1],
  ['duplicate', 1],
  ['source', 1],
  ['answer', 3],
  ['translation', 3],
  ['words', 4],
  ['statement', 4],
  ['claimant', 1],
  ['note', 1],
  ['title', 2],
  ['place', 1],
  ['date', 1],
  ['excerpt', 0],
  ['address', 1],
  ['answer', 1],
  ['words', 2],
  ['statement', 2],
  ['translation', 1],
  ['language', 0],
  ['duplicate', 0],
  ['heard', 0],
  ['address', 0],
  ['about', 1],
  ['reading', 0],
  ['note', 0],
  ['pair', 0],
  ['place', 0],
  ['date', 0],
  ['kicker', 0],
  ['about', 0],
  ['picture', 0],
  ['title', 1],
  ['rival', 1],
  ['claimant', 0],
  ['words', 1],
  ['statement', 1],
  ['speaker', 1],
  ['translation', 0],
  ['answer', 0],
  ['owner', 0],
  ['rival', 0],
  ['standing', 1],
  ['doubt', 1],
  ['hedged', 1],
  ['standing', 0],
  ['speaker', 0],
  ['doubt', 0],
] as const satisfies readonly (readonly [string, number])[]

export type PartName = (typeof steps)[number][0]

/** Marks an element of a card as words that may give way. */
export function givesWay(name: PartName): { 'data-gives-way': PartName } {
  return { 'data-gives-way': name }
}

export function isPartName(name: string | undefined): name is PartName {
  return steps.some(([each]) => each === name)
}

export type Part = {
  name: PartName
  /** How many it has; what is no text counts as one. */
  lines: number
  /** Of one of them, pixels. */
  lineH: number
  /** Shows no more than its first so many; with 0 it goes as a whole. */
  showOnly: (lines: number) => void
}

/** What a card leaves out. */
export type LeftOut = { lines: number; pairs: number; hasDoubts: boolean }

/** A picture only gets smaller, and no word is lost with it. */
const wordless: ReadonlySet<PartName> = new Set(['picture'])

/**
 * Lets parts give way, line by line and never through one, until nothing is over. Null where nothing had to.
 *
 * @param over how many pixels more there are than room, as things stand
 */
export function giveWay(parts: readonly Part[], over: () => number): LeftOut | null {
  const shown = new Map(parts.map((part) => [part, part.lines]))
  for (const [name, least] of steps)
    for (const part of parts.filter((each) => each.name === name).toReversed())
      for (let much = over(); much > 0; much = over()) {
        const lines = shown.get(part) ?? 0
        if (lines <= least) break
        const fewer = Math.max(least, lines - Math.max(1, Math.ceil(much / part.lineH)))
        part.showOnly(fewer)
        shown.set(part, fewer)
      }
  return leftOut([...shown].map(([part, lines]) => [part, part.lines - lines]))
}

function leftOut(cut: readonly (readonly [Part, number])[]): LeftOut | null {
  const words = cut.filter(([{ name }, lines]) => lines > 0 && !wordless.has(name))
  if (words.length === 0) return null
  const sum = (isCounted: (name: PartName) => boolean) =>
    words.reduce((total, [{ name }, lines]) => total + (isCounted(name) ? lines : 0), 0)
  return {
    lines: sum((name) => name !== 'pair'),
    pairs: sum((name) => name === 'pair'),
    hasDoubts: words.some(([{ name }]) => name === 'doubt' || name === 'standing'),
  }
}
