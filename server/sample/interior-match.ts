import type { Request } from '../../shared/evidence/request.ts'
import type { Pair } from '../../shared/evidence/pair.ts'
import {
  BY_SAMPLE,
  byTimes,
  checkedBy,
  claimant,
  FRAME_SIZE,
  regionId,
  regionsIn,
  sampleEvidenceId,
  STAND_IN,
  TIMES,
  type SamplePart,
} from './sample-item.ts'

const AGENCY = 'Centre for Strategic Communication and Information Security (Ukraine)'

/** S12–S15: the official release, what it says, what failed, and the match of the windows. */
export const interiorMatch: SamplePart = {
  items: [
    {
      key: 'clip-3',
      rows: ['S12', 'S13', 'S14'],
      kind: 'video',
      media: 'clip-3-hall.mp4',
      verification: {
        status: 'could-not-confirm',
        judge: byTimes,
        reason: 'Neither the exact location nor the time of filming could be confirmed.',
      },
      fields: {
        title: 'Clip 3: a long line of men indoors',
        description:
          'Dozens of soldiers stand in a long line inside a building. Windows in the back wall.',
        postedBy: AGENCY,
        receivedFrom: 'Official release by a Ukrainian government agency.',
        claimedPlace: {
          name: 'Training facility in Sergeyevka',
          lat: null,
          lon: null,
          precision: 'unknown',
          method: 'As the agency says; no material shown.',
          by: AGENCY,
        },
        motivation:
          'The agency was set up to counter Russian disinformation: it has an interest in the reading.',
        requests: {
          'original-file': declined('the original file'),
          provenance: declined('details of its provenance'),
        },
        checks: checkedBy(byTimes, {
          provenance: {
            pillar: 'provenance',
            outcome: 'could-not-confirm',
            finding:
              'The agency would give neither the original file nor details of where it has it from.',
            evidence: ['evidence:sample-release'],
          },
          source: {
            pillar: 'source',
            outcome: 'open',
            finding: 'Released by a Ukrainian government agency. Who filmed is not known.',
            evidence: ['evidence:sample-release'],
          },
          motivation: {
            pillar: 'motivation',
            outcome: 'open',
            finding:
              'The agency was set up to counter Russian disinformation: it has an interest in the reading.',
            evidence: ['evidence:sample-agency-says'],
          },
          'exact-location': {
            pillar: 'location',
            name: 'Exact location',
            outcome: 'failed',
            finding:
              'Could not be confirmed. The windows resemble a building of the complex; they do not identify it.',
            evidence: ['evidence:sample-windows-inside', 'evidence:sample-windows-outside'],
          },
          'time-of-filming': {
            pillar: 'date',
            name: 'Time of filming',
            outcome: 'failed',
            finding: 'Could not be confirmed. Nothing in the article dates the video.',
          },
        }),
        workflow: 'help-needed',
        standIn: STAND_IN,
      },
    },
    {
      key: 'release',
      rows: ['S12'],
      kind: 'link',
      fields: {
        title: 'Official release',
        source: AGENCY,
        description: 'Released by a government agency; where the agency has it from is not known.',
        motivation: 'Set up to counter Russian disinformation.',
        workflow: 'help-needed',
      },
    },
    {
      key: 'agency-says',
      rows: ['S13'],
      kind: 'claim',
      verification: {
        status: 'could-not-confirm',
        judge: byTimes,
        reason: 'Neither the exact location nor the time of filming could be confirmed.',
      },
      fields: {
        title: 'What the agency says of clip 3',
        statement:
          'North Korean soldiers prepare for deployment at a training facility in Sergeyevka.',
        modality: 'asserted',
        claimants: [
          claimant({ name: AGENCY, act: 'asserts', basis: 'No material beside the clip.' }),
        ],
        scope: 'Clip 3',
        motivation: 'Set up to counter Russian disinformation.',
      },
    },
    {
      key: 'where-clip-3',
      rows: ['S14', 'S19'],
      kind: 'question',
      fields: {
        title: 'Where, when: clip 3?',
        asks: 'Where exactly, and when, was clip 3 filmed?',
        owner: 'Verification desk',
        workflow: 'help-needed',
      },
    },
    {
      key: 'windows-inside',
      rows: ['S15'],
      kind: 'photo',
      media: 'frame-windows-inside.png',
      frameOf: 'clip-3',
      fields: {
        title: 'Windows from inside: regions 1–3',
        description: 'Frame 20 of the stand-in: three windows in the back wall, against the light.',
        receivedFrom: 'Grabbed from the stand-in of clip 3, frame 20.',
        regions: regionsIn(FRAME_SIZE, [
          { label: 'Left window', box: [176, 112, 86, 78] },
          { label: 'Middle window', box: [276, 112, 86, 78] },
          { label: 'Right window', box: [374, 112, 86, 78] },
        ]),
        standIn: STAND_IN,
      },
    },
    {
      key: 'windows-outside',
      rows: ['S15'],
      kind: 'photo',
      media: 'frame-windows-outside.png',
      frameOf: 'clip-2',
      fields: {
        title: 'Windows from outside: regions 1–3',
        description:
          'Frame 160 of the stand-in. Three lights under one lintel, a bar at two thirds.',
        receivedFrom: 'Grabbed from the stand-in of clip 2, frame 160.',
        regions: regionsIn(FRAME_SIZE, [
          { label: 'First window', box: [335, 161, 72, 70] },
          { label: 'Second window', box: [411, 161, 72, 70] },
          { label: 'Third window', box: [487, 161, 74, 70] },
        ]),
        standIn: STAND_IN,
      },
    },
    {
      key: 'window-match',
      rows: ['S15'],
      kind: 'match',
      verification: {
        status: 'unverified',
        reason:
          'Three windows agree in form. Form is shared by many buildings: it does not identify.',
      },
      fields: {
        title: 'Windows: inside and outside',
        description:
          'The windows of clip 3 held against those of the building beside the barracks. Grades are the sample’s own, given on stand-ins: the article says “resemble” and grades nothing.',
        pictureA: sampleEvidenceId('windows-inside'),
        pictureB: sampleEvidenceId('windows-outside'),
        pairs: {
          'pair-1': paired(1, 'strong', 'Three lights under one lintel, a bar at two thirds.'),
          'pair-2': paired(2, 'strong', 'The same three lights and bar.'),
          'pair-3': paired(3, 'fair', 'Heads hide the sill inside.'),
        },
        standIn: STAND_IN,
      },
    },
    {
      key: 'cafeteria',
      rows: ['S15'],
      kind: 'claim',
      fields: {
        title: 'The kind of room',
        statement: 'The interior matches the design of military cafeterias in Russia and Ukraine.',
        modality: 'asserted',
        claimants: [claimant({ name: TIMES, act: 'asserts', through: [] })],
        scope: 'Found in both countries: narrows the kind of room, not the place',
      },
    },
    {
      key: 'hypothesis',
      rows: ['S15'],
      kind: 'claim',
      verification: {
        status: 'unverified',
        reason: 'A hypothesis: supported, unresolved. The windows resemble; they do not identify.',
      },
      fields: {
        title: 'Hypothesis: same complex',
        statement: 'Clip 3 may have been filmed in a building of the Sergeyevka complex.',
        modality: 'possible',
        claimants: [claimant({ name: TIMES, act: 'asserts', through: [] })],
        scope: 'The building beside the barracks of clip 2',
        workflow: 'help-needed',
      },
    },
  ],
  ties: [
    { from: 'clip-3', relation: 'derived-from', to: 'release' },
    { from: 'agency-says', relation: 'attributed-to', to: 'release' },
    { from: 'agency-says', relation: 'answers', to: 'where-clip-3' },
    { from: 'hypothesis', relation: 'answers', to: 'where-clip-3' },
    { from: 'windows-inside', relation: 'derived-from', to: 'clip-3' },
    { from: 'windows-inside', relation: 'resembles', to: 'windows-outside' },
    { from: 'windows-outside', relation: 'depicts', to: 'neighbour' },
    {
      from: 'window-match',
      relation: 'derived-from',
      to: 'windows-inside',
      start: [0.1, 0.05],
      end: [0.9, 0.9],
    },
    { from: 'window-match', relation: 'derived-from', to: 'windows-outside' },
    { from: 'windows-inside', relation: 'supports', to: 'hypothesis' },
    { from: 'cafeteria', relation: 'consistent-with', to: 'hypothesis' },
  ],
}

function declined(what: string): Request {
  return {
    askedOf: AGENCY,
    what,
    by: TIMES,
    at: '',
    outcome: 'declined',
    answer: 'The agency was not willing to provide it. When it was asked is not stated.',
    answeredAt: '',
  }
}

/** A window of the first picture and the one of the same number in the second. */
function paired(number: number, grade: Pair['grade'], note: string): Pair {
  const id = regionId(number)
  return { a: id, b: id, grade, note, ...BY_SAMPLE }
}
