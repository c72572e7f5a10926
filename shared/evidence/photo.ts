import type { Kind } from './kind.ts'

export const photo: Kind = {
  label: 'Photo',
  plural: 'Photos',
  hint: 'A picture or a frame of a video',
  lead: 'title',
  card: { w: 320, h: 300 },
  fields: {
    file: { type: 'file', label: 'Original', missing: 'No original held' },
    upload: { type: 'upload', label: 'Upload' },
    facts: { type: 'facts', label: 'Read from the file' },
  },
}
