import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'

/** Every module of ours with what it imports: paths from the project's root, or names of packages. */
const modules = globSync('{shared,server,client,scripts}/**/*.{ts,tsx}').map((path) => {
  const text = readFileSync(path, 'utf8')
  const imports = [
    ...text.matchAll(
      /^(?:import|export)\b[^'"]*?from\s+'([^']+)'|\bimport\(\s*'([^']+)'\s*\)|^import\s+'([^']+)'/gm,
    ),
  ]
    .map((found) => found[1] ?? found[2] ?? found[3] ?? '')
    .map((name) => (name.startsWith('.') ? join(dirname(path), name) : name))
  return { path, text, imports }
})

/** `path → import` for every import that breaks a rule. */
function breaches(
  applies: (path: string) => boolean,
  forbidden: (name: string) => boolean,
): string[] {
  return modules
    .filter((module) => applies(module.path))
    .flatMap(({ path, imports }) => imports.filter(forbidden).map((name) => `${path} → ${name}`))
}

const within = (folder: string) => (path: string) => path.startsWith(folder)
const not = (test: (path: string) => boolean) => (path: string) => !test(path)
const isTldraw = (name: string) => /^@?tldraw\b/.test(name)
const isTldrawEditor = (name: string) => /^(@tldraw\/(tldraw|editor)|tldraw)\b/.test(name)
const isYjs = (name: string) => /^(yjs|y-[\w-]+|lib0)\b/.test(name)

test('[T3] the modules of the project are found, with their imports', () => {
  const actions = modules.find((module) => module.path === 'shared/board/actions.ts')
  expect(actions?.imports).toContain('shared/board/codec.ts')
  expect(actions?.imports).toContain('yjs')
})

test('[T3] shared imports only shared and libraries that run anywhere', () => {
  const outside = (name: string) =>
    /^(server|client|scripts|test|bench)\//.test(name) ||
    /^(node:|react|@mantine|hono|ws$|pino|kysely)/.test(name) ||
    isTldrawEditor(name)
  expect(breaches(within('shared/'), outside)).toEqual([])
})

test('[T3] client and server never meet', () => {
  expect(breaches(within('client/'), within('server/'))).toEqual([])
  expect(breaches(within('server/'), within('client/'))).toEqual([])
})

test('[T3] only client/board knows the canvas, and only it and shared/board know canvas and document both', () => {
  expect(breaches(not(within('client/board/')), isTldrawEditor)).toEqual([])
  const both = modules
    .filter(({ path }) => !path.startsWith('client/board/') && !path.startsWith('shared/board/'))
    .filter(({ imports }) => imports.some(isTldraw) && imports.some(isYjs))
  expect(both.map((module) => module.path)).toEqual([])
})

test('[T3] on the server only the rooms and the route to them know frames', () => {
  const isFrames = (name: string) => name === 'shared/protocol/frames.ts'
  const mayKnow = (path: string) =>
    path.startsWith('server/rooms/') || path === 'server/routes/sync.ts'
  expect(breaches((path) => within('server/')(path) && !mayKnow(path), isFrames)).toEqual([])
})

test('[T3] only open-catalogue and open-parts choose adapters', () => {
  const isAdapter = (name: string) =>
    /^server\/store\/(sql|blobs|bus)\//.test(name) && !/\/(database|tables)\.ts$/.test(name)
  const chooses = (path: string) => /^server\/open-(catalogue|parts)\.ts$/.test(path)
  const inside = (path: string) => path.startsWith('server/store/')
  expect(
    breaches((path) => within('server/')(path) && !chooses(path) && !inside(path), isAdapter),
  ).toEqual([])
})

test('[T3] the environment is read in one place', () => {
  const mayRead = (path: string) => path === 'server/config.ts' || path.startsWith('scripts/')
  // A child process is handed the search path, and where Node keeps what it compiled; nothing else.
  const reads = /process\.env\b(?!\['(PATH|NODE_COMPILE_CACHE)'\])/
  const readers = modules.filter(({ path, text }) => reads.test(text) && !mayRead(path))
  expect(readers.map((module) => module.path)).toEqual([])
})
