import { ARTICLE_DATE, byTimes, claimant, TIMES, type SamplePart } from './sample-item.ts'

const NOT_SHOWN = 'No material is shown.'

/** S4–S8, S11: what governments and officials say, each with who, when and through whom. */
export const claims: SamplePart = {
  items: [
    {
      key: 'dispatched',
      rows: ['S4'],
      kind: 'claim',
      fields: {
        title: 'Troops were sent',
        statement: 'Kim Jong Un has dispatched troops to help with Moscow’s war effort in Ukraine.',
        modality: 'asserted',
        claimants: [
          claimant({ name: 'South Korea', act: 'asserts', date: '/XXXX-10-25', basis: NOT_SHOWN }),
          claimant({ name: 'Ukraine', act: 'asserts', date: '/XXXX-10-25', basis: NOT_SHOWN }),
          claimant({ name: 'United States', act: 'agrees', date: 'XXXX-10-23', basis: NOT_SHOWN }),
        ],
        description:
          'Said “for weeks”; no first day is given. Three governments, and perhaps one source.',
      },
    },
    {
      key: 'three-thousand',
      rows: ['S5'],
      kind: 'claim',
      fields: {
        title: 'United States: at least 3,000',
        statement: 'Pyongyang has moved at least 3,000 soldiers to several training camps.',
        modality: 'asserted',
        date: 'XXXX-10-23',
        claimants: [
          claimant({ name: 'United States', act: 'agrees', date: 'XXXX-10-23', basis: NOT_SHOWN }),
        ],
        quantity: {
          comparator: '>=',
          value: 3000,
          unit: 'soldiers',
          scope: 'moved to training camps',
        },
        scope: 'Russian Far East, not far from the North Korean border',
        description:
          'Publicly agreed with South Korea and Ukraine. Whether it knows on its own is not known.',
      },
    },
    {
      key: 'putin',
      rows: ['S5'],
      kind: 'claim',
      fields: {
        title: 'Putin appeared to acknowledge it',
        statement: 'North Korean forces are in Russia.',
        modality: 'appears',
        claimants: [
          claimant({
            name: 'Vladimir Putin',
            role: 'President of Russia',
            act: 'appears-to-acknowledge',
            basis: 'How the article reads him; his words are not given.',
          }),
        ],
        description: 'Not his words: how the article reads him. No day is stated.',
      },
    },
    {
      key: 'twelve-thousand',
      rows: ['S6'],
      kind: 'claim',
      fields: {
        title: 'Ukraine: 12,000',
        statement: '12,000 North Korean troops are now in Russia.',
        modality: 'asserted',
        date: 'XXXX-10-24',
        claimants: [
          claimant({ name: 'Ukraine', act: 'asserts', date: 'XXXX-10-24', basis: NOT_SHOWN }),
        ],
        quantity: { comparator: '=', value: 12000, unit: 'troops', scope: 'in all of Russia' },
        scope: 'All of Russia, on that day',
        description:
          'Beside the figure of the day before: another scope, so not a contradiction by itself.',
      },
    },
    {
      key: 'some-in-kursk',
      rows: ['S6'],
      kind: 'claim',
      fields: {
        title: 'Ukraine: some are in Kursk',
        statement: 'Some of them have arrived in the Kursk region.',
        modality: 'asserted',
        date: 'XXXX-10-24',
        claimants: [
          claimant({ name: 'Ukraine', act: 'asserts', date: 'XXXX-10-24', basis: NOT_SHOWN }),
        ],
        scope: 'Kursk region, where Ukraine has held territory since August',
        description: 'Split from the statement with the figure: each half can stand or fall alone.',
      },
    },
    {
      key: 'kirby',
      rows: ['S7'],
      kind: 'claim',
      verification: {
        status: 'could-not-confirm',
        judge: byTimes,
        reason: 'Could not independently confirm whether any North Korean troops are in Kursk.',
      },
      fields: {
        title: 'Kirby: Kursk is possible',
        statement: 'Some North Korean troops could be deployed to Kursk.',
        modality: 'possible',
        date: 'XXXX-10-25',
        claimants: [
          claimant({
            name: 'John Kirby',
            role: 'Spokesman, White House National Security Council',
            act: 'asserts',
            date: 'XXXX-10-25',
            through: ['Reuters', TIMES],
          }),
        ],
        scope: 'Kursk region; a possibility',
        description: 'Came through two hands. The Reuters report itself is not held.',
      },
    },
    {
      key: 'reuters',
      rows: ['S7'],
      kind: 'link',
      fields: {
        title: 'Reuters report',
        site: 'Reuters',
        datePublished: ARTICLE_DATE,
        description: 'Known only through the article; the report itself is not held.',
      },
    },
    {
      key: 'article',
      rows: ['S7', 'S8'],
      kind: 'document',
      media: 'article-excerpt.txt',
      fields: {
        title: 'The article (excerpt)',
        source: TIMES,
        postedBy: 'A site of SPH Media (publisher of the copy, not of the text)',
        datePublished: ARTICLE_DATE,
        description:
          'States no year anywhere: days stay without one until someone records the inference. The original keeps the page’s own furniture; no card is made of it.',
        standIn: 'Short excerpt, made by the project.',
      },
    },
    {
      key: 'nis-papers',
      rows: ['S11'],
      kind: 'claim',
      verification: { status: 'unverified', reason: 'No material is shown for it.' },
      fields: {
        title: 'NIS: weapons and forged papers',
        statement: 'The troops have received weapons and forged identification documents.',
        modality: 'asserted',
        claimants: [
          claimant({
            name: 'National Intelligence Service (South Korea)',
            act: 'asserts',
            basis: NOT_SHOWN,
          }),
        ],
      },
    },
    {
      key: 'nis-why',
      rows: ['S11'],
      kind: 'claim',
      verification: { status: 'unverified', reason: 'An inference from another claim.' },
      fields: {
        title: 'Why the papers (inference)',
        statement: 'The papers would allow them to pose as people from eastern Siberia.',
        modality: 'possible',
        claimants: [
          claimant({
            name: 'National Intelligence Service (South Korea)',
            act: 'asserts',
            basis: 'An inference; whether the NIS or the newspaper draws it is not clear.',
          }),
        ],
        sensitivity: 'personal-information',
        description:
          'Sensitive wording: the article speaks of ethnic groups and looks. Not repeated here; weigh it before it is shown. Whether the NIS or the newspaper infers it is not clear.',
      },
    },
  ],
  ties: [
    { from: 'three-thousand', relation: 'consistent-with', to: 'dispatched' },
    { from: 'putin', relation: 'consistent-with', to: 'dispatched' },
    { from: 'twelve-thousand', relation: 'consistent-with', to: 'three-thousand' },
    { from: 'some-in-kursk', relation: 'consistent-with', to: 'twelve-thousand' },
    { from: 'kirby', relation: 'consistent-with', to: 'some-in-kursk' },
    { from: 'kirby', relation: 'reported-by', to: 'reuters' },
    { from: 'reuters', relation: 'reported-by', to: 'article' },
    { from: 'nis-why', relation: 'derived-from', to: 'nis-papers' },
  ],
}
