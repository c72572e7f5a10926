import { execFileSync } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { expect, onTestFinished, test } from 'vitest'
import { readPdf } from '../../client/export/led-back/read-whole-file.ts'
import { chromiumPath } from '../support/chromium.ts'
import { hasPoppler } from '../support/needs-poppler.ts'

const BRIEFING = 'Sergeyevka: what the pictures show'

test.skipIf(!hasPoppler() || chromiumPath() === null)(
  '[X50] the handout of the sample, drawn by the command line, is read in order and drawn by poppler',
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'redstring-pdf-'))
    onTestFinished(() => rm(folder, { recursive: true, force: true }))
    const redstring = (...args: string[]) =>
      execFileSync(process.execPath, ['server/cli.ts', ...args], {
        env: { ...process.env, DATA_DIR: join(folder, 'data'), LOG_LEVEL: 'error' },
        encoding: 'utf8',
      })
    redstring('init', '--name', 'Ada', '--email', 'ada@example.org')
    const [boardId = ''] = /[\w-]{16}/.exec(redstring('board', 'list')) ?? []
    const out = join(folder, 'handout.pdf')
    redstring('board', 'export', boardId, '--briefing', BRIEFING, '--scale', '0.5', '--out', out)
    const pdf = Uint8Array.from(await readFile(out))
    expect((await readPdf(pdf))?.verdict).toBe('unaltered')

    const pages = execFileSync('pdftotext', ['-raw', out, '-'], { encoding: 'utf8' })
      .split('\f')
      .filter((text) => text.trim() !== '')
    expect(pages.length).toBeGreaterThan(5)
    for (const [at, text] of pages.entries())
      expect(text).toContain(`Page ${at + 1} of ${pages.length}`)
    const scenes = pages.flatMap((text) => /Scene (\d+):/.exec(text)?.[1] ?? [])
    expect(scenes).toEqual(scenes.map((_, at) => String(at + 1)))
    expect(pages.join(' ')).toContain('Could not be confirmed')

    execFileSync('pdftoppm', ['-png', '-r', '40', '-f', '1', '-l', '1', out, join(folder, 'page')])
    const [drawn = ''] = (await readdir(folder)).filter((name) => name.startsWith('page'))
    const { channels } = await sharp(join(folder, drawn)).greyscale().stats()
    expect(channels[0]?.stdev).toBeGreaterThan(10)
    expect(Buffer.from(pdf).toString('latin1')).toMatch(/\/Subtype \/Link[\s\S]+\/S \/URI/)
  },
)
