import type { Context } from 'hono'
import type { Config } from '../config.ts'
import type { Env } from './described.ts'

/** From where a request comes: what guessing is counted by. Empty where it comes over no socket. */
export function askerOf(c: Context<Env>, { proxies }: Pick<Config, 'proxies'>): string {
  const sender = c.env.incoming?.socket.remoteAddress ?? ''
  return askerBehind({ sender, forwardedFor: c.req.header('x-forwarded-for') ?? '', proxies })
}

/**
 * Each proxy writes at the end of `X-Forwarded-For` from where it was asked: only as many entries as there are proxies
 * are true, for whatever stands before them was written by whoever asks.
 */
export function askerBehind({
  sender,
  forwardedFor,
  proxies,
}: {
  sender: string
  forwardedFor: string
  proxies: number
}): string {
  if (proxies === 0) return sender
  const named = forwardedFor.split(',').map((each) => each.trim())
  return named.at(-proxies) || sender
}
