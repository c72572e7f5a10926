/** A place as video containers write it: `+33.1268-117.3273/` (ISO 6709, degrees with decimals, altitude left out). */
export function placeOfIso6709(text: string): { lat: number; lon: number } | null {
  const match = /^([+-]\d{1,2}(?:\.\d+)?)([+-]\d{1,3}(?:\.\d+)?)/.exec(text.trim())
  return match ? { lat: Number(match[1]), lon: Number(match[2]) } : null
}

/** Farther than phones err: two positions of one moment that lie so far apart are two statements. */
const FAR_KM = 1

/**
 * Puts a place into facts if it is one. Phones without a fix write 0, 0, which lies in the Gulf of Guinea: that
 * is no place, and neither is one off the globe. Where another part of the file (`from`) states one elsewhere, the
 * first stays and the conflict is said.
 */
export function notePlace(
  facts: { lat?: number; lon?: number; notes?: string[]; conflicts?: string[] },
  place: { lat: number; lon: number } | null,
  from = 'another part of the file',
): void {
  if (!place || !Number.isFinite(place.lat) || !Number.isFinite(place.lon)) return
  const notes = (facts.notes ??= [])
  if (place.lat === 0 && place.lon === 0) {
    notes.push(
      'The file states the place as 0, 0, which devices write when they have no fix: taken as no place.',
    )
    return
  }
  if (Math.abs(place.lat) > 90 || Math.abs(place.lon) > 180) {
    notes.push('The place that the file states is not on the globe, so it was left out.')
    return
  }
  const { lat, lon } = facts
  if (lat === undefined || lon === undefined) {
    facts.lat = rounded(place.lat)
    facts.lon = rounded(place.lon)
    return
  }
  const km = kilometresBetween({ lat, lon }, place)
  if (km > FAR_KM)
    (facts.conflicts ??= []).push(
      `The file states a second position in ${from}, ${place.lat.toFixed(5)}, ${place.lon.toFixed(5)}: ${Math.round(km)} km away from the first.`,
    )
}

type LatLon = { lat: number; lon: number }

/** On a sphere, which is near enough to tell one place from another. */
function kilometresBetween(a: LatLon, b: LatLon): number {
  const radians = Math.PI / 180
  const [lat, lon] = [(b.lat - a.lat) * radians, (b.lon - a.lon) * radians]
  const across = Math.cos(a.lat * radians) * Math.cos(b.lat * radians)
  const half = Math.sin(lat / 2) ** 2 + across * Math.sin(lon / 2) ** 2
  return 2 * 6371 * Math.asin(Math.min(1, Math.sqrt(half)))
}

/** Seven decimals are a centimetre: more is noise of the conversion. */
function rounded(degrees: number): number {
  return Number(degrees.toFixed(7))
}
