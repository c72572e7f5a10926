import { requestsField } from './common-fields.ts'
import type { Kind } from './kind.ts'

export const document: Kind = {
  label: 'Document',
  plural: 'Documents',
  hint: 'Any other file, kept as received',
  lead: 'title',
  card: { w: 300, h: 170 },
  fields: {
    file: { section: 'file', type: 'file', label: 'Original', missing: 'No original held' },
    upload: { section: 'file', type: 'upload', label: 'Upload' },
    facts: { section: 'file', type: 'facts', label: 'Read from the file' },
    requests: requestsField,
  },
}
