import { TIMES, type SampleItem, type SamplePart, type Scenario } from './sample-item.ts'

const question = (
  key: string,
  rows: readonly Scenario[],
  {
    title,
    asks,
    owner,
    description,
  }: { title: string; asks: string; owner: string; description?: string },
): SampleItem => ({
  key,
  rows,
  kind: 'question',
  fields: {
    title,
    asks,
    owner,
    ...(description === undefined ? {} : { description }),
    workflow: 'to-do',
  },
})

/** S19, and the gaps that the other columns leave. Owners are desks, for nobody works here yet. */
export const questions: SamplePart = {
  items: [
    question('what-training', ['S19'], {
      title: 'Which training?',
      asks: 'What kind of training are the North Korean troops receiving in Russia?',
      owner: 'Research desk',
    }),
    question('deployed-where', ['S19'], {
      title: 'Where, if at all?',
      asks: 'Where, or whether at all, will they be deployed?',
      owner: 'Research desk',
    }),
    {
      key: 'watching',
      rows: ['S19'],
      kind: 'quote',
      fields: {
        title: 'Kirby, asked what comes next',
        words: 'We’re still, again, watching closely to see what’s afoot',
        language: 'en',
        speaker: 'John Kirby',
        role: 'Spokesman, White House National Security Council',
        chain: [TIMES],
        description: 'No day is stated for these words.',
      },
    },
    question('one-source', ['S4', 'S5', 'S6'], {
      title: 'How many sources?',
      asks: 'Do South Korea, Ukraine and the United States each know on their own, or from one another?',
      owner: 'Editor',
    }),
    question('who-filmed', ['S9'], {
      title: 'Who filmed?',
      asks: 'Who filmed clips 1 and 2, and did anybody post them before Astra?',
      owner: 'Verification desk',
    }),
    question('which-imagery', ['S16'], {
      title: 'Which imagery?',
      asks: 'Who took the before and after images, and on which days?',
      owner: 'Imagery desk',
    }),
    question('which-year', ['S3'], {
      title: 'Which year?',
      asks: 'Which year are the article’s days in? It states none.',
      owner: 'Editor',
      description:
        'A page outside the article gives 2024 for a related video. Nobody has recorded the inference.',
    }),
  ],
  ties: [],
}
