import { newestKept } from '../evidence/capture-history.ts'
import { entriesOf, textOf, valueOf } from '../evidence/values.ts'
import type { OriginalFile, Place } from '../evidence/fields.ts'
import { kinds, type Evidence, type KindName } from '../evidence/kinds.ts'
import { standingChecks } from '../evidence/checks.ts'
import { clipHashOf, pictureHashOf } from './told-files.ts'

/**
 * An item as an audience is told it: what its card shows and nothing else. What is not named here does not go out,
 * so that a new field stays on the board until somebody decides otherwise.
 */
export function toldEvidence(evidence: Evidence): Evidence {
  const { id, kind } = evidence
  const told: Evidence = { id, typeName: 'evidence', kind, createdAt: '', createdBy: '' }
  for (const key of [...common, ...own[kind]])
    if (evidence[key] !== undefined) told[key] = evidence[key]
  for (const [key, make] of Object.entries(made)) {
    const value = make(evidence)
    if (value !== undefined) told[key] = value
  }
  return withholdsPeople(evidence) ? withoutPeople(told) : told
}

/** Whether nothing of an item may reach an audience. */
export function isWithheld(evidence: Evidence): boolean {
  return evidence['withheld'] === 'all'
}

const common = ['title', 'date', 'sensitivity', 'standIn'] as const

/** Fields of a kind that its card shows as they are. */
const own: Record<KindName, readonly string[]> = {
  video: [],
  photo: [],
  satellite: ['provider', 'acquired'],
  comparison: ['alignedBy'],
  quote: [
    'words',
    'translation',
    'language',
    'translationLanguage',
    'translator',
    'speaker',
    'role',
    'chain',
    'datePublished',
  ],
  link: ['site', 'author', 'excerpt', 'datePublished'],
  document: [],
  claim: ['statement', 'modality', 'quantity', 'scope'],
  question: ['asks', 'owner', 'answer'],
  match: ['pictureA', 'pictureB'],
}

/** Fields that an audience is told in part. */
const made: Record<string, (evidence: Evidence) => unknown> = {
  place: (evidence) => placeOf(evidence, 'place'),
  claimedPlace: (evidence) => placeOf(evidence, 'claimedPlace'),
  verification: verificationOf,
  withdrawn: withdrawalOf,
  checks: checksOf,
  file: fileOf,
  facts: factsOf,
  regions: (evidence) =>
    entries(entriesOf(evidence, 'regions', 'region'), ({ number, outline, label }) => ({
      number,
      outline,
      label,
      ...nobody,
    })),
  pairs: (evidence) =>
    entries(entriesOf(evidence, 'pairs', 'pair'), ({ a, b, grade }) => ({
      a,
      b,
      grade,
      ...nobody,
    })),
  snapshots: (evidence) =>
    entries(entriesOf(evidence, 'snapshots', 'snapshot'), ({ of, order }) => ({ of, order })),
  claimants: (evidence) =>
    entries(entriesOf(evidence, 'claimants', 'claimant'), ({ name, role, act, date, through }) => ({
      name,
      role,
      act,
      date,
      through,
    })),
  url: urlOf,
  captures: captureOf,
}

const nobody = { note: '', by: '', at: '' }
const NO_HASH = '0'.repeat(64)
const WITHHELD_NAME = 'Name withheld'
const WITHHELD_PLACE = 'Place withheld'

function entries<V>(
  all: readonly { id: string; value: V }[],
  told: (value: V) => unknown,
): Record<string, unknown> | undefined {
  if (all.length === 0) return undefined
  return Object.fromEntries(all.map(({ id, value }) => [id, told(value)]))
}

/** Never coordinates: a name, and how exactly it is known. */
function placeOf(evidence: Evidence, key: string): Place | undefined {
  const place = valueOf(evidence, key, 'place')
  if (!place) return undefined
  const isWithheldPlace = ['place', 'place-and-people'].includes(String(evidence['withheld']))
  const name = isWithheldPlace || place.name.trim() === '' ? WITHHELD_PLACE : place.name
  const precision = name === WITHHELD_PLACE ? 'unknown' : place.precision
  return { name, lat: null, lon: null, precision, method: '', by: '' }
}

function withholdsPeople(evidence: Evidence): boolean {
  return (
    ['people', 'place-and-people'].includes(String(evidence['withheld'])) ||
    evidence['sensitivity'] === 'personal-information'
  )
}

function withoutPeople(told: Evidence): Evidence {
  const without: Evidence = { ...told }
  for (const key of ['speaker', 'translator', 'author', 'owner'])
    if (without[key] !== undefined) without[key] = WITHHELD_NAME
  if (without['role'] !== undefined) without['role'] = ''
  if (Array.isArray(without['chain'])) without['chain'] = without['chain'].map(() => WITHHELD_NAME)
  const { verification, withdrawn } = without
  if (typeof verification === 'object' && verification !== null)
    without['verification'] = { ...verification, by: WITHHELD_NAME }
  if (typeof withdrawn === 'object' && withdrawn !== null)
    without['withdrawn'] = { ...withdrawn, by: WITHHELD_NAME }
  const claimants = entriesOf(told, 'claimants', 'claimant')
  if (claimants.length > 0)
    without['claimants'] = entries(claimants, (value) => ({
      ...value,
      name: WITHHELD_NAME,
      role: '',
      through: value.through.map(() => WITHHELD_NAME),
    }))
  return without
}

/** Its reason is on the card only where it is a doubt. */
function verificationOf(evidence: Evidence) {
  const verification = valueOf(evidence, 'verification', 'verification')
  if (!verification) return undefined
  const { status, reason, by, override } = verification
  const isDoubt = ['disputed', 'could-not-confirm', 'false'].includes(status)
  return {
    status,
    reason: isDoubt ? reason : '',
    by: isDoubt || override ? by : '',
    at: '',
    ...(override && { override }),
  }
}

function withdrawalOf(evidence: Evidence) {
  const withdrawn = valueOf(evidence, 'withdrawn', 'withdrawal')
  return withdrawn && { reason: withdrawn.reason, by: withdrawn.by, at: '' }
}

/** Those that stand against it: a doubt is never dropped, and what was found stays with the team. */
function checksOf(evidence: Evidence) {
  return entries(
    standingChecks(evidence).map(({ id, check }) => ({ id, value: check })),
    ({ pillar, name, outcome }) => ({
      pillar,
      name,
      outcome,
      finding: '',
      evidence: [],
      by: '',
      at: '',
    }),
  )
}

/** That there is an original, and of a document what it is: never its name or hash. */
function fileOf(evidence: Evidence): OriginalFile | undefined {
  const { kind } = evidence
  const file = valueOf(evidence, 'file', 'file')
  if (!file && evidence['upload'] === undefined) return undefined
  const isDocument = kind === 'document' && file !== undefined
  return {
    sha256: NO_HASH,
    size: isDocument ? file.size : 0,
    type: isDocument ? file.type : 'application/octet-stream',
    name: `${kinds[kind].label} without a title`,
  }
}

/** What its picture needs to be drawn. */
function factsOf(evidence: Evidence) {
  const facts = valueOf(evidence, 'facts', 'facts')
  const picture = pictureHashOf(evidence)
  if (!facts && picture === undefined && !clipHashOf(evidence)) return undefined
  const { width, height, durationS, videoCodec, audioCodec } = facts ?? {}
  const clip = clipHashOf(evidence)
  return {
    ...(width !== undefined && { width }),
    ...(height !== undefined && { height }),
    ...(durationS !== undefined && { durationS }),
    ...(videoCodec !== undefined && { videoCodec }),
    ...(audioCodec !== undefined && { audioCodec }),
    ...(clip && { workingCopySha256: clip.sha256 }),
    ...(picture !== undefined && { previewSha256: picture }),
  }
}

/** Of what was kept of a page: when, and the two pictures on its card. */
function captureOf(evidence: Evidence) {
  const kept = newestKept(evidence)
  if (!kept) return undefined
  const { capturedAt, pictureSha256, iconSha256 } = kept
  return {
    kept: {
      outcome: 'kept',
      url: '',
      finalUrl: '',
      capturedAt,
      by: '',
      status: 200,
      ip: '',
      redirects: [],
      contentType: '',
      sha256: NO_HASH,
      size: 0,
      payloadSha256: NO_HASH,
      ...(pictureSha256 !== undefined && { pictureSha256 }),
      ...(iconSha256 !== undefined && { iconSha256 }),
      notes: [],
    },
  }
}

/** Of a page whose people are withheld only the site: addresses of posts hold handles. */
function urlOf(evidence: Evidence): string | undefined {
  if (evidence.kind !== 'link') return undefined
  const url = textOf(evidence, 'url')
  if (url === undefined || !withholdsPeople(evidence)) return url
  return /^https?:\/\/[^/?#@]+(?=[/?#]|$)/i.exec(url)?.[0]
}
