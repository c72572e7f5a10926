import { requestsField } from './common-fields.ts'
import type { Kind } from './kind.ts'

export const link: Kind = {
  label: 'Link',
  plural: 'Links',
  hint: 'A page on the web',
  lead: 'title',
  card: { w: 320, h: 344 },
  fields: {
    url: { type: 'url', label: 'Address', missing: 'No address yet' },
    site: { type: 'text', label: 'Site' },
    author: { type: 'text', label: 'Author', missing: 'Author not recorded' },
    excerpt: {
      type: 'text',
      label: 'Excerpt',
      help: 'What the page says of itself in a line or two.',
    },
    text: {
      type: 'longText',
      label: 'Text of the page',
      help: 'Read from the page without what the site says about itself. The capture keeps all of it.',
    },
    captures: { section: 'file', type: 'entries', entry: 'capture', label: 'Captures' },
    requests: requestsField,
  },
}
