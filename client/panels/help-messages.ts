/** Keys and gestures, as the help page lists them. */
export const helpMessages = {
  title: 'Keyboard and gestures',
  groups: [
    {
      title: 'Getting things in',
      keys: [
        ['Drop', 'one or many files on the canvas'],
        ['mod + V', 'paste a file, an address or some text'],
        ['I', 'add evidence'],
      ],
    },
    {
      title: 'Canvas',
      keys: [
        ['V', 'select'],
        ['A', 'arrow: tie two cards with it'],
        ['Shift + R', 'say what the string means'],
        ['T', 'text'],
        ['N', 'note'],
        ['D', 'draw'],
        ['Space + drag', 'move the view'],
        ['mod + scroll', 'zoom'],
        ['Shift + 1', 'see everything'],
        ['Shift + 2', 'see the selection'],
      ],
    },
    {
      title: 'Anywhere',
      keys: [
        ['mod + Z', 'undo what you did, never what others did'],
        ['mod + Shift + Z', 'redo'],
        ['mod + K', 'find anything, run any command'],
        ['mod + J', 'open or close the register'],
        ['Esc', 'close the panel'],
        ['?', 'this page'],
      ],
    },
  ],
}
