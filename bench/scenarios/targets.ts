import type { Target } from './scenario.ts'

/** What SYNC and DESIGN ask of a figure, on a calm machine. */

export function atMost(limit: number, unit: string): Target {
  return { says: `≤ ${limit} ${unit}`, holds: (ours) => ours <= limit }
}

export function withinRelay({ times = 1, plus = 0 }: { times?: number; plus?: number }): Target {
  const says = plus > 0 ? `≤ relay + ${plus} ms` : `≤ ${times} × relay`
  return {
    says,
    holds: (ours, of) => {
      const relay = of('relay')
      return relay === null ? null : ours <= relay * times + plus
    },
  }
}

export function cheapestPeer(): Target {
  return {
    says: '≤ cheapest peer',
    holds: (ours, of) => {
      const peers = [of('y-websocket'), of('hocuspocus')].filter((one) => one !== null)
      return peers.length === 0 ? null : ours <= Math.min(...peers)
    },
  }
}
