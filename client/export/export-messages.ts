/** The sentences of the dialog that takes documents out of a board. */
export const exportMessages = {
  menu: 'Export…',
  title: 'Take out of the board',
  of: (moment: string) =>
    moment === 'now' ? 'The board as it is now.' : `The board as it stood: ${moment}.`,
  notNow:
    'Pictures and documents are made of the board as it is, or of one moment of it: open that first.',
  documents: 'Documents',
  now: 'now',
  keeps: 'Each document says which board and moment it is of, and keeps every hedge and doubt.',
  save: 'Save',
  saveOf: (label: string) => `Save “${label}”`,
  nothingOf: 'There is nothing of it on the board.',
  notSaved: (label: string) => `“${label}” could not be made: a file of the board cannot be read.`,
  empty: 'There is nothing on this board yet.',
} as const
