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
import { entry, page, section } from './page.ts'

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
  const ties = tiesInWords(board)
  const standing = board.evidence.filter((item) => !isWithdrawn(item))
  const questions = standing.filter(({ kind }) => kind === 'question')
  const others = standing.filter(({ kind }) => kind !== 'question')
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
          questions.map((question) => questionEntry(question, ties.get(question.id) ?? [])),
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
        ...section(
          'Withdrawn, and counted nowhere',
          board.evidence.filter(isWithdrawn).map(itemEntry),
        ),
      ],
    }),
  }
}

function questionEntry(question: Evidence, ties: readonly string[]): string {
  return entry(titleOf(question), [`Owner: ${textOf(question, 'owner') ?? 'nobody yet'}`, ...ties])
}

function itemEntry(item: Evidence): string {
  const verification = valueOf(item, 'verification', 'verification')
  const by = [verification?.by ?? '', verification?.at ? humanDate(verification.at) : '']
  return entry(titleOf(item), [
    `${kinds[item.kind].label} · ${statusOf(item).label}`,
    verification?.reason.trim()
      ? `${verification.reason.trim()} (${by.filter((part) => part !== '').join(', ')})`
      : '',
    ...doubtsOf(item),
    ...standingChecks(item).map(
      ({ label, check }) => `${label}: ${checkOutcomes[check.outcome]}. ${check.finding}`,
    ),
    openChecks(item),
  ])
}

function openChecks(item: Evidence): string {
  const open = checksOf(item).flatMap(({ pillar, check, named }) => [
    ...(!check || check.outcome === 'open' ? [pillars[pillar].label] : []),
    ...named.filter(({ check: each }) => each.outcome === 'open').map(({ label }) => label),
  ])
  return open.length === 0 ? '' : `Not checked yet: ${open.join(', ').toLowerCase()}.`
}
