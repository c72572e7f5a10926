import type { ProofReport } from './check-board.ts'

/** What was found, in sentences: what does not fit, or how much does. */
export function linesOf(report: ProofReport): string[] {
  if (report.mismatches.length > 0) return report.mismatches
  const { edits, checkpoints, versions, custodyRows, files, timestamps } = report
  const seen = [
    counted(edits, 'edit'),
    counted(checkpoints, 'checkpoint'),
    counted(versions, 'version'),
    counted(custodyRows, 'custody row'),
    counted(files, 'file'),
    ...(timestamps > 0 ? [counted(timestamps, 'time stamp')] : []),
  ]
  const fits = `Everything fits: ${seen.join(', ')}.`
  return timestamps > 0 && !report.isVouchedFor ? [fits, NOBODY_VOUCHES] : [fits]
}

const NOBODY_VOUCHES =
  'The time stamps are of an authority that nobody vouched for: no trusted roots were named.'

/** A sentence for files that came to an archive later; none where there are none. */
export function besideInWords(beside: readonly string[]): string[] {
  if (beside.length === 0) return []
  const [first = ''] = beside
  const more = beside.length > 1 ? ` and ${counted(beside.length - 1, 'other file')}` : ''
  return [`No manifest names ${first}${more}: nothing is promised of what lies there.`]
}

function counted(count: number, what: string): string {
  return `${count.toLocaleString('en')} ${what}${count === 1 ? '' : 's'}`
}
