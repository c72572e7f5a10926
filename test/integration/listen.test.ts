import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { readConfig } from '../../server/config.ts'
import { listen } from '../../server/listen.ts'
import { createLogger } from '../../server/logger.ts'
import { openParts } from '../../server/open-parts.ts'

test('[P35] a server that stops leaves nobody connected, not even who has asked for nothing yet', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'redstring-listen-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const config = readConfig({ DATA_DIR: folder, PORT: '0', SAMPLE_BOARD: 'off' })
  const server = await listen(config, await openParts(config, createLogger('silent')))
  const address = `http://127.0.0.1:${server.port}/healthz`
  // One has asked and is kept alive, one is connected ahead of what it will ask.
  expect((await fetch(address)).status).toBe(200)
  const ahead = connect(server.port, '127.0.0.1').on('error', () => undefined)
  await once(ahead, 'connect')
  // The server has it, too, once it has answered somebody who came later.
  expect((await fetch(address)).status).toBe(200)
  const gone = once(ahead.resume(), 'close')
  await server.close()
  await gone
  await expect(fetch(address)).rejects.toThrow('fetch failed')
})
