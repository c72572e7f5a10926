import { requestsField } from './common-fields.ts'
import type { Kind } from './kind.ts'

export const photo: Kind = {
  label: 'Photo',
  plural: 'Photos',
  hint: 'A picture or a frame of a video',
  lead: 'title',
  card: { w: 320, h: 320 },
  fields: {
    file: { section: 'file', type: 'file', label: 'Original', missing: 'No original held' },
    upload: { section: 'file', type: 'upload', label: 'Upload' },
    facts: { section: 'file', type: 'facts', label: 'Read from the file' },
    georeference: { section: 'file', type: 'georeference', label: 'Where the picture lies' },
    measurements: { type: 'entries', entry: 'measurement', label: 'Measurements' },
    notSame: { section: 'file', type: 'entries', entry: 'dismissal', label: 'Not the same as' },
    frameOf: { section: 'provenance', type: 'frameSource', label: 'Frame of' },
    regions: { type: 'entries', entry: 'region', label: 'Regions' },
    requests: requestsField,
  },
}
