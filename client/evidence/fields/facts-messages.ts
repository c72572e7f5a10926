/** Sentences of what was read from a file. */
export const messages = {
  conflicts: 'Does not fit together',
  dates: 'Dates it states',
  notes: 'Worth knowing',
}
