import type { CheckedCredentials } from '../../../shared/protocol/credentials.ts'
import type { Verdict } from './read-picture.ts'

/** The sentences about a picture that somebody brings back. */
export const ledBackMessages = {
  title: 'A picture of a board',
  of: (title: string, moment: string) => `${title}, ${moment}`,
  verdicts: {
    unaltered: 'What can be seen on it is exactly what was exported.',
    altered: 'What can be seen on it was altered after it was exported: do not lean on it.',
    'file-altered':
      'It is not, byte for byte, the file that was exported: something in it was changed. Do not lean on it.',
    'added-to':
      'What was exported is whole in it, but something was added to the file afterwards, such as a remark, a signature or a page. Do not lean on what it shows now.',
    'partly-checked':
      'It was made by an earlier version, whose files could be checked only in part: links, remarks and the order of pages may have been changed. What could be checked fits.',
    'more-than-pixels':
      'Whether it was altered cannot be told: something besides its pixels changes how it looks, such as a profile of colours that another program put in.',
    'too-large':
      'Whether it was altered cannot be told here: it has more pixels than this browser holds at once. Another browser, or another computer, may hold them.',
    unreadable: 'Whether it was altered cannot be told: it could not be read.',
  } satisfies Record<Verdict, string>,
  /** Where nobody here knows the hash, fitting it says little. */
  fits: 'It fits the hash that it carries itself. Anybody who alters a picture can put in another hash.',
  taken: (by: string, when: string) => `The custody log has it: taken by ${by}, ${when}.`,
  notTaken:
    'The custody log of this board knows of no such picture. What a picture says inside can be written by anybody.',
  other:
    'This server has a board of that name, but its log does not fit what the picture says. The picture is of another copy, or what it says inside was changed.',
  unknown: 'This server has no such board, or you may not see it.',
  signed: ({ verdict, by, isOurs }: CheckedCredentials) => {
    const name = by === null ? 'somebody unnamed' : `“${by}”`
    switch (verdict) {
      case 'hold':
        return isOurs
          ? `Its content credentials hold: they are of exactly this file, signed by ${name}, the certificate of this server.`
          : `Its content credentials are of exactly this file, signed by ${name}. That is not the certificate of this server: anybody can make one with any name.`
      case 'expired':
        return `Its content credentials are of exactly this file, but the certificate of ${name} has run out since.`
      case 'broken':
        return `It has content credentials of ${name}, but they are not of this file as it is now: do not lean on them.`
      case 'unreadable':
        return 'It has content credentials that cannot be read.'
    }
  },
  open: 'Open the board as it stood then',
  keep: 'Add it as evidence all the same',
  nothing:
    'This file says nothing of a board. To add it as evidence, open a board and drop it there.',
} as const
