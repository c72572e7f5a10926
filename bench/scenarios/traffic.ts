import { setTimeout as sleep } from 'node:timers/promises'
import type { RoomAddress } from '../servers/servers.ts'
import type { Connection } from '../wire/connection.ts'
import { join } from '../wire/join.ts'
import type { Sightings } from '../wire/sightings.ts'

/** Joins and from then on reports every edit it receives. `author` is its own, whose echoes do not count. */
export async function listen(
  room: RoomAddress,
  sightings: Sightings,
  { author }: { author?: number } = {},
): Promise<Connection> {
  const { connection } = await join(room)
  watch(connection, sightings, { author })
  return connection
}

export function watch(
  connection: Connection,
  sightings: Sightings,
  { author }: { author?: number } = {},
): void {
  connection.onFrame = (frame, at) => {
    if (frame.kind === 'update' || frame.kind === 'step2') sightings.seen(frame.update, at, author)
  }
}

/** Until nothing has arrived for 200 ms (at most 20 s). */
export async function settle(sightings: Sightings): Promise<void> {
  const end = performance.now() + 20_000
  for (let before = -1; before !== sightings.latencies.length && performance.now() < end;) {
    before = sightings.latencies.length
    await sleep(200)
  }
}

export async function closeAll(connections: readonly Connection[]): Promise<void> {
  await Promise.all(connections.map((one) => one.close()))
}
