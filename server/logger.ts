import { pino } from 'pino'

/** Facts plus a fixed message; never evidence, tokens, addresses or names. */
export type Logger = Pick<ReturnType<typeof pino>, 'debug' | 'info' | 'warn' | 'error'>

export function createLogger(level: string): Logger {
  return pino({ level })
}
