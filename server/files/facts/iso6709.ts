/** A place as video containers write it: `+33.1268-117.3273/` (ISO 6709, degrees with decimals, altitude left out). */
export function placeOfIso6709(text: string): { lat: number; lon: number } | null {
  const match = /^([+-]\d{1,2}(?:\.\d+)?)([+-]\d{1,3}(?:\.\d+)?)/.exec(text.trim())
  return match ? { lat: Number(match[1]), lon: Number(match[2]) } : null
}

/**
 * Puts a place into facts if it is one. Phones without a fix write 0, 0, which lies in the Gulf of Guinea: that
 * is no place, and neither is one off the globe.
 */
export function notePlace(
  facts: { lat?: number; lon?: number; notes?: string[] },
  place: { lat: number; lon: number } | null,
): void {
  if (!place || !Number.isFinite(place.lat) || !Number.isFinite(place.lon)) return
  const notes = (facts.notes ??= [])
  if (place.lat === 0 && place.lon === 0) {
    notes.push(
      'The file states the place as 0, 0, which devices write when they have no fix: taken as no place.',
    )
  } else if (Math.abs(place.lat) > 90 || Math.abs(place.lon) > 180) {
    notes.push('The place that the file states is not on the globe, so it was left out.')
  } else {
    facts.lat = rounded(place.lat)
    facts.lon = rounded(place.lon)
  }
}

/** Seven decimals are a centimetre: more is noise of the conversion. */
function rounded(degrees: number): number {
  return Number(degrees.toFixed(7))
}
