import type { ProofReport } from './check-board.ts'

/** What was found, in sentences: what does not fit, or how much does. */
export function linesOf(report: ProofReport): string[] {
  if (report.mismatches.length > 0) return report.mismatches
  const { edits, checkpoints, versions, custodyRows, files } = report
  const seen = [
    counted(edits, 'edit'),
    counted(checkpoints, 'checkpoint'),
    counted(versions, 'version'),
    counted(custodyRows, 'custody row'),
    counted(files, 'file'),
  ]
  return [`Everything fits: ${seen.join(', ')}.`]
}

function counted(count: number, what: string): string {
  return `${count.toLocaleString('en')} ${what}${count === 1 ? '' : 's'}`
}
