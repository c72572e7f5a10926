import { requestsField } from './common-fields.ts'
import type { Kind } from './kind.ts'

export const satellite: Kind = {
  label: 'Satellite snapshot',
  plural: 'Satellite snapshots',
  hint: 'A dated picture from above',
  lead: 'title',
  card: { w: 340, h: 350 },
  fields: {
    file: { section: 'file', type: 'file', label: 'Original', missing: 'No original held' },
    upload: { section: 'file', type: 'upload', label: 'Upload' },
    facts: { section: 'file', type: 'facts', label: 'Read from the file' },
    georeference: {
      section: 'file',
      type: 'georeference',
      label: 'Where the picture lies',
      missing: 'Not placed on the ground',
    },
    measurements: { type: 'entries', entry: 'measurement', label: 'Measurements' },
    notSame: { section: 'file', type: 'entries', entry: 'dismissal', label: 'Not the same as' },
    regions: { type: 'entries', entry: 'region', label: 'Regions' },
    provider: { type: 'text', label: 'Provider', missing: 'Provider not stated' },
    sensor: { type: 'text', label: 'Sensor', missing: 'Sensor not stated' },
    acquired: {
      section: 'when',
      type: 'date',
      label: 'Acquired',
      help: 'EDTF date of acquisition, not of publication.',
      missing: 'Acquisition date not stated',
    },
    requests: requestsField,
  },
}
