/** The canvas's own words. */
export const messages = {
  canvas: 'Board canvas',
  opening: 'Opening the board…',
  notHere:
    'The server cannot be reached, and this board is not kept in this browser yet. It opens by itself.',
  marks: { added: 'Added', removed: 'Removed', changed: 'Changed', moved: 'Moved' },
  shapes: {
    gone: 'Something that is gone',
    card: 'Card of an item that is gone',
    other: 'Shape',
    types: {
      text: 'Text',
      note: 'Note',
      frame: 'Frame',
      group: 'Group',
      arrow: 'Arrow',
      draw: 'Drawing',
      geo: 'Shape',
      image: 'Picture',
      video: 'Film',
      line: 'Line',
      highlight: 'Highlight',
    } as Partial<Record<string, string>>,
  },
  relation: {
    title: 'What this string says',
    untyped: 'Not said yet',
    choose: 'Say how the two relate',
    reverse: 'Turn round',
  },
} as const
