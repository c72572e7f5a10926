import type { Request } from '../../shared/evidence/request.ts'
import { byTimes, checkedBy, claimant, STAND_IN, TIMES, type SamplePart } from './sample-item.ts'

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
      media: 'frame-windows-inside.jpg',
      fields: {
        title: 'Windows from inside: regions 1–3',
        description:
          'Frame 20 of the stand-in. Pairs with the view from outside: 1–1 strong, 2–2 strong, 3–3 fair (partly hidden). Grades are examples.',
        receivedFrom: 'Working copy of clip 3, frame 20.',
        standIn: STAND_IN,
      },
    },
    {
      key: 'windows-outside',
      rows: ['S15'],
      kind: 'photo',
      media: 'frame-windows-outside.jpg',
      fields: {
        title: 'Windows from outside: regions 1–3',
        description:
          'Frame 160 of the stand-in. Three lights under one lintel, a bar at two thirds.',
        receivedFrom: 'Working copy of clip 2, frame 160.',
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
