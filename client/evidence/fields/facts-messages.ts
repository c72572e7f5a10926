/** Sentences of what was read from a file. */
export const messages = {
  conflicts: 'Does not fit together',
  dates: 'Dates it states',
  notes: 'Worth knowing',
  again: {
    read: 'Read again',
    reading: 'Reading…',
    failed: 'It could not be asked for. Try again when you are connected.',
    unfinished: 'It did not come to its end this time either.',
  },
}
