/** The sentences of the frame that holds the views beside the canvas. */
export const viewsMessages = {
  switch: 'Views beside the canvas',
  view: 'View',
  widen: 'More room',
  narrow: 'Less room',
  resize: 'Width of the panel',
  opening: 'One moment…',
  failed: 'This view stopped working. Nothing that was saved is lost.',
  retry: 'Try again',
} as const
