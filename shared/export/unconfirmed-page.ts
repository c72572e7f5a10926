import { isAnswered } from '../evidence/answered.ts'
import { checksOf, standingChecks } from '../evidence/checks.ts'
import { checkOutcomes, pillars } from '../evidence/check.ts'
import { humanDate } from '../evidence/dates.ts'
import { doubtsOf, isWithdrawn } from '../evidence/doubts.ts'
import { kinds, type Evidence } from '../evidence/kinds.ts'
import { statusOf } from '../evidence/status.ts'
import { textOf, valueOf } from '../evidence/values.ts'
import { titleOf } from '../evidence/wording.ts'
import type { VerificationStatus } from '../evidence/verification.ts'
import { fileNameOf, tiesInWords, type ExportedBoard, type ExportedFile } from './exported-board.ts'
import { isolated, itemName, type Html } from './markup.ts'
import { entry, labelled, page, section } from './page.ts'

/** Statuses in the order in which a reader needs them, each with the heading over its items. */
export const doubtfulGroups: [status: VerificationStatus, title: string][] = [
  ['could-not-confirm', 'Could not be confirmed'],
  ['disputed', 'Disputed'],
  ['false', 'Found to be false'],
  ['partly-verified', 'Verified in part'],
  ['unverified', 'Not verified yet'],
]

/** What we could not confirm, from statuses, checks and open questions, with nothing added and nothing left out. */
export function unconfirmedPage(board: ExportedBoard): ExportedFile {
  const ties = tiesInWords(board, itemName)
  const standing = board.evidence.filter((item) => !isWithdrawn(item))
  const questions = standing.filter(({ kind }) => kind === 'question')
  const others = standing.filter(({ kind }) => kind !== 'question')
  const asEntry = (question: Evidence) => questionEntry(question, ties.get(question.id) ?? [])
  return {
    name: `${fileNameOf(board, 'not-confirmed')}.html`,
    type: 'text/html;charset=utf-8',
    text: page(board, {
      title: 'What we could not confirm',
      intro:
        'Made from the statuses, checks and open questions on the board. An item that is not listed here stands as verified there, and nothing speaks against it.',
      body: [
        ...section(
          'Open questions',
          questions.filter((question) => !isAnswered(question)).map(asEntry),
        ),
        ...doubtfulGroups.flatMap(([status, title]) =>
          section(title, others.filter((item) => statusOf(item).status === status).map(itemEntry)),
        ),
        ...section(
          'Verified, and still in doubt',
          others
            .filter((item) => statusOf(item).status === 'verified' && doubtsOf(item).length > 0)
            .map(itemEntry),
        ),
        ...section('Questions that were answered', questions.filter(isAnswered).map(asEntry)),
        ...section(
          'Withdrawn, and counted nowhere',
          board.evidence.filter(isWithdrawn).map(itemEntry),
        ),
      ],
    }),
  }
}

/**
 * What is asked, whose question it is, what was answered and how that stands.
 *
 * @param ties as HTML; they say which items answer it
 */
function questionEntry(question: Evidence, ties: readonly string[]): string {
  const title = titleOf(question)
  const asks = textOf(question, 'asks') ?? ''
  return entry(isolated(title), [
    asks === title ? '' : asks,
    labelled('Owner', textOf(question, 'owner') ?? 'nobody yet'),
    labelled('Answer', textOf(question, 'answer') ?? ''),
    ...(valueOf(question, 'verification', 'verification')
      ? [labelled('Status', statusOf(question).label), reasonOf(question)]
      : []),
    ...doubtsOf(question),
    ...ties.map((html) => ({ html })),
  ])
}

function itemEntry(item: Evidence): string {
  return entry(isolated(titleOf(item)), [
    `${kinds[item.kind].label} · ${statusOf(item).label}`,
    reasonOf(item),
    ...doubtsOf(item),
    ...standingChecks(item).map(({ label, check }) => ({
      html: `${isolated(label)}: ${checkOutcomes[check.outcome]}. ${isolated(check.finding)}`,
    })),
    openChecks(item),
  ])
}

/** Why the status, by whom and when. */
export function reasonOf(item: Evidence): Html {
  const { reason, by, at } = valueOf(item, 'verification', 'verification') ?? noReason
  if (reason.trim() === '') return { html: '' }
  const who = [by, at === '' ? '' : humanDate(at)].filter((part) => part !== '').map(isolated)
  return { html: `${isolated(reason.trim())}${who.length > 0 ? ` (${who.join(', ')})` : ''}` }
}

const noReason = { reason: '', by: '', at: '' }

function openChecks(item: Evidence): string {
  const open = checksOf(item).flatMap(({ pillar, check, named }) => [
    ...(!check || check.outcome === 'open' ? [pillars[pillar].label] : []),
    ...named.filter(({ check: each }) => each.outcome === 'open').map(({ label }) => label),
  ])
  return open.length === 0 ? '' : `Not checked yet: ${open.join(', ').toLowerCase()}.`
}
