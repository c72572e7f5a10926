import { byTimes, checkedBy, claimant, STAND_IN, TIMES, type SamplePart } from './sample-item.ts'

/** S1–S3, S9, S17: the two clips that Astra posted, the words heard in one, the accent. */
export const clips: SamplePart = {
  items: [
    {
      key: 'clip-1',
      rows: ['S2', 'S3', 'S9'],
      kind: 'video',
      media: 'clip-1-walk.mp4',
      verification: {
        status: 'partly-verified',
        judge: byTimes,
        reason:
          'Place: located by The New York Times. Not established: who films, when, and who the men are.',
      },
      fields: {
        title: 'Clip 1: walk to a green and white building',
        description:
          'A man speaks, then walks to a crowd near the entrance of a green and white building.\n' +
          'Notes by the stand-in’s clock: 0:00 sets off · 0:02–0:05 the opening line · 0:06 the entrance fills the view.',
        postedBy: 'Astra, on Telegram (poster; not shown to be the filmer)',
        receivedFrom:
          'Described in the article. The clip itself is not held; the file is a stand-in.',
        place: {
          name: 'Military training site, Sergeyevka, Primorsky Krai',
          lat: 44.326859,
          lon: 131.668647,
          precision: 'locality',
          method:
            'Located by The New York Times; the article prints neither coordinates nor method. The point is one that GeoConfirmed gave for another video from the village (outside the article: https://euro.dayfr.com/trends/2193601.html), so it stands for the village only.',
          by: `${TIMES} (place); GeoConfirmed (point)`,
        },
        checks: checkedBy(byTimes, {
          location: {
            pillar: 'location',
            outcome: 'holds',
            finding:
              'Located to a military training site in Sergeyevka. The article prints neither the point nor how it was found.',
            evidence: ['evidence:sample-green-building'],
          },
          source: {
            pillar: 'source',
            outcome: 'open',
            finding: 'Posted by Astra. Who films, and who posted it first, is not stated.',
            evidence: ['evidence:sample-astra-post'],
          },
          date: {
            pillar: 'date',
            outcome: 'open',
            finding: 'Videos “in recent days”: the article gives no day, and no year.',
          },
        }),
        workflow: 'in-progress',
        standIn: STAND_IN,
      },
    },
    {
      key: 'clip-2',
      rows: ['S3', 'S9', 'S15'],
      kind: 'video',
      media: 'clip-2-barracks.mp4',
      verification: {
        status: 'unverified',
        reason: 'The article implies where this was filmed and does not say so.',
      },
      fields: {
        title: 'Clip 2: milling around beside barracks',
        description:
          'Men stand about, chat and smoke beside barracks. The building next to the barracks has windows of its own kind.\n' +
          'Posted together with clip 1.',
        postedBy: 'Astra, on Telegram (poster; not shown to be the filmer)',
        receivedFrom:
          'Described in the article. The clip itself is not held; the file is a stand-in.',
        claimedPlace: {
          name: 'Sergeyevka complex (implied, not stated)',
          lat: null,
          lon: null,
          precision: 'unknown',
          method:
            'Read from how the article speaks of the barracks. Nobody is recorded as locating it.',
          by: TIMES,
        },
        checks: checkedBy(byTimes, {
          location: {
            pillar: 'location',
            outcome: 'open',
            finding:
              'Implied, not stated: the article speaks of the barracks as part of the complex. Nobody is recorded as locating it.',
            evidence: ['evidence:sample-barracks'],
          },
        }),
        workflow: 'help-needed',
        standIn: STAND_IN,
      },
    },
    {
      key: 'astra-post',
      rows: ['S9'],
      kind: 'link',
      fields: {
        title: 'Astra’s post',
        site: 'Telegram',
        postedBy: 'Astra, a Russian independent media organisation',
        description:
          'One posting, two clips. Posting is not filming: who filmed is not known for either.',
        workflow: 'help-needed',
      },
    },
    {
      key: 'opening-line',
      rows: ['S1'],
      kind: 'quote',
      verification: {
        status: 'unverified',
        reason: 'The words are as the article prints them; the clip’s own sound is not held.',
      },
      fields: {
        title: 'A male voice in clip 1',
        words: 'Here they are. The boys from North Korea.',
        language: 'English as printed; the language spoken is not stated',
        mediaRange: '0:02–0:05 of the stand-in; the article gives no time',
        description:
          'The speaker is not identified. Whether it is the one who films is not stated.',
        chain: ['Clip 1', 'Astra', TIMES],
      },
    },
    {
      key: 'appear-to-show',
      rows: ['S3'],
      kind: 'claim',
      fields: {
        title: 'What the videos show',
        statement:
          'Videos that have been circulating appear to show North Korean troops in Russia.',
        modality: 'appears',
        claimants: [claimant({ name: TIMES, act: 'reports', date: '/XXXX-10-25', through: [] })],
        date: '/XXXX-10-25',
        description:
          '“In recent days”: the article is undated and the last day it names is Oct 25.',
        workflow: 'in-progress',
      },
    },
    {
      key: 'accent',
      rows: ['S17'],
      kind: 'claim',
      fields: {
        title: 'How the voices sound',
        statement: 'The soldiers’ voices have a distinctively North Korean accent.',
        modality: 'asserted',
        claimants: [
          claimant({
            name: 'Kim Seung-chul',
            role: 'Head of North Korea Reform Radio, Seoul; defector',
            act: 'asserts',
            basis: 'By ear.',
          }),
        ],
        scope: 'Voices in “the footage”: which clip and which seconds is not stated',
        description: 'An expert’s assessment. The station broadcasts from Seoul into North Korea.',
        motivation:
          'Heads a station that addresses North Koreans: knows the speech, and takes a side.',
        workflow: 'help-needed',
      },
    },
  ],
  ties: [
    { from: 'opening-line', relation: 'derived-from', to: 'clip-1' },
    { from: 'clip-1', relation: 'derived-from', to: 'astra-post' },
    { from: 'clip-2', relation: 'derived-from', to: 'astra-post' },
    { from: 'accent', relation: 'supports', to: 'appear-to-show' },
    { from: 'clip-2', relation: 'supports', to: 'appear-to-show' },
  ],
}
