/** Sentences of the pages, the top bar and what is said everywhere; each panel has its own beside it. */
export const messages = {
  product: 'Redstring',
  tagline: 'One board for everything you know, who says so, and how sure it is.',

  common: {
    cancel: 'Cancel',
    close: 'Close',
    save: 'Save',
    retry: 'Try again',
    remove: 'Remove',
    copy: 'Copy',
    copied: 'Copied',
    back: 'All boards',
    more: 'More',
    loading: 'One moment…',
  },

  errors: {
    title: 'Something did not work',
    unreachable: 'The server cannot be reached. Check that it is running, then try again.',
    strangeAnswer: 'The server answered in a way this page does not understand. Reload the page.',
    broken: 'The server could not do this. What went wrong is in its log.',
    signInNeeded: 'Sign in to go on.',
    notFound: 'This is not here, or you have no access to it.',
    refused: 'The server refused this.',
    page: 'This page stopped working. Nothing that was saved is lost.',
    reload: 'Reload the page',
    signIn: {
      INVALID_EMAIL_OR_PASSWORD: 'This e-mail and password do not belong together.',
      USER_ALREADY_EXISTS: 'There is already an account with this e-mail.',
      USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL: 'There is already an account with this e-mail.',
      PASSWORD_TOO_SHORT: 'The password is too short: at least 8 characters.',
      PASSWORD_TOO_LONG: 'The password is too long: at most 128 characters.',
      INVALID_EMAIL: 'This does not look like an e-mail address.',
      INVALID_PASSWORD: 'This password is not right.',
    } as Record<string, string>,
  },

  notFound: {
    title: 'Nothing here',
    text: 'This address leads nowhere, or you have no access to what is there.',
  },

  start: {
    title: 'Who is working here?',
    text: 'Your name is shown beside what you do on a board. Everything stays on this computer.',
    name: 'Your name',
    namePlaceholder: 'e.g. Mara Lindqvist',
    nameNeeded: 'Write a name first.',
    start: 'Start',
    goOnAs: 'Go on as',
    or: 'or start as someone new',
  },

  signIn: {
    title: 'Sign in',
    ownerTitle: 'Set up this Redstring',
    ownerText: 'This is the first account. It owns this installation and invites the others.',
    joinTitle: 'You are invited',
    joinText: (who: string) => `${who} invites you to work together. Make your account to go on.`,
    joinBoard: (who: string, title: string) => `${who} invites you to the board “${title}”.`,
    joinGone: 'This invitation has been used or is no longer valid. Ask for a new one.',
    name: 'Your name',
    email: 'E-mail',
    password: 'Password',
    passwordHelp: 'At least 8 characters.',
    signIn: 'Sign in',
    makeOwner: 'Make the first account',
    join: 'Join',
    haveAccount: 'I already have an account',
    newAccount: 'Make a new account',
    needInvitation: 'No account yet? Ask the owner of this Redstring for an invitation.',
    signedInAs: (name: string) => `You are signed in as ${name}.`,
  },

  boards: {
    title: 'Boards',
    newBoard: 'New board',
    untitled: 'Untitled board',
    emptyTitle: 'Nothing here yet',
    emptyText:
      'A board holds one investigation: its evidence, what is claimed, and what is not known yet.',
    edited: (when: string) => `Edited ${when}`,
    made: (when: string) => `Made ${when}, not edited yet`,
    archived: (count: number) => `Archived (${count})`,
    rename: 'Rename',
    archive: 'Archive',
    unarchive: 'Bring back',
    menuOf: (title: string) => `More about ${title}`,
    archivedNow: (title: string) => `“${title}” is archived. Nothing on it is lost.`,
    back: (title: string) => `“${title}” is back.`,
    nameOf: 'Name of the board',
    failed: 'The boards could not be loaded',
    roles: { owner: 'Owner', editor: 'Editor', viewer: 'Viewer' },
  },

  account: {
    menu: 'Your account',
    title: 'Your account',
    you: 'You',
    name: 'Name',
    nameHelp: 'Shown beside what you do on a board.',
    nameSaved: 'Your name is changed.',
    colour: 'Your colour on every board',
    password: 'Password',
    currentPassword: 'Password now',
    nextPassword: 'New password',
    changePassword: 'Change the password',
    passwordChanged: 'Your password is changed. Every other session has ended.',
    keys: 'API keys',
    keysText: 'A key lets a program work as you. It is shown once; keep it like a password.',
    noKeys: 'No keys yet.',
    newKey: 'New key',
    keyName: 'What the key is for',
    keyMade: 'This is the key. It will not be shown again.',
    keyMadeAt: (when: string) => `Made ${when}`,
    removeKey: (name: string) => `Remove the key ${name}`,
    people: 'People',
    peopleText: 'An invitation link makes one account. Send it in a way you trust.',
    invite: 'Make an invitation link',
    signOut: 'Sign out',
    switchPerson: 'Work as someone else',
  },

  theme: { label: 'Appearance', light: 'Light', dark: 'Dark', auto: 'As the system' },

  sync: {
    opening: 'Opening…',
    saved: 'Saved',
    savedHelp: 'Everything you did is on the server’s disk.',
    saving: 'Saving…',
    savingHelp: (n: number) => `${changes(n)} on the way to the server’s disk.`,
    offline: (n: number, isKept: boolean) =>
      n === 0
        ? 'Offline'
        : isKept
          ? `Offline, ${changes(n)} kept here`
          : `Offline, ${changes(n)} in this page only`,
    offlineHelp: (isKept: boolean) =>
      isKept
        ? 'Go on working. What you do is kept in this browser and merged when the server is back.'
        : 'This browser keeps nothing. Leave this page open until the server is back.',
    offlineBanner: (n: number, isKept: boolean) =>
      !isKept
        ? 'You are offline, and this browser keeps nothing: leave this page open until the server is back, or what you do is lost.'
        : n === 0
          ? 'You are offline. Go on working: what you do is kept in this browser and merged later.'
          : `You are offline. ${capital(changes(n))} ${n === 1 ? 'is' : 'are'} kept in this browser and will be merged when the server is back.`,
    notTaken: (n: number) => `${capital(changes(n))} not taken`,
    notTakenHelp:
      'What you did after your role was changed was not taken. It stays in this browser only.',
    closed: 'Closed',
    trouble: 'Not saved yet',
    troubleBanner: (message: string) =>
      `The server cannot write to its disk just now. Others see your edits, but they are not safe yet. ${message}`,
  },

  refused: {
    'sign-in-needed': {
      title: 'Sign in to open this board',
      text: 'Your session has ended. What you did before is kept in this browser.',
      action: 'Sign in',
    },
    'not-allowed': {
      title: 'You have no access to this board',
      text: 'Ask one of its owners to let you in.',
      action: 'All boards',
    },
    'no-such-board': {
      title: 'There is no such board',
      text: 'It may have been removed, or you have no access to it.',
      action: 'All boards',
    },
    'too-large': {
      title: 'This is more than the server takes',
      text: 'The board, or one change to it, is too large. What you did is kept in this browser.',
      action: 'All boards',
    },
    reload: {
      title: 'This board needs a newer Redstring',
      text: 'Reload the page to go on. If this comes again, the server needs an update. What you did is kept.',
      action: 'Reload the page',
    },
  },

  board: {
    rename: 'Rename the board',
    viewOnly: 'You can only view this board.',
    archived: 'This board is archived. Bring it back from the list of boards to work on it.',
    register: 'Register',
    registerHelp: 'Everything on this board as a list',
    opening: 'Opening the board…',
    setAside: (n: number) =>
      n === 1
        ? 'One record on this board cannot be shown. It is kept.'
        : `${n} records on this board cannot be shown. They are kept.`,
  },

  people: {
    here: 'People here',
    you: 'you',
    follow: (name: string) => `Follow ${name}`,
    following: (name: string) => `You see what ${name} sees.`,
    unfollow: (name: string) => `Stop following ${name}`,
    stop: 'Stop following',
    others: (n: number) => `+${n}`,
  },

  members: {
    title: 'People on this board',
    you: '(you)',
    add: 'Let someone in',
    person: 'Who',
    choose: 'Choose someone…',
    nobodyElse: 'Nobody else is known here',
    letIn: 'Let in',
    role: 'Role',
    roleOf: (name: string) => `Role of ${name}`,
    remove: (name: string) => `Remove ${name}`,
    roles: {
      owner: 'Owner: may do everything',
      editor: 'Editor: may edit',
      viewer: 'Viewer: may only look',
    },
    linkHelp: 'Works once. Send it in a way you trust.',
    onlyOwners: 'Only owners can change who may enter.',
    localOnly:
      'Everybody who starts on this computer can open this board. To work with others, start Redstring with PUBLIC_URL set: see the README.',
    loading: 'Loading people…',
  },
}

function changes(n: number): string {
  return n === 1 ? 'one change' : `${n} changes`
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
