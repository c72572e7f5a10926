import { requestsField } from './common-fields.ts'
import type { Kind } from './kind.ts'

export const video: Kind = {
  label: 'Video',
  plural: 'Videos',
  hint: 'A clip, kept byte for byte as received',
  lead: 'title',
  card: { w: 360, h: 340 },
  fields: {
    file: { section: 'file', type: 'file', label: 'Original', missing: 'No original held' },
    upload: { section: 'file', type: 'upload', label: 'Upload' },
    facts: { section: 'file', type: 'facts', label: 'Read from the file' },
    notSame: { section: 'file', type: 'entries', entry: 'dismissal', label: 'Not the same as' },
    markers: { type: 'entries', entry: 'marker', label: 'Notes on the time line' },
    requests: requestsField,
  },
}
