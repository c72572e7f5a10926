import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { readBoard } from './board/board-file.ts'
import { scenarios } from './scenarios/scenarios.ts'
import { serverNames, ServerUnderTest } from './servers/servers.ts'

/**
 * One repetition of one scenario against one server: the clients' process. Its child is the server's.
 * Called by run.ts; the last line it prints is the figures as JSON.
 */
const [scenarioName, serverName, optionsJson] = process.argv.slice(2)
const scenario = scenarios.find(({ name }) => name === scenarioName)
const name = serverNames.find((one) => one === serverName)
if (!scenario || !name) throw new Error(`There is no ${scenarioName} against ${serverName}`)
const options = JSON.parse(optionsJson ?? '{}') as Options

const dir = join(options.dir, `${scenario.name}-${name}-${options.repetition}`)
mkdirSync(dir, { recursive: true })
const server = new ServerUnderTest(name, dir)
try {
  const board = (records: number) => readBoard(options.dir, records)
  const figures = await scenario.run({ ...options, server, dir, board })
  process.stdout.write(`${JSON.stringify(figures)}\n`)
} finally {
  // A profile is only written by a server that may finish.
  await (process.env['BENCH_PROFILE'] ? server.stop() : server.kill())
}
process.exit(0)

export type Options = { dir: string; quick: boolean; repetition: number }
