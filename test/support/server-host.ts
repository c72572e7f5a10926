/**
 * Many servers in one process, for start-server.ts: the modules are loaded once, and so is the client compressed.
 * Each server is as `server/main.ts` opens it, on a data folder and a port of its own.
 *
 * Takes `HostOrder`s over the channel to its parent, answers each with a `HostAnswer`, and ends with its parent.
 */
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ClientFiles } from '../../server/client-files.ts'
import { readConfig } from '../../server/config.ts'
import { takeDataFolder } from '../../server/data-folder.ts'
import { listen } from '../../server/listen.ts'
import { createLogger } from '../../server/logger.ts'
import { openParts, openSample } from '../../server/open-parts.ts'

export type HostOrder = { id: number } & (
  | { do: 'open'; env: Record<string, string>; isFresh: boolean }
  | { do: 'close'; port: number }
)
export type HostAnswer = { id: number } & ({ port: number } | { failed: string })

const running = new Map<number, () => Promise<void>>()
const clients = new Map<string, ClientFiles>()
let sample: Promise<string> | null = null

process.on('message', (order: HostOrder) => {
  void (order.do === 'open' ? open(order) : close(order)).then(
    (port) => process.send?.({ id: order.id, port } satisfies HostAnswer),
    (error: unknown) =>
      process.send?.({ id: order.id, failed: String(error) } satisfies HostAnswer),
  )
})
process.on('disconnect', () => process.exit())

async function open({
  env,
  isFresh,
}: {
  env: Record<string, string>
  isFresh: boolean
}): Promise<number> {
  const config = readConfig(env)
  // The sample board is painted, read and written once; every other server begins with a copy of that folder.
  if (isFresh && config.sampleBoard && config.databaseUrl === null)
    cpSync(await (sample ??= makeSample(env)), config.dataDir, { recursive: true })
  const leaveDataFolder = takeDataFolder(config.dataDir)
  const clientFiles = clients.get(config.clientDir) ?? new ClientFiles(config.clientDir)
  clients.set(config.clientDir, clientFiles)
  const opened = await openParts(config, createLogger(config.logLevel), { clientFiles })
  await openSample(opened.parts)
  const { port, close: closeServer } = await listen(config, opened)
  running.set(port, async () => {
    await closeServer()
    leaveDataFolder()
  })
  return port
}

async function close({ port }: { port: number }): Promise<number> {
  await running.get(port)?.()
  running.delete(port)
  return port
}

/** A data folder with the sample board in it and nobody yet. */
async function makeSample(env: Record<string, string>): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'redstring-sample-'))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  const port = await open({ env: { ...env, DATA_DIR: folder }, isFresh: false })
  await close({ port })
  return folder
}
