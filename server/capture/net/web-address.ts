import { isIP } from 'node:net'
import { AppError } from '../../../shared/app-error.ts'

const MOST_CHARACTERS = 8_000

/**
 * Names that are never public: special use (RFC 6761, 6762, 7686, 8375, 9476) and what routers and clouds give
 * to machines inside.
 */
const insideOnly = new Set([
  'localhost',
  'local',
  'localdomain',
  'internal',
  'intranet',
  'private',
  'corp',
  'home',
  'lan',
  'arpa',
  'onion',
  'alt',
  'test',
  'example',
  'invalid',
])

/**
 * The address of a page that may be asked for, judged by how it is written; its name is judged again by what it
 * resolves to. URL has by then turned decimal, octal, hexadecimal, shortened and full-width spellings into plain
 * addresses. Pages are asked for by name only: a bare number, whichever machine it is, is none.
 *
 * @throws AppError `capture/refused`
 */
export function webAddressOf(text: string, base?: URL): URL {
  if (text.length > MOST_CHARACTERS || !URL.canParse(text, base?.href))
    throw refused('It is not a web address.')
  const url = new URL(text, base?.href)
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw refused('Only addresses that begin with http or https are fetched.')
  if (url.username !== '' || url.password !== '')
    throw refused('An address that holds a name or a password is not fetched.')
  const name = nameOf(url)
  if (isIP(name) !== 0) throw refused('Pages are fetched by their name, not by a number.')
  if (!isPublicName(name)) throw refused('It does not lie on the public web.')
  url.hostname = name
  url.hash = ''
  return url
}

/** Without brackets and without the dot that may end a full name. */
function nameOf({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, '').replace(/\.+$/, '')
}

function isPublicName(name: string): boolean {
  const labels = name.split('.')
  const last = labels.at(-1) ?? ''
  return (
    name.length <= 253 &&
    labels.length > 1 &&
    labels.every((label) => /^[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?$/.test(label)) &&
    !/^\d+$/.test(last) &&
    !insideOnly.has(last)
  )
}

export function refused(sentence: string): AppError {
  return new AppError('capture/refused', sentence)
}
