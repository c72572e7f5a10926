import { execFile, execFileSync } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import sharp from 'sharp'
import { expect, onTestFinished, test } from 'vitest'
import { readPdf } from '../../client/export/led-back/read-whole-file.ts'
import { chromiumPath } from '../support/chromium.ts'
import { onlyBoardIn } from '../support/folder-with-boards.ts'
import { hasPoppler } from '../support/needs-poppler.ts'
import { startServer } from '../support/start-server.ts'

const BRIEFING = 'Sergeyevka: what the pictures show'

test.skipIf(!hasPoppler() || chromiumPath() === null)(
  '[X50] the handout of the sample, drawn by the command line, is read in order and drawn by poppler',
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'redstring-pdf-'))
    onTestFinished(() => rm(folder, { recursive: true, force: true }))
    const { dataDir } = await startServer()
    const out = join(folder, 'handout.pdf')
    const how = ['--briefing', BRIEFING, '--scale', '0.5', '--out', out]
    const command = ['server/cli.ts', 'board', 'export', onlyBoardIn(dataDir), ...how]
    const env = { ...process.env, DATA_DIR: dataDir, LOG_LEVEL: 'error' }
    await promisify(execFile)(process.execPath, command, { env })
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
