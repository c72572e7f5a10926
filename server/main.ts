import { serve, type ServerType } from '@hono/node-server'
import { AppError } from '../shared/app-error.ts'
import { createApp } from './app.ts'
import { type Config, isLoopback, configOfProcess } from './config.ts'
import { takeDataFolder } from './data-folder.ts'
import { createLogger } from './logger.ts'
import { type OpenParts, openParts, openSample } from './open-parts.ts'
import { createSocketServer } from './routes/sync.ts'
import { takePostgres } from './store/sql/database.ts'
import { whatWentWrong } from './what-went-wrong.ts'

/** How long requests under way may still take once the server is asked to stop, ms. */
const PATIENCE_MS = 5000
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
  const { server, port } = await listen(config, opened)
  const hasOwner = (await opened.parts.people.owner()) !== null
  process.stdout.write(`${welcome(config, { port, hasOwner })}\n`)

  let askedAt: number | null = null
  const stop = async () => {
    // A terminal and npm both pass on one Ctrl-C: only whoever asks again after that will not wait.
    if (askedAt !== null && Date.now() - askedAt > SAME_REQUEST_MS) process.exit(1)
    if (askedAt !== null) return
    askedAt = Date.now()
    const allAnswered = new Promise((resolve) => server.close(resolve))
    await opened.close()
    if ('closeIdleConnections' in server) server.closeIdleConnections()
    await Promise.race([allAnswered, new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))])
    await leaveDatabase?.()
    leaveDataFolder()
    process.exit(0)
  }
  process.on('SIGTERM', () => void stop())
  process.on('SIGINT', () => void stop())
}

/** @throws AppError `server/cannot-start` when the address is taken */
async function listen(
  config: Config,
  { parts }: OpenParts,
): Promise<{ server: ServerType; port: number }> {
  const { host, port } = config
  const server = serve({
    fetch: createApp(parts).fetch,
    hostname: host,
    port,
    // A large original on a slow line takes as long as it takes; a head still has to come within a minute.
    serverOptions: { requestTimeout: 0, headersTimeout: 60_000, keepAliveTimeout: 65_000 },
    websocket: { server: createSocketServer() },
  })
  return new Promise((resolve, reject) => {
    server.once('listening', () => {
      const address = server.address()
      resolve({ server, port: typeof address === 'object' && address ? address.port : port })
    })
    server.once('error', (cause) =>
      reject(new AppError('server/cannot-start', whyNot(cause, config), { cause })),
    )
  })
}

function whyNot(cause: Error, { host, port }: Config): string {
  const code = 'code' in cause ? cause.code : ''
  if (code === 'EADDRINUSE')
    return `Port ${port} is in use, perhaps by another Redstring. Stop that, or set PORT to another number.`
  if (code === 'EACCES')
    return `Port ${port} may not be used here. Set PORT to a number above 1023.`
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return `This computer has no address ${host}. Set HOST to one it has, or to 0.0.0.0 for all of them.`
  return `The server cannot listen on ${host}, port ${port}: ${cause.message}`
}

/** What the person who started the server needs to know: where to go, and who will own it. */
function welcome(config: Config, { port, hasOwner }: { port: number; hasOwner: boolean }): string {
  const name = isLoopback(config.host) || config.host === '0.0.0.0' ? 'localhost' : config.host
  const line = `Redstring is ready at ${config.publicUrl ?? `http://${name}:${port}`}`
  return config.mode === 'accounts' && !hasOwner
    ? `${line}\nThere is no account yet: the first person to open it makes the owner's.`
    : line
}
