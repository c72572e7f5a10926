import { WebSocket } from 'ws'
import * as encoding from 'lib0/encoding'
import { expect, test } from 'vitest'
import { writeUpdate } from 'y-protocols/sync'
import * as Y from 'yjs'
import { addEvidence } from '../../shared/board/actions.ts'
import {
  card,
  clickCanvas,
  letIn,
  makeBoard,
  openBoard,
  pasteText,
  recordsOf,
  untilSaved,
} from '../support/board-page.ts'
import { eventually, openPeople, screenshot } from '../support/people.ts'
import { startServer } from '../support/start-server.ts'

test('[P92] a viewer sees the board live and cannot change it, by hand or by a socket of their own', async () => {
  const server = await startServer({ env: { SAMPLE_BOARD: 'off' } })
  const [mara, vera] = await openPeople(server, ['Mara', 'Vera'])
  const boardId = await makeBoard(mara)
  await letIn(mara, boardId, vera, 'viewer')
  await openBoard(vera.page, boardId)
  await clickCanvas(mara.page)
  await pasteText(mara, 'Only Mara writes here.')
  await card(vera.page, 'Only Mara writes here.').waitFor()
  await untilSaved(mara.page)
  const before = await recordsOf(mara, boardId)

  await clickCanvas(vera.page)
  await pasteText(vera, 'Vera writes too.')
  await card(vera.page, 'Only Mara writes here.').click()
  await vera.page.keyboard.press('Delete')
  await vera.page.getByText('You can only view this board.').first().waitFor()
  await screenshot(vera.page, 'viewer-1-board')

  const cookies = await vera.context.cookies()
  const answered = await sendEdit(`${server.url.replace('http', 'ws')}/sync/${boardId}`, {
    cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; '),
    origin: server.url,
  })
  expect(answered).toBe(true)
  expect(await recordsOf(mara, boardId)).toEqual(before)
  await eventually(() => card(mara.page, 'Vera').count()).toBe(0)
})

/** Sends one edit over a raw socket; true once the server has said that it was not taken. */
async function sendEdit(url: string, headers: Record<string, string>): Promise<boolean> {
  const doc = new Y.Doc()
  addEvidence(doc, { kind: 'claim', by: 'Vera', fields: { title: 'Vera was here' } })
  const frame = encoding.createEncoder()
  encoding.writeVarUint(frame, 0)
  writeUpdate(frame, Y.encodeStateAsUpdate(doc))
  const mark = Uint8Array.of(100, 1)
  const socket = new WebSocket(url, { headers })
  return await new Promise((resolve, reject) => {
    socket.once('error', reject)
    socket.once('open', () => {
      socket.send(encoding.toUint8Array(frame))
      socket.send(mark)
    })
    socket.on('message', (data: Buffer) => {
      if (!data.includes('"read-only"')) return
      socket.terminate()
      resolve(true)
    })
    socket.once('close', () => resolve(false))
  })
}
