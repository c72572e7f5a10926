import { growthOf } from '../history/growth.ts'
import { print, withCatalogue } from './catalogue.ts'

/** One line a figure: its name, a tab, the number; bytes and hours as such, so that scripts can add them up. */
export async function printStats(boardId: string): Promise<void> {
  await withCatalogue(async ({ boards, store, database: { kysely } }) => {
    const isKnown = (await boards.all()).some(({ id }) => id === boardId)
    if (!isKnown) throw new Error(`There is no board ${boardId}. \`board list\` lists them.`)
    const growth = await growthOf({ kysely, store }, boardId)
    const logBytes = growth.looseBytes + growth.packedBytes
    const figures: [string, number | string][] = [
      ['edits', growth.edits],
      ['people who edited', growth.people],
      ['hours of editing', growth.editingHours.toFixed(2)],
      ['edits by themselves', growth.looseRows],
      ['bytes of edits by themselves', growth.looseBytes],
      ['segments', growth.segments],
      ['edits in segments', growth.packedRows],
      ['bytes of segments', growth.packedBytes],
      ['bytes of all edits unpacked', growth.updateBytes],
      ['checkpoints', growth.checkpoints],
      ['bytes of checkpoints', growth.checkpointBytes],
      ['bytes an hour of editing', perHour(logBytes, growth.editingHours)],
      [
        'bytes an hour of editing, once packed',
        growth.packedRows === 0
          ? 'not known yet'
          : perHour((growth.packedBytes / growth.packedRows) * growth.edits, growth.editingHours),
      ],
    ]
    for (const [name, figure] of figures) print(`${name}\t${figure}`)
  })
}

function perHour(bytes: number, hours: number): number | string {
  return hours === 0 ? 'not known yet' : Math.round(bytes / hours)
}
