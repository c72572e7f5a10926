import type { WorkingCopy } from '../../shared/protocol/http.ts'

/** What a card says of the copy for playing of its clip; nothing where there is nothing to tell. */
export function copyWords({ state, percent, message }: WorkingCopy): string | undefined {
  switch (state) {
    case 'waiting':
      return 'A working copy for playing will be made.'
    case 'making':
      return `A working copy for playing is being made, ${percent} %`
    case 'failed':
    case 'unavailable':
      return message
    case 'not-needed':
    case 'ready':
      return undefined
  }
}

export const messages = {
  progress: 'Working copy',
  soundOnly: 'Sound only, no picture. The original is kept.',
}
