import { lookup } from 'node:dns/promises'
import { isPublicAddress } from './public-address.ts'

/** How names become addresses, and which of them may be connected to. */
export type FetchPolicy = {
  /** All addresses of a name. Asked once a request; what it says is what is connected to. */
  resolve: (hostname: string) => Promise<readonly string[]>
  mayConnect: (address: string, port: number) => boolean
}

/** Where web servers listen: a port of anything else could be talked into taking a request for its own protocol. */
const webPorts = new Set([80, 443, 8080, 8443])

/** The only policy a running server has. */
export const publicWeb: FetchPolicy = {
  resolve: async (hostname) =>
    (await lookup(hostname, { all: true, order: 'ipv4first' })).map(({ address }) => address),
  mayConnect: (address, port) => webPorts.has(port) && isPublicAddress(address),
}
