import { isPlainObject } from './plain-json.ts'

/**
 * The rich text that tldraw's editor can hold: ProseMirror throws on a node or mark that it does not know, and
 * breaks the page of everybody who looks. Kept in step with tldraw's `tipTapDefaultExtensions`.
 */

const MAX_NODES = 5_000
const MAX_TEXT = 100_000
const MAX_DEPTH = 24

type Attribute = (value: unknown) => boolean
type NodeRule = {
  content?: readonly string[]
  first?: string
  required?: boolean
  attrs?: Record<string, Attribute>
}

const inline = ['text', 'hardBreak'] as const
const block = ['paragraph', 'heading', 'bulletList', 'orderedList'] as const
const dir: Attribute = (value) =>
  value === null || value === 'auto' || value === 'ltr' || value === 'rtl'
const isWhole: Attribute = (value) => Number.isInteger(value) && Math.abs(Number(value)) < 1e6
const shortText: Attribute = (value) =>
  value === null || (typeof value === 'string' && value.length <= 200)

const nodeRules: Record<string, NodeRule> = {
  doc: { content: block, required: true },
  paragraph: { content: inline, attrs: { dir } },
  heading: {
    content: inline,
    attrs: { dir, level: (v) => isWhole(v) && Number(v) >= 1 && Number(v) <= 6 },
  },
  bulletList: { content: ['listItem'], required: true },
  orderedList: {
    content: ['listItem'],
    required: true,
    attrs: {
      start: isWhole,
      type: (v) => v === null || (typeof v === 'string' && /^[1aAiI]$/.test(v)),
    },
  },
  listItem: { content: block, first: 'paragraph', required: true },
  hardBreak: {},
  text: {},
}

const markRules: Record<string, Record<string, Attribute>> = {
  bold: {},
  italic: {},
  strike: {},
  code: {},
  highlight: {},
  link: {
    href: (value) => value === null || (typeof value === 'string' && isSafeLink(value)),
    target: (value) => value === null || value === '_blank',
    rel: shortText,
    class: (value) => value === null,
  },
}

/** @returns a sentence saying what the text holds that may not be shown, or null */
export function refusedInRichText(richText: unknown): string | null {
  const seen = { nodes: 0, text: 0 }
  const fault = refusedInNode(richText, seen, { depth: 0, allowed: ['doc'] })
  if (fault) return fault
  return seen.text > MAX_TEXT ? 'Its text is too long.' : null
}

/** The words of a rich text, a line a paragraph. */
export function plainTextOf(richText: unknown): string {
  if (!isPlainObject(richText)) return ''
  const { type, text, content } = richText
  if (type === 'text') return typeof text === 'string' ? text : ''
  if (type === 'hardBreak') return '\n'
  const parts = Array.isArray(content) ? content.map(plainTextOf) : []
  const isOfBlocks = type !== 'paragraph' && type !== 'heading'
  return parts.join(isOfBlocks ? '\n' : '')
}

function refusedInNode(
  node: unknown,
  seen: { nodes: number; text: number },
  { depth, allowed }: { depth: number; allowed: readonly string[] },
): string | null {
  if (!isPlainObject(node) || typeof node['type'] !== 'string') return 'Its text cannot be read.'
  if (++seen.nodes > MAX_NODES || depth > MAX_DEPTH) return 'Its text is too long.'
  const rule = Object.hasOwn(nodeRules, node['type']) ? nodeRules[node['type']] : undefined
  if (!rule || !allowed.includes(node['type'])) return 'Its text holds something unknown.'
  for (const key of Object.keys(node)) {
    if (!['type', 'attrs', 'content', 'marks', 'text'].includes(key))
      return 'Its text holds something unknown.'
  }
  const refused = refusedAttributes(node['attrs'], rule.attrs ?? {}) ?? refusedMarks(node['marks'])
  if (refused) return refused
  if (node['type'] === 'text') return refusedCharacters(node['text'], seen)
  return 'text' in node
    ? 'Its text cannot be read.'
    : refusedContent(node['content'], rule, { seen, depth })
}

function refusedContent(
  content: unknown,
  rule: NodeRule,
  { seen, depth }: { seen: { nodes: number; text: number }; depth: number },
): string | null {
  if (content === undefined) return rule.required ? 'Its text cannot be read.' : null
  if (!Array.isArray(content) || (rule.required && content.length === 0))
    return 'Its text cannot be read.'
  if (rule.first && (content[0] as { type?: unknown } | null)?.type !== rule.first)
    return 'Its text cannot be read.'
  for (const child of content) {
    const fault = refusedInNode(child, seen, { depth: depth + 1, allowed: rule.content ?? [] })
    if (fault) return fault
  }
  return null
}

function refusedCharacters(text: unknown, seen: { text: number }): string | null {
  if (typeof text !== 'string' || text === '') return 'Its text cannot be read.'
  seen.text += text.length
  return seen.text > MAX_TEXT ? 'Its text is too long.' : null
}

function refusedAttributes(attrs: unknown, rules: Record<string, Attribute>): string | null {
  if (attrs === undefined || attrs === null) return null
  if (!isPlainObject(attrs)) return 'Its text cannot be read.'
  for (const [name, value] of Object.entries(attrs)) {
    const rule = Object.hasOwn(rules, name) ? rules[name] : undefined
    if (!rule?.(value))
      return name === 'href'
        ? 'It holds a link that may not be opened.'
        : 'Its text holds something unknown.'
  }
  return null
}

function refusedMarks(marks: unknown): string | null {
  if (marks === undefined) return null
  if (!Array.isArray(marks) || marks.length > 20) return 'Its text cannot be read.'
  for (const mark of marks as unknown[]) {
    if (!isPlainObject(mark) || typeof mark['type'] !== 'string') return 'Its text cannot be read.'
    const rules = Object.hasOwn(markRules, mark['type']) ? markRules[mark['type']] : undefined
    if (!rules || Object.keys(mark).some((key) => key !== 'type' && key !== 'attrs'))
      return 'Its text holds something unknown.'
    const fault = refusedAttributes(mark['attrs'], rules)
    if (fault) return fault
  }
  return null
}

/** Addresses a person may be sent to by a click: the web and mail, nothing that runs. */
export function isSafeLink(href: string): boolean {
  if (href.length > 8_000) return false
  const scheme = /^\s*([a-z][a-z0-9+.-]*):/i.exec(withoutControls(href))
  return !scheme || /^(https?|mailto|tel)$/i.test(scheme[1] ?? '')
}

/** Browsers drop these when they read an address: `java\nscript:` runs. */
function withoutControls(href: string): string {
  // oxlint-disable-next-line no-control-regex -- control characters are what this is about
  return href.replace(/[\u0000-\u0020\u007f-\u00a0\u200b-\u200f\u2028\u2029\ufeff]/g, '')
}
