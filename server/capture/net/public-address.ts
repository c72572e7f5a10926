import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'

/**
 * Whether an IP address is one that the public internet routes to a single host. Everything else is refused:
 * loopback, private, shared (CGNAT), link-local, multicast, reserved and documentation ranges, and every IPv6
 * form that carries an IPv4 address inside (mapped, NAT64, 6to4, Teredo), whatever that address is. A zone id
 * makes an address local.
 */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 0 || address.includes('%')) return false
  const parsed = ipaddr.parse(address)
  if (parsed.range() !== 'unicast') return false
  return !(parsed instanceof ipaddr.IPv6) || isGlobalV6(parsed)
}

/** Only 2000::/3 has been given out; what lies outside, and what is set apart inside, has no public host. */
function isGlobalV6(address: ipaddr.IPv6): boolean {
  return (
    address.match(globalUnicast, 3) &&
    setApart.every(([range, bits]) => !address.match(range, bits)) &&
    !isIsatap(address)
  )
}

const globalUnicast = ipaddr.IPv6.parse('2000::')

/** IETF protocol assignments, documentation (two ranges), 6to4, and the 6bone that was given back. */
const setApart: [ipaddr.IPv6, number][] = [
  [ipaddr.IPv6.parse('2001::'), 23],
  [ipaddr.IPv6.parse('2001:db8::'), 32],
  [ipaddr.IPv6.parse('3fff::'), 20],
  [ipaddr.IPv6.parse('2002::'), 16],
  [ipaddr.IPv6.parse('3ffe::'), 16],
]

/** RFC 5214: an interface id that carries an IPv4 address. */
function isIsatap({ parts }: ipaddr.IPv6): boolean {
  return (parts[4] === 0 || parts[4] === 0x200) && parts[5] === 0x5efe
}
