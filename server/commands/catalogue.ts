import { configOfProcess, type Config } from '../config.ts'
import { createLogger } from '../logger.ts'
import { openCatalogue } from '../open-catalogue.ts'

export type Opened = Awaited<ReturnType<typeof openCatalogue>> & { config: Config }

/** Lets a command work on people and boards, and closes the database after it. */
export async function withCatalogue(work: (opened: Opened) => Promise<void>): Promise<void> {
  const config = configOfProcess()
  const catalogue = await openCatalogue(config, {
    logger: createLogger('error', { toStderr: true }),
    createDocument: () => Promise.reject(new Error('Boards are made by the server.')),
  })
  try {
    await work({ ...catalogue, config })
  } finally {
    await catalogue.store.close()
    await catalogue.database.kysely.destroy()
  }
}

/** A result. It ends up in pipes and scripts: nothing else is written to stdout. */
export function print(line: string): void {
  process.stdout.write(`${line}\n`)
}

// Whoever reads a pipe may stop reading, as `head` does: that is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit()
})

/** For the person at the keyboard. */
export function tell(line: string): void {
  process.stderr.write(`${line}\n`)
}
