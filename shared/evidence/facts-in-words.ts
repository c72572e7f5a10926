import { humanDate } from './dates.ts'
import type { Facts } from './fields.ts'
import { sourceWords } from './stated-dates.ts'
import type { Crs, RasterFacts } from './georeference.ts'
import { clock, coordinates } from './wording.ts'

/**
 * What was read from a file, as pairs of name and words in a fixed order; what the file does not state is left
 * out. `dates` are all that it states of when, each with what is known of its zone; `conflicts` are sentences.
 */
export function factsInWords(facts: Facts): {
  facts: [name: string, words: string][]
  dates: { from: string; words: string; zone: string }[]
  conflicts: string[]
  notes: string[]
} {
  const pairs: [string, string | undefined][] = [
    ['Size', sizeOf(facts)],
    ['Length', facts.durationS === undefined ? undefined : clock(facts.durationS)],
    ['Frames per second', rateOf(facts)],
    ['Frames', framesOf(facts)],
    ['Time base', timeBaseOf(facts)],
    ['Container', facts.container],
    ['Codecs', [facts.videoCodec, facts.audioCodec].filter((codec) => codec).join(', ')],
    ['Codec in full', facts.videoCodecString],
    ['Sound', soundOf(facts)],
    ['Turned', facts.rotationDeg ? `${facts.rotationDeg}°` : undefined],
    ['Shape of a pixel', facts.pixelAspect && `${facts.pixelAspect}; the size is as shown`],
    ['Taken', facts.takenAt === undefined ? undefined : humanDate(facts.takenAt)],
    ['Position', coordinates({ lat: facts.lat ?? null, lon: facts.lon ?? null })],
    ['Time zone there', facts.timeZone],
    ['Camera', facts.camera],
    ['Programs', facts.software?.join(', ')],
    ['Acquired', facts.raster?.acquired && humanDate(facts.raster.acquired)],
    ['Sensor', facts.raster?.sensor],
    ['Map projection', facts.raster?.crs ? crsInWords(facts.raster.crs) : facts.crs],
    ['Footprint', facts.footprint?.map((degrees) => degrees.toFixed(4)).join(', ')],
    ['Bands', bandsOf(facts)],
    ['Values', facts.raster && valuesOf(facts.raster)],
    ['Pages', facts.pages === undefined ? undefined : String(facts.pages)],
    ['Content credentials', credentialsOf(facts)],
    ['Plays from', facts.workingCopySha256 && 'a working copy; the original stays the evidence'],
  ]
  return {
    facts: pairs.filter(
      (pair): pair is [string, string] => pair[1] !== undefined && pair[1] !== '',
    ),
    dates: (facts.dates ?? []).map(({ from, value, zone }) => ({
      from: sourceWords(from),
      words: statedWords(value),
      zone,
    })),
    conflicts: facts.conflicts ?? [],
    notes: facts.notes ?? [],
  }
}

/** The zone stands beside it, so the words leave it out. */
function statedWords(value: string): string {
  return humanDate(value).replace(', zone not stated', '')
}

/** "21.17, uneven: 0.99 to 500": the rate between two frames at its slowest and fastest. */
function rateOf({ frameRate, frameRateMin, frameRateMax }: Facts): string | undefined {
  if (frameRate === undefined) return undefined
  if (frameRateMin === undefined || frameRateMax === undefined) return String(round(frameRate))
  return `${round(frameRate)} on average, uneven: ${round(frameRateMin)} to ${round(frameRateMax)}`
}

function framesOf({ frames, framesHeld }: Facts): string | undefined {
  if (framesHeld !== undefined && frames !== undefined)
    return `${framesHeld} of ${frames} that the file announces`
  return frames === undefined ? undefined : frames.toLocaleString('en-GB')
}

function timeBaseOf({ timeBaseHz }: Facts): string | undefined {
  return timeBaseHz === undefined ? undefined : `1/${timeBaseHz} s`
}

function soundOf({ audioChannels, audioRateHz, audioTracks }: Facts): string | undefined {
  const parts = [
    audioTracks === undefined ? undefined : `${audioTracks} tracks, the first with`,
    audioChannels && (channelWords[audioChannels] ?? `${audioChannels} channels`),
    audioRateHz && `${audioRateHz / 1000} kHz`,
  ].filter((part) => part)
  return parts.length === 0 ? undefined : parts.join(' ')
}

const channelWords: Record<number, string> = { 1: 'mono', 2: 'stereo' }

function sizeOf({ width, height }: Facts): string | undefined {
  return width === undefined || height === undefined ? undefined : `${width} × ${height} pixels`
}

function bandsOf({ bands, raster }: Facts): string | undefined {
  if (bands === undefined) return undefined
  const names = raster?.bandNames?.map((name, index) => name || String(index + 1)).join(', ')
  return names === undefined ? String(bands) : `${bands}: ${names}`
}

/** "16 bits, unsigned, no data 0" */
function valuesOf({ bits, sampleFormat, noData }: RasterFacts): string {
  return [
    bits === undefined ? '' : `${bits} bits`,
    sampleFormat ?? '',
    noData === undefined ? '' : `no data ${noData}`,
  ]
    .filter((part) => part !== '')
    .join(', ')
}

function crsInWords({ code, name }: Crs): string {
  return code === '' ? name : `${name} (${code})`
}

/** Presence only: nothing here says that they are valid. */
function credentialsOf({ contentCredentials }: Facts): string | undefined {
  if (contentCredentials === undefined) return undefined
  return contentCredentials ? 'present, not checked' : 'none'
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
