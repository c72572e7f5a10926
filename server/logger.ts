import { pino } from 'pino'

/** Facts plus a fixed message; never evidence, tokens, addresses or names. */
export type Logger = Pick<ReturnType<typeof pino>, 'debug' | 'info' | 'warn' | 'error'>

export function createLogger(level: string, { toStderr = false } = {}): Logger {
  return toStderr ? pino({ level }, pino.destination({ dest: 2, sync: true })) : pino({ level })
}
