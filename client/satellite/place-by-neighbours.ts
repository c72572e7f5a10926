import type * as Y from 'yjs'
import { LOCAL_EDIT } from '../../shared/board/edit.ts'
import { setField } from '../../shared/board/actions.ts'
import type { EvidenceId } from '../../shared/evidence/kinds.ts'
import { recordsOf } from '../../shared/board/layout.ts'
import { stemOf } from '../../shared/geo/world-file.ts'
import { messages } from './satellite-messages.ts'
import { overlaysIn, readSidecar } from './sidecars.ts'

type Parts = { doc: Y.Doc; me: { name: string }; notify: (sentence: string) => void }
type Dropped = {
  pictures: readonly { file: File; id: EvidenceId }[]
  files: readonly File[]
  worldFiles: readonly File[]
}

/**
 * Tells pictures that came together with world files or KML where they lie, and when they were taken where the KML
 * says so. A coordinate system is never guessed: where one is needed, it is asked for.
 */
export async function placeByNeighbours(
  { doc, me, notify }: Parts,
  { pictures, files, worldFiles }: Dropped,
): Promise<void> {
  const asked: string[] = []
  for (const worldFile of worldFiles) {
    const reading = await readSidecar(worldFile, { pictureName: '', by: me.name })
    if ('problem' in reading) {
      notify(reading.problem)
      continue
    }
    for (const { file, id } of pictures) {
      if (stemOf(file.name) !== stemOf(worldFile.name)) continue
      setField(doc, id, 'georeference', reading.georeference)
      asked.push(worldFile.name)
    }
  }
  const [first] = asked
  if (first !== undefined) notify(messages.georeference.askCrs(first))
  for (const { kml, overlay, picture } of await overlaysIn(files)) {
    const id = pictures.find(({ file }) => file === picture)?.id
    if (!id) continue
    doc.transact(() => {
      const record = recordsOf(doc).get(id)
      // A picture laid on the ground is one from above, whatever its name lets one think.
      if (record?.get('kind') === 'photo') record.set('kind', 'satellite')
      setField(doc, id, 'georeference', {
        from: 'kml',
        name: kml.name.slice(0, 500),
        corners: overlay.corners,
        by: me.name,
        at: new Date().toISOString(),
      })
      if (overlay.when !== undefined) setField(doc, id, 'acquired', overlay.when)
    }, LOCAL_EDIT)
  }
}
