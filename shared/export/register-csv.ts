import { doubtsOf } from '../evidence/doubts.ts'
import { fieldInWords } from '../evidence/field-in-words.ts'
import { evidenceFields, kindNames, kinds, type Evidence } from '../evidence/kinds.ts'
import { textOf, valueOf } from '../evidence/values.ts'
import { titleOf } from '../evidence/wording.ts'
import { fileNameOf, tiesInWords, type ExportedBoard, type ExportedFile } from './exported-board.ts'
import { formulaSafe } from './formula-safe.ts'

type Column = {
  label: string
  of: (item: Evidence, ties: ReturnType<typeof tiesInWords>) => string
}

/** Every item with every field, a row each (RFC 4180), the way the board says it: hedges, doubts and gaps included. */
export function registerCsv(board: ExportedBoard): ExportedFile {
  const ties = tiesInWords(board)
  const rows = [
    columns.map(({ label }) => label),
    ...board.evidence.map((item) => columns.map(({ of }) => of(item, ties))),
  ]
  const text = rows.map((row) => row.map(cell).join(',')).join('\r\n')
  return {
    name: `${fileNameOf(board, 'register')}.csv`,
    type: 'text/csv;charset=utf-8',
    // Spreadsheets take a file without this mark for one in the system's own character set.
    text: `\uFEFF${text}\r\n`,
  }
}

const columns: readonly Column[] = [
  { label: 'Id', of: ({ id }) => id },
  { label: 'Kind', of: ({ kind }) => kinds[kind].label },
  { label: 'Title', of: titleOf },
  { label: 'What speaks against leaning on it', of: (item) => doubtsOf(item).join(' ') },
  {
    label: 'Reason of the status',
    of: (item) => valueOf(item, 'verification', 'verification')?.reason ?? '',
  },
  ...fieldColumns(),
  { label: 'Date as recorded (EDTF)', of: (item) => textOf(item, 'date') ?? '' },
  { label: 'SHA-256 of the original', of: (item) => valueOf(item, 'file', 'file')?.sha256 ?? '' },
  { label: 'Relations', of: ({ id }, ties) => (ties.get(id) ?? []).join('; ') },
  { label: 'Added by', of: ({ createdBy }) => createdBy },
  { label: 'Added at', of: ({ createdAt }) => createdAt },
]

/** One column a field, whatever kinds have it, in their order. */
function fieldColumns(): Column[] {
  const labels = new Map<string, string>()
  for (const kind of kindNames)
    for (const [name, { label, type }] of Object.entries(evidenceFields[kind]))
      if (name !== 'title' && type !== 'upload' && type !== 'ref' && !labels.has(name))
        labels.set(name, label)
  return [...labels].map(([name, label]) => ({ label, of: (item) => fieldInWords(item, name) }))
}

function cell(text: string): string {
  const safe = formulaSafe(text)
  return /[",\r\n]|^\s|\s$/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
