import { requestsField } from './common-fields.ts'
import type { Kind } from './kind.ts'

export const link: Kind = {
  label: 'Link',
  plural: 'Links',
  hint: 'A page on the web',
  lead: 'title',
  card: { w: 320, h: 180 },
  fields: {
    url: { type: 'url', label: 'Address', missing: 'No address yet' },
    site: { type: 'text', label: 'Site' },
    author: { type: 'text', label: 'Author', missing: 'Author not recorded' },
    requests: requestsField,
  },
}
