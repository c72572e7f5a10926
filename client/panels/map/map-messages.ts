/** Sentences of the map. */
export const mapMessages = {
  title: 'Map',
  hint: 'Where things are, or are said to be',
  map: 'Map of the places on this board',
  empty: 'Nothing on this board yet',
  emptyText: 'Items stand here once a place with coordinates is recorded for them.',
  noPlaces: 'No item has coordinates yet.',
  withoutPlace: (n: number) =>
    n === 1 ? '1 item has no coordinates' : `${n} items have no coordinates`,
  basemapFailed: 'The configured map could not be loaded. The outlines of the world are shown.',
  fit: 'Show all',
  zoomIn: 'Closer',
  zoomOut: 'Further away',
  list: 'Places',
  kinds: {
    established: 'Established',
    claimed: 'Claimed',
    file: 'As the file states',
    footprint: 'Picture from above',
  },
  land: 'Land outlines: Natural Earth',
}
