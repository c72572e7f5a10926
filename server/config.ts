import { resolve } from 'node:path'
import { z } from 'zod'
import { findChromium } from './chromium/find-chromium.ts'

/** How the server runs. Read once from the environment by `readConfig`, then passed in. */
export type Config = {
  host: string
  port: number
  /** Address people use, without a trailing slash; null where the server only listens on this computer. */
  publicUrl: string | null
  /** `this-computer`: a name is enough. `accounts`: e-mail and password. */
  mode: 'this-computer' | 'accounts'
  /** How many reverse proxies stand in front, each of which adds to `X-Forwarded-For`. */
  proxies: number
  dataDir: string
  /** A `postgres://` address, or null for SQLite in the data folder. */
  databaseUrl: string | null
  /** Folder of the built client. */
  clientDir: string
  tldrawLicenseKey: string | null
  /** The map under the places of a board; `path` is an archive on this computer that we serve. */
  map: {
    source: { kind: 'xyz' | 'pmtiles'; url: string } | { path: string }
    attribution: string
  } | null
  /** Largest file accepted, bytes. */
  maxFileBytes: number
  /** Largest package of a whole case accepted, packed and unpacked, bytes. */
  maxCaseBytes: number
  /** Largest document of one board, bytes of encoded state. */
  maxBoardBytes: number
  /** Make the sample board where there is no board yet. */
  sampleBoard: boolean
  /** Fetch the pages that people link to. */
  linkFetching: boolean
  /** A browser that draws captured pages as pictures; null for none. */
  chromium: string | null
  /** A time stamp authority (RFC 3161) that anchors versions; null for none. */
  timestampUrl: string | null
  /** A PEM file with the roots that vouch for time stamp authorities. */
  timestampCa: string | null
  /** PEM files with the certificate and the key with which pictures are signed (C2PA); null for none. */
  credentialsCertificate: string | null
  credentialsKey: string | null
  logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent'
}

const wholeNumber = (least: number, most: number) =>
  z.coerce
    .number('it must be a number')
    .int('it must be a whole number')
    .min(least, `it must be at least ${least}`)
    .max(most, `it must be at most ${most}`)

const environment = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: wholeNumber(0, 65_535).default(3000),
  PUBLIC_URL: z
    .string()
    .refine(isOrigin, 'it must be an address like https://board.example.org, without a path')
    .optional(),
  PROXIES: wholeNumber(0, 10).default(0),
  DATA_DIR: z.string().default('data'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'it must begin with postgres://')
    .optional(),
  CLIENT_DIR: z.string().default('dist/client'),
  TLDRAW_LICENSE_KEY: z.string().optional(),
  MAP_TILES: z
    .string()
    .refine(
      isMapSource,
      'it must be an address with {z}, {x} and {y}, or an address or a path that ends in .pmtiles',
    )
    .optional(),
  MAP_ATTRIBUTION: z.string().max(300).default(''),
  MAX_FILE_BYTES: wholeNumber(1, Number.MAX_SAFE_INTEGER).default(20 * 1024 ** 3),
  MAX_CASE_BYTES: wholeNumber(1, Number.MAX_SAFE_INTEGER).default(200 * 1024 ** 3),
  MAX_BOARD_BYTES: wholeNumber(1, Number.MAX_SAFE_INTEGER).default(256 * 1024 ** 2),
  SAMPLE_BOARD: z.enum(['on', 'off'], 'it must be on or off').default('on'),
  LINK_FETCHING: z.enum(['on', 'off'], 'it must be on or off').default('on'),
  CHROMIUM: z.string().optional(),
  PATH: z.string().default(''),
  TIMESTAMP_URL: z
    .string()
    .refine(
      isPlainWebAddress,
      'it must be an address that begins with http:// or https://, without a name or password',
    )
    .optional(),
  TIMESTAMP_CA: z.string().optional(),
  CONTENT_CREDENTIALS_CERTIFICATE: z.string().optional(),
  CONTENT_CREDENTIALS_KEY: z.string().optional(),
  LOG_LEVEL: z
    .enum(
      ['debug', 'info', 'warn', 'error', 'silent'],
      'it must be debug, info, warn, error or silent',
    )
    .default('info'),
})

/** The settings of this process. @throws as `readConfig` */
export function configOfProcess(): Config {
  return readConfig(process.env)
}

/** @throws Error with a sentence naming the variable that cannot be used */
export function readConfig(env: Record<string, string | undefined>): Config {
  const present = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const parsed = environment.safeParse(present)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    throw new Error(`The setting ${String(issue?.path[0])} cannot be used: ${issue?.message}.`)
  }
  const set = parsed.data
  const publicUrl = set.PUBLIC_URL === undefined ? null : new URL(set.PUBLIC_URL).origin
  return {
    host: set.HOST,
    port: set.PORT,
    publicUrl,
    mode: isLoopback(set.HOST) && publicUrl === null ? 'this-computer' : 'accounts',
    proxies: set.PROXIES,
    dataDir: resolve(set.DATA_DIR),
    databaseUrl: set.DATABASE_URL ?? null,
    clientDir: resolve(set.CLIENT_DIR),
    tldrawLicenseKey: set.TLDRAW_LICENSE_KEY ?? null,
    map:
      set.MAP_TILES === undefined
        ? null
        : { source: mapSource(set.MAP_TILES), attribution: set.MAP_ATTRIBUTION },
    maxFileBytes: set.MAX_FILE_BYTES,
    maxCaseBytes: set.MAX_CASE_BYTES,
    maxBoardBytes: set.MAX_BOARD_BYTES,
    sampleBoard: set.SAMPLE_BOARD === 'on',
    linkFetching: set.LINK_FETCHING === 'on',
    chromium: chromiumOf(set),
    timestampUrl: set.TIMESTAMP_URL ?? null,
    timestampCa: pathOrNull(set.TIMESTAMP_CA),
    credentialsCertificate: pathOrNull(set.CONTENT_CREDENTIALS_CERTIFICATE),
    credentialsKey: pathOrNull(set.CONTENT_CREDENTIALS_KEY),
    logLevel: set.LOG_LEVEL,
  }
}

function pathOrNull(path: string | undefined): string | null {
  return path === undefined ? null : resolve(path)
}

/** Where none is named, the one on the search path; `off` does without. */
function chromiumOf({
  CHROMIUM,
  PATH,
}: {
  CHROMIUM?: string | undefined
  PATH: string
}): string | null {
  if (CHROMIUM === 'off') return null
  return CHROMIUM === undefined ? findChromium(PATH) : resolve(CHROMIUM)
}

export function isLoopback(host: string): boolean {
  return (
    host === 'localhost' || host === '::1' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host)
  )
}

function isOrigin(address: string): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, pathname, search, hash, username } = new URL(address)
  return /^https?:$/.test(protocol) && pathname === '/' && search + hash + username === ''
}

const isWebAddress = (text: string) => /^https?:\/\//.test(text) && URL.canParse(text)

function isPlainWebAddress(text: string): boolean {
  if (!isWebAddress(text)) return false
  const { username, password } = new URL(text)
  return username + password === ''
}

function isMapSource(text: string): boolean {
  if (!isWebAddress(text)) return !text.includes('://') && text.endsWith('.pmtiles')
  return new URL(text).pathname.endsWith('.pmtiles') || /\{z\}.*\{[xy]\}.*\{[xy]\}/.test(text)
}

function mapSource(text: string): NonNullable<Config['map']>['source'] {
  if (!isWebAddress(text)) return { path: resolve(text) }
  return { kind: text.includes('{z}') ? 'xyz' : 'pmtiles', url: text }
}
