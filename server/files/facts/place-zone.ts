import zoneAt from '@photostructure/tz-lookup'

/** The name of the time zone at a place (IANA); null off the globe. Near a border it may be the neighbour's. */
export function timeZoneAt({ lat, lon }: { lat: number; lon: number }): string | null {
  try {
    return zoneAt(lat, lon)
  } catch {
    // The package's way to say that there is no such place.
    return null
  }
}

/** How far clocks of a zone are ahead of UTC at an instant, milliseconds; null for a zone that is not known here. */
export function offsetOf(timeZone: string, instantMs: number): number | null {
  try {
    const name = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' })
      .formatToParts(instantMs)
      .find((part) => part.type === 'timeZoneName')?.value
    const match = /^GMT(?:([+-])(\d\d):(\d\d))?/.exec(name ?? '')
    if (!match) return null
    const minutes = Number(match[2] ?? 0) * 60 + Number(match[3] ?? 0)
    return (match[1] === '-' ? -minutes : minutes) * 60_000
  } catch {
    return null
  }
}
