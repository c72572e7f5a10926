import { flushCompileCache } from 'node:module'
import { type Config, isLoopback, configOfProcess } from './config.ts'
import { takeDataFolder } from './data-folder.ts'
import { listen } from './listen.ts'
import { createLogger } from './logger.ts'
import { openParts, openSample } from './open-parts.ts'
import { takePostgres } from './store/sql/database.ts'
import { whatWentWrong } from './what-went-wrong.ts'

const SAME_REQUEST_MS = 1500

try {
  await start()
} catch (error) {
  process.stderr.write(`${whatWentWrong(error)}\n`)
  process.exit(1)
}

async function start(): Promise<void> {
  const config = configOfProcess()
  const logger = createLogger(config.logLevel)
  const leaveDataFolder = takeDataFolder(config.dataDir)
  const leaveDatabase = config.databaseUrl === null ? null : await takePostgres(config.databaseUrl)
  const opened = await openParts(config, logger)
  await openSample(opened.parts)
  const { port, close } = await listen(config, opened)
  const hasOwner = (await opened.parts.people.owner()) !== null
  process.stdout.write(`${welcome(config, { port, hasOwner })}\n`)
  // So that the next start is quick where NODE_COMPILE_CACHE names a folder, even if this process is killed.
  flushCompileCache()

  let askedAt: number | null = null
  const stop = async () => {
    // A terminal and npm both pass on one Ctrl-C: only whoever asks again after that will not wait.
    if (askedAt !== null && Date.now() - askedAt > SAME_REQUEST_MS) process.exit(1)
    if (askedAt !== null) return
    askedAt = Date.now()
    await close()
    await leaveDatabase?.()
    leaveDataFolder()
    process.exit(0)
  }
  process.on('SIGTERM', () => void stop())
  process.on('SIGINT', () => void stop())
}

/** What the person who started the server needs to know: where to go, and who will own it. */
function welcome(config: Config, { port, hasOwner }: { port: number; hasOwner: boolean }): string {
  const name = isLoopback(config.host) || config.host === '0.0.0.0' ? 'localhost' : config.host
  const line = `Redstring is ready at ${config.publicUrl ?? `http://${name}:${port}`}`
  return config.mode === 'accounts' && !hasOwner
    ? `${line}\nThere is no account yet: the first person to open it makes the owner's.`
    : line
}
