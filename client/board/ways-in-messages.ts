/** The sentences of the add menu and its dialog. */
export const waysInMessages = {
  add: 'Add',
  addHint: 'Add evidence',
  drop: 'Drop to add to the board',
  chooseFiles: 'Choose files…',
  paste: 'Paste a link or text',
  nothingCopied: 'There is no text to paste.',
  pasteByKeys:
    'The browser does not let the page read what you copied. Press Ctrl V (⌘ V) on the board instead.',
  readOnly: 'You can only view this board.',
  newItem: (label: string) => `New ${label.toLowerCase()}`,
  orDrop: 'You can also drop files anywhere on the board.',
  withoutFile: 'Add without a file',
  addIt: 'Add to the board',
  cancel: 'Cancel',
  title: 'Title',
  address: 'Address',
  addressWrong: 'This is not a web address. It begins with https:// or http://.',
  empty: 'Write something first.',
  keys: 'Ctrl Enter adds it.',
}
