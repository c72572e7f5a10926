import { expect, test } from 'vitest'
import { compareFootage, footageOf } from '../../shared/media/near-duplicates.ts'
import { factsValue } from '../../shared/evidence/fields.ts'
import {
  card,
  clickCanvas,
  evidenceOf,
  makeBoard,
  recordsOf,
  untilSaved,
} from '../support/board-page.ts'
import { dropFiles } from '../support/drop-files.ts'
import { input, inputsFolder } from '../support/inputs.ts'
import { eventually, openPeople, screenshot } from '../support/people.ts'
import { startServer } from '../support/start-server.ts'

/** Clips that a browser decodes: two pairs that were made from each other, and two that have nothing to do with them. */
const clips = [
  'lego_h264_2010.mp4',
  'lego_vp9-opus.webm',
  'derived_walk_vp9.webm',
  'gopro-max_walk-to-building_gps.mp4',
  'frame-counter_vp9.webm',
  'anamorphic_sar2x1.mp4',
]
const same = [clips.slice(0, 2), clips.slice(2, 4)]

test.skipIf(inputsFolder === null)(
  '[N3] [N8] clips are hashed where the server cannot, and only those made from each other are held to be the same',
  async () => {
    const [mara] = await openPeople(await startServer({ env: { SAMPLE_BOARD: 'off' } }), ['Mara'])
    const boardId = await makeBoard(mara)
    await dropFiles(
      mara.page,
      clips.map((name) => input(`video/${name}`)),
    )
    const hashed = async () =>
      (await evidenceOf(mara, boardId)).flatMap((item) => {
        const facts = factsValue.safeParse(item['facts'])
        const footage = facts.success ? footageOf(facts.data.hashes) : null
        return footage ? [{ name: String((item['file'] as { name: string }).name), footage }] : []
      })
    await eventually(async () => (await hashed()).length, 300_000).toBe(clips.length)
    const all = await hashed()
    const found = all.flatMap((a, at) =>
      all
        .slice(at + 1)
        .filter((b) => compareFootage(a.footage, b.footage) !== null)
        .map((b) => [a.name, b.name].toSorted().join(' = ')),
    )
    expect(found.toSorted()).toEqual(same.map((pair) => pair.toSorted().join(' = ')).toSorted())
  },
)

test.skipIf(inputsFolder === null)(
  '[N9] the card says what it probably is a copy of; one click ties it, another says that it is not',
  async () => {
    const [mara] = await openPeople(await startServer({ env: { SAMPLE_BOARD: 'off' } }), ['Mara'])
    const boardId = await makeBoard(mara)
    const { page } = mara
    await dropFiles(page, [
      input('photo/opencv_ela_original.jpg'),
      input('photo/opencv_ela_modified.jpg'),
      input('photo/nikon_gps_DSCN0010.jpg'),
    ])
    await card(page, /ela_original/)
      .getByText('Probably the same footage as')
      .first()
      .waitFor()
    await card(page, /ela_modified/)
      .getByText('Probably the same footage as')
      .first()
      .waitFor()
    expect(await card(page, /nikon/).getByText('Probably the same footage').count()).toBe(0)
    await clickCanvas(page)
    await card(page, /ela_modified/)
      .first()
      .click()
    const section = page.getByRole('region', { name: 'Seen before?' })
    await section.waitFor()
    await screenshot(page, 'duplicates-1-offered')

    await section.getByRole('button', { name: 'Not the same' }).click()
    await eventually(() => page.getByText('Probably the same footage as').count()).toBe(0)
    await section.getByText('Looked at, not the same').waitFor()
    await section.getByRole('button', { name: 'Take back' }).click()
    await section.getByRole('button', { name: 'Tie as re-upload of' }).click()
    await eventually(() => page.getByText('Probably the same footage as').count()).toBe(0)
    await untilSaved(page)
    const arrows = (await recordsOf(mara, boardId)).filter((record) => record['type'] === 'arrow')
    expect(arrows.map((record) => record['meta']).filter(Boolean)).toContainEqual({
      relation: 're-upload-of',
    })
    await screenshot(page, 'duplicates-2-tied')
  },
)
