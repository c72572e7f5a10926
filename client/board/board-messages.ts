/** The canvas's own words. */
export const messages = {
  canvas: 'Board canvas',
  opening: 'Opening the board…',
  notHere:
    'The server cannot be reached, and this board is not kept in this browser yet. It opens by itself.',
  marks: { added: 'Added', removed: 'Removed', changed: 'Changed', moved: 'Moved' },
  relation: {
    title: 'What this string says',
    untyped: 'Not said yet',
    choose: 'Say how the two relate',
    reverse: 'Turn round',
  },
} as const
