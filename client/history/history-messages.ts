import type { WhatBecame } from '../../shared/board/changes/record-change.ts'

/** The sentences of history: the panel, the bar over a moment, comparisons, and what brings something back. */
export const historyMessages = {
  title: 'History',
  hint: 'What was done when, versions, and any moment of this board',
  opening: 'Reading the history…',
  failed: 'The history could not be read.',
  retry: 'Try again',
  empty: 'Nothing has been done on this board yet.',
  name: 'Name this version',
  nameMoment: 'Name this moment',
  nameLabel: 'Name of the version',
  noteLabel: 'Note (optional)',
  nameHelp: 'What state of the work is it? It can be opened, compared and copied for ever.',
  save: 'Save version',
  named: (name: string) => `“${name}” is kept as a version.`,
  automatic: 'Kept by itself',
  stamped: (authority: string, moment: string) => `Time-stamped by ${authority}, ${moment}`,
  stampedByStranger: (authority: string, moment: string) =>
    `Time-stamped by ${authority}, for whom nobody vouched, ${moment}`,
  editsOf: (edits: number) => (edits === 1 ? '1 edit' : `${edits.toLocaleString('en-GB')} edits`),
  andMore: (count: number) => `and ${count} more`,
  more: 'More',
  open: 'Open this version',
  whatChanged: 'What changed here',
  compareNow: 'Compare with now',
  compareShown: 'Compare with what is shown',
  rename: 'Rename',
  copyLink: 'Copy link',
  linkCopied: 'The link is copied.',
  duplicate: 'Make a new board of it',
  duplicated: 'The new board is ready.',
  copyTitle: (title: string, name: string) => `${title}, ${name}`,
  today: 'Today',
  yesterday: 'Yesterday',

  bar: {
    label: 'Moment of the board',
    past: 'As it stood',
    slider: 'Moment',
    earlier: 'A step back',
    later: 'A step on',
    play: 'Play from here',
    pause: 'Pause',
    loading: 'One moment…',
    compareNow: 'Compare with now',
    bringBack: 'Bring this back',
    now: 'Back to now',
    readOnly: 'Nothing can be edited here.',
    begin: 'The empty board',
    from: 'From',
    to: 'to',
    versionNow: 'now',
  },

  compare: {
    title: 'What changed',
    back: 'To the history',
    by: 'Group by',
    byItem: 'Item',
    byPerson: 'Person',
    none: 'Nothing differs between these two moments.',
    what: {
      added: 'Added',
      removed: 'Removed',
      changed: 'Changed',
      moved: 'Moved',
    } satisfies Record<WhatBecame, string>,
    counts: (counts: Record<WhatBecame, number>) =>
      [
        counts.added > 0 ? `${counts.added} added` : '',
        counts.removed > 0 ? `${counts.removed} removed` : '',
        counts.changed > 0 ? `${counts.changed} changed` : '',
        counts.moved > 0 ? `${counts.moved} moved` : '',
      ]
        .filter((part) => part !== '')
        .join(' · '),
    nothing: 'nothing',
    changedSince: 'People have gone on editing since.',
    again: 'Compare again',
    select: (title: string) => `Choose “${title}”`,
    bringBack: 'Bring back',
    /** Of what was not on the canvas then. */
    takeOff: 'Take off again',
    bringBackLine: (label: string) => `Bring back ${label}`,
    bringBackChosen: (count: number) =>
      count === 1 ? 'Bring back 1 item' : `Bring back ${count} items`,
    bringBackAll: 'Bring everything back',
    stays: 'stays: evidence is never deleted',
    stale: 'Bringing back writes how it was at the earlier moment into the board as it is now.',
    unknownAuthor: 'not recorded',
  },

  restored: (count: number) =>
    count === 1
      ? 'Brought back. Undo takes it back again.'
      : `${count} things are as they were. Undo takes that back.`,
  restoreTitle: 'Bring this moment back?',
  restoreText:
    'The board becomes what it was then, as a new edit in your name. What was added since leaves the canvas and stays in the register. Nothing of the history is lost, and undo takes it back.',
  restoreConfirm: 'Bring it back',
  cancel: 'Cancel',

  blame: {
    title: 'Who changed what',
    opening: 'Reading…',
    failed: 'What was done to this item could not be read.',
    none: 'Nothing is recorded.',
    earlier: (count: number) => (count === 1 ? '1 earlier value' : `${count} earlier values`),
    hide: 'Hide earlier values',
    cleared: 'emptied',
    bringBack: 'Bring back',
    openThen: 'Open the board then',
  },
} as const
