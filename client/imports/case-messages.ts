/** The sentences of taking a whole case in and away. */
export const caseMessages = {
  importCase: 'Import a case',
  importHint: 'A package that “The whole case” of a board’s export made',
  sending: (name: string, percent: number) => `Sending ${name}, ${percent} %`,
  checking: 'Checking every hash in it. Nothing is shown before all of it fits.',
  takingIn: 'Everything fits. Taking it in.',
  progress: 'How much was sent',
  cancel: 'Cancel',
  cancelled: 'Cancelled. Nothing of the case was kept.',
  offline: (name: string, percent: number) =>
    `The connection is interrupted. ${name} goes on as soon as it is back; ${percent} % is there.`,
  gone: 'The package was changed or is gone since it was chosen. Choose it again to begin anew.',
  interrupted: 'The server has lost the package. Import it again.',
  done: (title: string) => `“${title}” was taken in. You are its owner.`,
  openIt: 'Open the board',
  close: 'Close',

  whole: 'The whole case',
  wholeHint:
    'Every original, capture, edit, version and custody row in one zip that checks itself, with a page to read without Redstring. Always of now.',
  wholeSize: (size: string, files: number) =>
    `About ${size}, ${files.toLocaleString('en')} ${files === 1 ? 'file' : 'files'}.`,
  wholeFailed: 'Its size could not be found out.',
  download: 'Download',
  downloadOf: 'Download the whole case',
  started:
    'Your browser saves it and shows how far it is. It begins once the case is put together.',
} as const
