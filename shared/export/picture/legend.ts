import { isAnswered } from '../../evidence/answered.ts'
import { wholeWords } from '../../evidence/card-text.ts'
import { doubtsOf, isWithdrawn } from '../../evidence/doubts.ts'
import { kinds, type Evidence } from '../../evidence/kinds.ts'
import { statusOf } from '../../evidence/status.ts'
import { textOf, valueOf } from '../../evidence/values.ts'
import { titleOf } from '../../evidence/wording.ts'
import { instant } from '../page.ts'
import { provenanceInWords } from '../sources-page.ts'
import { doubtfulGroups } from '../unconfirmed-page.ts'

/** What a picture of a board says of itself, in words alone. */
export type Legend = {
  title: string
  /** What is shown, of when, by whom. */
  about: string[]
  /** Kinds of letters that could not be drawn where the picture was made. */
  undrawn: readonly string[]
  groups: LegendGroup[]
}
export type LegendGroup = { title: string; items: LegendItem[] }
export type LegendItem = {
  name: string
  /** Kind and status. */
  standing: string
  /** What it says, whole, for its card may be too small for it. */
  words: string[]
  /** Where it comes from. */
  sources: string[]
  /** What speaks against leaning on it. */
  doubts: string[]
}

export type LegendOf = {
  title: string
  /** What of the board the picture shows: "The whole board", "Frame “Interior”". */
  what: string
  /** The version's name, or what the moment is called. */
  moment: string
  /** ISO 8601 instant. */
  at: string
  /** Position in the board's log. */
  seq: number
  /** Who worked on the board up to then. */
  people: readonly string[]
  /** The items that are shown, in the order of reading. */
  shown: readonly Evidence[]
  undrawn: readonly string[]
}

/**
 * The words under a picture: title, version, time, people, and of each item that is shown its source, its status and
 * its doubts, those first of which one must be most careful. They are the words of the documents and of the cards.
 */
export function legendOf({
  title,
  what,
  moment,
  at,
  seq,
  people,
  shown,
  undrawn,
}: LegendOf): Legend {
  const standing = shown.filter((item) => !isWithdrawn(item))
  const questions = standing.filter(({ kind }) => kind === 'question')
  const others = standing.filter(({ kind }) => kind !== 'question')
  const groups: [string, readonly Evidence[]][] = [
    ['Not known', questions.filter((item) => !isAnswered(item))],
    ...doubtfulGroups.map(([status, label]): [string, Evidence[]] => [
      label,
      others.filter((item) => statusOf(item).status === status),
    ]),
    ['Verified', others.filter((item) => statusOf(item).status === 'verified')],
    ['Answered', questions.filter(isAnswered)],
    ['Withdrawn, and counted nowhere', shown.filter(isWithdrawn)],
  ]
  return {
    title,
    about: [
      what,
      moment === instant(at) ? moment : `${moment} · ${instant(at)}`,
      `Moment ${seq} of the board’s log`,
      ...(people.length > 0 ? [`Worked on by ${people.join(', ')}`] : []),
    ],
    undrawn,
    groups: groups
      .filter(([, items]) => items.length > 0)
      .map(([label, items]) => ({ title: label, items: items.map(itemOf) })),
  }
}

function itemOf(item: Evidence): LegendItem {
  const verification = valueOf(item, 'verification', 'verification')
  const reason = verification?.reason.trim() ?? ''
  const standIn = textOf(item, 'standIn')
  return {
    name: titleOf(item),
    standing: standingOf(item),
    words: wholeWords(item),
    sources: provenanceInWords(item),
    doubts: [
      ...(standIn === undefined ? [] : [`Stand-in. ${standIn}`]),
      ...(reason === '' ? [] : [`${verification?.by.trim() || 'Somebody'}: ${reason}`]),
      ...doubtsOf(item),
    ],
  }
}

function standingOf(item: Evidence): string {
  if (item.kind !== 'question') return `${kinds[item.kind].label} · ${statusOf(item).label}`
  const owner = textOf(item, 'owner')
  return isAnswered(item)
    ? ['Answered question', owner].filter((part) => part !== undefined).join(' · ')
    : `Open question · ${owner ?? 'nobody has it yet'}`
}
