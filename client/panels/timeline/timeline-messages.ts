/** Sentences of the timeline. */
export const timelineMessages = {
  title: 'Timeline',
  hint: 'When things can be from',
  empty: 'Nothing on this board yet',
  emptyText: 'Items stand here by the dates recorded for them, as exact as those are.',
  noDates: 'No item has a date yet',
  axes: { 'stated-year': 'With a year', 'unstated-year': 'Year not stated' },
  axisHelp: {
    'stated-year': '',
    'unstated-year':
      'Days of one year that nobody has stated. They are not compared with the others.',
  },
  undated: (n: number) => (n === 1 ? '1 item without a date' : `${n} items without a date`),
  bounds: 'by what bounds it',
  approximate: 'about',
  zoomIn: 'Closer',
  zoomOut: 'Further away',
  fit: 'Show all',
  earlier: 'Earlier',
  later: 'Later',
  notOnCanvas: 'not on canvas',
}
