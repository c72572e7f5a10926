import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  cpSync,
  existsSync,
  globSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { writeArchive } from '../../server/copies/archive.ts'
import { BagWriter } from '../../server/copies/bag.ts'
import { buildVerifier } from '../../server/copies/build-verifier.ts'
import { checkArchive } from '../../server/proof/check-archive.ts'
import { makeProofBoard, type ProofBoard } from '../support/proof-board.ts'

let board: ProofBoard
let folder: string
let archive: string
beforeAll(async () => {
  board = await makeProofBoard()
  folder = mkdtempSync(join(tmpdir(), 'redstring-archive-'))
  archive = join(folder, 'archive')
  await writeArchive(await BagWriter.begin(archive), {
    board: { id: board.boardId, title: 'Depot', createdAt: '2026-01-01T00:00:00.000Z' },
    kysely: board.kysely,
    store: board.store,
    blobs: board.blobs,
    people: [],
    verifier: await buildVerifier(),
    draw: async () => ({ board: null, briefings: [], missing: [] }),
  })
})
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await board.close()
})

/** What the in-process check says: sentences, or none. */
const found = (path: string) =>
  checkArchive(path).then(
    ({ report }) => report.mismatches,
    (error: Error) => [error.message],
  )

test('[A9] an archive is checked by the one file that lies in it, with nothing but Node', async () => {
  const alone = join(folder, 'moved away')
  cpSync(archive, alone, { recursive: true })
  const says = await run(join(alone, 'verify.mjs'))
  expect(says.out).toMatch(/^Board “Depot” \(\w+\), archived 20\d\d-/)
  expect(says.out).toMatch(
    /Everything fits: 41 edits, 0 checkpoints, 2 versions, \d custody rows, 2 files\./,
  )
  expect(says.code).toBe(0)
  const imported = [
    ...readFileSync(join(alone, 'verify.mjs'), 'utf8').matchAll(/^import .* from "(.*)"/gm),
  ]
  expect(imported.length).toBeGreaterThan(0)
  for (const [, name] of imported) expect(name).toMatch(/^node:/)
  const original = globSync(join(alone, 'data/files/*'))[0] ?? ''
  writeFileSync(original, 'something else')
  const tampered = await run(join(alone, 'verify.mjs'))
  expect([tampered.code, tampered.out]).toEqual([
    1,
    expect.stringMatching(/^The file data\/files\/\w+ was changed/),
  ])
})

test('[A10] one byte changed in any file of an archive, or a file gone, is found and named', async () => {
  const paths = filesOf(archive)
  expect(paths.length).toBeGreaterThan(11)
  for (const path of paths) {
    const kept = readFileSync(path)
    const step = Math.max(1, Math.floor(kept.length / 8))
    for (let at = 0; at < kept.length; at += step) {
      const changed = Buffer.from(kept)
      changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8))
      writeFileSync(path, changed)
      const name = path.endsWith('tagmanifest-sha256.txt') ? '' : relative(archive, path)
      expect(await found(archive)).toEqual([expect.stringContaining(name)])
    }
    rmSync(path)
    expect(await found(archive)).toEqual([expect.stringContaining(relative(archive, path))])
    writeFileSync(path, kept)
  }
  expect(await found(archive)).toEqual([])
})

test('[A11] an archive whose manifests were made again after a change is found out all the same', async () => {
  const forged = join(folder, 'forged')
  const forge = async (name: string, change: (text: string) => string) => {
    rmSync(forged, { recursive: true, force: true })
    cpSync(archive, forged, { recursive: true })
    const path = join(forged, 'data', name)
    const text = readFileSync(path, 'utf8')
    const changed = change(text)
    if (changed === text) throw new Error('Nothing was changed')
    writeFileSync(path, changed)
    makeManifests(forged)
    return found(forged)
  }
  const line =
    (n: number, change: (row: Record<string, unknown>) => Record<string, unknown>) =>
    (text: string) => {
      const lines = text.split('\n')
      lines[n] = JSON.stringify(change(JSON.parse(lines[n] ?? '')))
      return lines.join('\n')
    }
  expect(
    await forge(
      'log.jsonl',
      line(4, (row) => ({ ...row, actor: 'somebody else' })),
    ),
  ).toEqual(['Edit 5 of the log, or its hash, was changed.'])
  expect(
    await forge(
      'log.jsonl',
      line(7, (row) => ({ ...row, at: Number(row['at']) - 60_000 })),
    ),
  ).toEqual(['Edit 8 of the log, or its hash, was changed.'])
  expect(await forge('log.jsonl', (text) => text.split('\n').toSpliced(9, 1).join('\n'))).toEqual([
    'Edit 10 of the log is missing.',
  ])
  expect(
    await forge('log.jsonl', (text) => `${text.split('\n').slice(0, -2).join('\n')}\n`),
  ).toEqual(['The log ends with edit 40, but it went on to edit 41 at least.'])
  expect(
    await forge(
      'custody.jsonl',
      line(0, (row) => ({ ...row, actorName: 'Nobody' })),
    ),
  ).toEqual(['Row 1 of the custody log, or its hash, was changed.'])
  expect(
    await forge('custody.jsonl', (text) => `${text.split('\n').slice(0, -2).join('\n')}\n`),
  ).toEqual([expect.stringMatching(/^The custody log ends with row \d, but it went on to row \d/)])
  expect(
    await forge(
      'files.jsonl',
      line(0, (row) => ({ ...row, name: 'other.txt' })),
    ),
  ).toEqual([expect.stringContaining('was received under another name')])
  expect(await forge('records.json', (text) => text.replace('looked at', 'overlooked'))).toEqual([
    'records.json does not hold the records that the edits make.',
  ])
  expect(
    await forge('board.json', (text) => text.replace(/"recordsHash": "./, '"recordsHash": "x')),
  ).toEqual(['board.json cannot be read.'])
})

function filesOf(path: string): string[] {
  return globSync(join(path, '**/*'), { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}

/** As somebody would who wants a change to go unnoticed. */
function makeManifests(path: string): void {
  const lineOf = (file: string) =>
    `${createHash('sha256').update(readFileSync(file)).digest('hex')}  ${relative(path, file)}\n`
  const files = filesOf(path).toSorted()
  const isData = (file: string) => relative(path, file).startsWith('data/')
  writeFileSync(join(path, 'manifest-sha256.txt'), files.filter(isData).map(lineOf).join(''))
  const tags = files.filter((file) => !isData(file) && !file.endsWith('tagmanifest-sha256.txt'))
  writeFileSync(join(path, 'tagmanifest-sha256.txt'), tags.map(lineOf).join(''))
}

function run(script: string): Promise<{ code: number; out: string }> {
  if (!existsSync(script)) throw new Error(`${script} is not there`)
  return new Promise((resolve) => {
    execFile(process.execPath, [script], { cwd: tmpdir() }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, out: stdout + stderr }),
    )
  })
}
