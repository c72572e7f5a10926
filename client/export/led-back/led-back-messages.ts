/** The sentences about a picture that somebody brings back. */
export const ledBackMessages = {
  title: 'A picture of a board',
  of: (title: string, moment: string) => `${title}, ${moment}`,
  unaltered: 'What can be seen on it is exactly what was exported.',
  altered: 'What can be seen on it was altered after it was exported: do not lean on it.',
  unsure: 'Whether it was altered cannot be told: it could not be read.',
  taken: (by: string, when: string) => `The custody log has it: taken by ${by}, ${when}.`,
  notTaken:
    'The custody log of this board knows of no such picture. What a picture says inside can be written by anybody.',
  other:
    'This server has a board of that name, but its log does not fit what the picture says. The picture is of another copy, or what it says inside was changed.',
  unknown: 'This server has no such board, or you may not see it.',
  open: 'Open the board as it stood then',
  keep: 'Add it as evidence all the same',
  nothing:
    'This file says nothing of a board. To add it as evidence, open a board and drop it there.',
} as const
