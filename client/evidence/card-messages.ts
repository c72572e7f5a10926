/** Sentences on the cards of the canvas. */
export const cardMessages = {
  missing: 'This evidence is not here. It may have been withdrawn.',
  standIn: 'Stand-in',
  play: 'Play',
  pause: 'Pause',
  seek: 'Time in the clip',
  mute: 'Sound off',
  unmute: 'Sound on',
  unplayable: 'This browser cannot play this video. The original is kept.',
  noPicture: 'No preview of this file. The original is kept.',
  hidden: {
    graphic: 'Graphic content, hidden',
    'personal-information': 'Personal information, hidden',
  },
  show: 'Show',
  open: 'Open the page',
  download: 'Download',
  uploads: {
    waiting: () => 'Waiting for its turn',
    sending: (percent: number) => `Uploading, ${percent} %`,
    offline: (percent: number) => `Waiting for the connection, ${percent} % is there`,
    storing: () => 'Received, being read',
    failed: (_: number, message: string) => `The upload stopped. ${message}`,
    interrupted: (_: number, message: string) => message || 'Choose the file again to go on.',
  } as Record<
    'waiting' | 'sending' | 'offline' | 'storing' | 'failed' | 'interrupted',
    (percent: number, message: string) => string
  >,
  sendingElsewhere: (who: string) => `${who} is uploading this`,
  failed: 'The upload stopped',
  noFile: 'No original held',
  claimed: (place: string) => `Claimed: ${place}`,
}
