import type { Field } from './fields.ts'

/** What every item carries, whatever its kind. */
export const commonFields: Record<string, Field> = {
  title: { type: 'text', label: 'Title', missing: 'No title yet' },
  description: { type: 'longText', label: 'Notes', help: 'What it shows, what was noticed.' },
  source: {
    type: 'text',
    label: 'Original source',
    help: 'Who made it or said it first.',
    missing: 'Maker not known',
  },
  firstPostedBy: {
    type: 'text',
    label: 'First posted by',
    help: 'Who published it first, if another than the maker.',
    missing: 'First uploader not known',
  },
  postedBy: {
    type: 'text',
    label: 'Posted by',
    help: 'Who posted this copy. Not the filmer until shown.',
    missing: 'Poster not recorded',
  },
  receivedFrom: {
    type: 'text',
    label: 'How it reached the team',
    help: 'Found, sent, released, asked for.',
    missing: 'Not recorded',
  },
  sourceUrl: { type: 'url', label: 'Web address' },
  date: {
    type: 'date',
    label: 'Date it shows or was said',
    help: 'EDTF: 2024-10-24, XXXX-10-23 where no year is stated, 2024-10~ for about.',
    missing: 'Date not established',
  },
  datePublished: { type: 'date', label: 'Date published', help: 'EDTF, as for the date.' },
  claimedPlace: { type: 'place', label: 'Claimed place', help: 'Where others say it is.' },
  place: {
    type: 'place',
    label: 'Established place',
    help: 'Where the content itself shows it is, by whom and how.',
    missing: 'Place not established',
  },
  motivation: {
    type: 'text',
    label: 'Motivation',
    help: 'Why the source made or shared it; its interest.',
    missing: 'Not considered yet',
  },
  workflow: {
    type: 'choice',
    label: 'Work',
    options: {
      'to-do': 'To do',
      'in-progress': 'In progress',
      'help-needed': 'Help needed',
      'ready-for-review': 'Ready for review',
      completed: 'Completed',
      cancelled: 'Cancelled',
    },
  },
  verification: { type: 'verification', label: 'Verification' },
  sourceReliability: {
    type: 'choice',
    label: 'Source reliability',
    help: 'Admiralty A–F, judged apart from the information.',
    options: {
      A: 'A · Completely reliable',
      B: 'B · Usually reliable',
      C: 'C · Fairly reliable',
      D: 'D · Not usually reliable',
      E: 'E · Unreliable',
      F: 'F · Cannot be judged',
    },
  },
  informationCredibility: {
    type: 'choice',
    label: 'Information credibility',
    help: 'Admiralty 1–6, judged apart from the source.',
    options: {
      '1': '1 · Confirmed by other sources',
      '2': '2 · Probably true',
      '3': '3 · Possibly true',
      '4': '4 · Doubtful',
      '5': '5 · Improbable',
      '6': '6 · Cannot be judged',
    },
  },
  sensitivity: {
    type: 'choice',
    label: 'Sensitivity',
    options: {
      'not-sensitive': 'Not sensitive',
      'personal-information': 'Personal information visible',
      graphic: 'Graphic',
      'deleted-by-source': 'Deleted by source',
      deceptive: 'Deceptive or misleading',
    },
  },
  standIn: {
    type: 'text',
    label: 'Stand-in',
    help: 'Set where this is not the real material but made to stand for it.',
  },
}
