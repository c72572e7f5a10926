import fc from 'fast-check'

/** Files of other tools as nobody who means well writes them. */

const text = { id: 't', type: 'text', text: 'Seen', x: 0, y: 0, width: 200, height: 80 }
const file = { id: 'f', type: 'file', file: 'a/gate.png', x: 300, y: 0, width: 200, height: 200 }

export const canvasFile = {
  nodes: [
    { id: 'g', type: 'group', label: 'Depot', x: -50, y: -50, width: 700, height: 400 },
    text,
    file,
    { id: 'l', type: 'link', url: 'https://example.org/1', x: 0, y: 200, width: 200, height: 80 },
  ],
  edges: [{ id: 'e', fromNode: 't', toNode: 'f', label: 'depicts' }],
}

const drawn = { x: 0, y: 0, width: 100, height: 50, angle: 0, strokeColor: '#1e1e1e' }

export const excalidrawFile = {
  type: 'excalidraw',
  version: 2,
  elements: [
    { ...drawn, id: 'fr', type: 'frame', name: 'Depot' },
    { ...drawn, id: 'r', type: 'rectangle', frameId: 'fr' },
    { ...drawn, id: 't', type: 'text', text: 'Seen', containerId: 'r' },
    { ...drawn, id: 'i', type: 'image', fileId: 'p' },
    {
      ...drawn,
      id: 'd',
      type: 'freedraw',
      points: [
        [0, 0],
        [5, 5],
        [9, 1],
      ],
    },
    {
      ...drawn,
      id: 'a',
      type: 'arrow',
      points: [
        [0, 0],
        [50, 5],
      ],
      startBinding: { elementId: 'r' },
      endBinding: { elementId: 'i' },
      endArrowhead: 'arrow',
    },
  ],
  files: { p: { id: 'p', mimeType: 'image/png', dataURL: 'data:image/png;base64,iVBORw0KGgo=' } },
}

export const eventsFile = {
  events: [
    {
      id: 'E1',
      description: 'Blast',
      date: '2024-10-18',
      time_precision: 'day',
      location: 'Depot',
      latitude: '43.85',
      longitude: '131.95',
      sources: ['s1'],
      associations: ['disputed'],
    },
    { id: 'E2', description: 'Fire', date: '18/10/2024', sources: [{ path: 'https://t.me/a/1' }] },
  ],
  sources: { s1: { id: 's1', paths: ['https://example.org/1'], description: 'A clip' } },
  associations: [{ id: 'disputed', title: 'Disputed' }],
}

/** What stands where something else belongs. */
const anything = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    0,
    -1,
    1e308,
    -1e308,
    1e6,
    5e-324,
    '',
    '\0',
    '\uD800',
    '__proto__',
    'constructor',
    'shape:a',
    'x'.repeat(5_000),
    '\n'.repeat(3_000),
    'javascript:alert(1)',
    '../../etc/passwd',
    'data:text/html;base64,PGI+',
    [],
    {},
    [[]],
    { a: { b: [1] } },
  ),
  fc.jsonValue({ maxDepth: 3 }),
)

/** A file with some of its values put out of place: replaced, taken away, doubled, or hung on others' keys. */
export function mangled(whole: unknown): fc.Arbitrary<unknown> {
  const change = fc.record({
    at: fc.nat(),
    how: fc.constantFrom('replace', 'remove', 'double', 'proto'),
    by: anything,
  })
  return fc.array(change, { minLength: 1, maxLength: 6 }).map((changes) => {
    const copy: unknown = structuredClone(whole)
    // A copy each: one that is put in twice would end up in itself.
    for (const { at, how, by } of changes) mangle(copy, { at, how, by: structuredClone(by) })
    return copy
  })
}

type Change = { at: number; how: string; by: unknown }

function mangle(whole: unknown, { at, how, by }: Change): void {
  const places = placesIn(whole)
  const place = places[at % Math.max(1, places.length)]
  if (!place) return
  const { holder, key } = place
  if (how === 'remove') {
    if (Array.isArray(holder)) holder.splice(Number(key), 1)
    else Reflect.deleteProperty(holder, key)
  } else if (how === 'double' && Array.isArray(holder)) holder.push(holder[Number(key)])
  else if (how === 'proto')
    Object.defineProperty(holder, '__proto__', {
      value: by,
      enumerable: true,
      configurable: true,
      writable: true,
    })
  else Reflect.set(holder, key, by)
}

function placesIn(value: unknown): { holder: object; key: string }[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => [
    { holder: value, key },
    ...placesIn(inner),
  ])
}
