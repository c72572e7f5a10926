/** Sentences of the frame in which an item is looked at closely. */
export const messages = {
  open: 'Look closely',
  openOf: (title: string) => `Look closely: ${title}`,
  close: 'Back to the board',
  fullScreen: 'Full screen',
  leaveFullScreen: 'Leave full screen',
  gone: 'This evidence is no longer on the board.',
  opening: 'One moment…',
  noPicture: 'There is no picture of this to be shown here. The original is kept.',
}
