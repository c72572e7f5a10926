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
    markers: { type: 'entries', entry: 'marker', label: 'Notes on the time line' },
    subtitles: { type: 'entries', entry: 'subtitle', label: 'Subtitles and transcripts' },
    requests: {
      section: 'provenance',
      type: 'list',
      label: 'Requests made',
      help: 'Who was asked for the original or its provenance, when, and the answer.',
    },
  },
}
