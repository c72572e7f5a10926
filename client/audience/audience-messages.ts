/** The sentences of following a presenter and of links that only watch. */
export const audienceMessages = {
  door: {
    title: 'You are invited to watch',
    text: 'A team shows something from its board. You only watch: nothing you do here changes it.',
    name: 'Your name',
    password: 'Password',
    enter: 'Watch',
    goneTitle: 'This link no longer works',
    gone: 'It has run out or was taken back. Ask whoever gave it to you for a new one.',
  },
  watching: {
    label: 'What is shown to you',
    opening: 'Opening…',
    waitingTitle: 'Nothing is shown just now',
    waiting: 'Stay on this page: what is presented appears here by itself.',
    lost: 'The line is lost. What you see may be out of date; it is tried again by itself.',
    fullTitle: 'Everybody’s place is taken',
    full: 'As many people watch as this server takes. Try again in a while.',
    retry: 'Try again',
    black: 'The presenter shows nothing for a moment.',
    covered: (count: number) =>
      count === 1
        ? 'Something here may be hard to look at, or shows people. It stays covered until you choose.'
        : 'Some of this may be hard to look at, or shows people. It stays covered until you choose.',
    uncover: 'Show it',
  },
  links: {
    title: 'Audience link',
    help: 'Whoever has the link watches this briefing while somebody presents it, without an account. Notes, coordinates and what is left out are never sent.',
    make: 'Make an audience link',
    hours: 'Works for',
    validities: { '4': '4 hours', '24': 'A day', '168': 'A week', '720': '30 days' },
    password: 'Password, if it should ask for one',
    asksName: 'Ask who watches',
    create: 'Make the link',
    cancel: 'Cancel',
    onlyNow: 'The link is shown only now: copy it.',
    revoke: 'Take back',
    revoked: 'The link was taken back. Whoever watched by it was sent away.',
    until: (when: string) => `until ${when}`,
    watching: (count: number) => (count === 1 ? '1 watches' : `${count} watch`),
    ended: (name: string) =>
      name === ''
        ? 'Ended: whoever made it can no longer edit this board.'
        : `Ended: ${name} made it and can no longer edit this board.`,
    forget: 'Remove',
    forgotten: 'The ended link is no longer listed.',
    withPassword: 'with a password',
    failed: 'Links cannot be read at the moment.',
  },
  following: {
    invitation: (name: string, title: string) =>
      title === '' ? `${name} is presenting.` : `${name} is presenting “${title}”.`,
    follow: 'Follow',
    notNow: 'Not now',
    leave: 'Leave',
    label: (name: string) => `What ${name} presents`,
    opening: 'Opening what is presented…',
    failed: 'What is presented could not be opened.',
    interrupted: (name: string) => `${name}’s line is interrupted`,
  },
} as const
