import type { Kind } from './kind.ts'

export const document: Kind = {
  label: 'Document',
  plural: 'Documents',
  hint: 'Any other file, kept as received',
  lead: 'title',
  card: { w: 300, h: 160 },
  fields: {
    file: { type: 'file', label: 'Original', missing: 'No original held' },
    upload: { type: 'upload', label: 'Upload' },
    facts: { type: 'facts', label: 'Read from the file' },
  },
}
