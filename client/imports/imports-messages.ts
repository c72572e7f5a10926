/** The sentences of taking in files of other tools. */
export const importsMessages = {
  command: 'Import from another tool…',
  title: (name: string) => `Import “${name}”`,
  comes: 'This will come onto the board:',
  note: 'Nothing of it is verified by that. Undo takes all of it back.',
  import: 'Import',
  keep: 'Keep as a document',
  cancel: 'Cancel',
  close: 'Close',
  notIt: (name: string) =>
    `“${name}” is no drawing, list of links or list of events that can be imported. It can be kept as a document.`,
  onlyPicture:
    'Drawings of Excalidraw are read from its own files. Save it there as .excalidraw, and import that.',
  sheet: 'Sheet',
  sheetHint: (others: number) =>
    `One sheet is imported at a time. ${others === 1 ? 'The other one is' : `The other ${others} are`} left as ${others === 1 ? 'it is' : 'they are'}.`,
  hiddenSheet: (name: string) => `${name} (hidden)`,
  notTable: 'No addresses or events were found in this sheet.',
  tooLong: 'Reading it takes too long. Save the sheet as CSV UTF-8, and import that.',
  brokenSpreadsheet: 'Reading it failed. Save the sheet as CSV UTF-8, and import that.',
  tooLarge: 'It is too large to be read here. It can be kept as a document.',
} as const
