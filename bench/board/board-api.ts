import { madeAudienceLink } from '../../shared/protocol/audience.ts'
import { storedFile, type StoredFile } from '../../shared/protocol/http.ts'
import type { RoomAddress } from '../servers/servers.ts'
import type { Briefed } from './briefed-board.ts'

/** What is asked of a Redstring about one board, by HTTP. */
export class BoardApi {
  readonly #url: string
  readonly #room: RoomAddress

  constructor(port: number, room: RoomAddress) {
    this.#url = `http://127.0.0.1:${port}`
    this.#room = room
  }

  async upload(bytes: Buffer, name: string): Promise<StoredFile> {
    const body = new FormData()
    body.set('file', new Blob([new Uint8Array(bytes)]), name)
    return storedFile.parse(await this.ask('/files', { method: 'POST', body }))
  }

  async linkTo(
    { briefing }: Pick<Briefed, 'briefing'>,
    more: { password?: string } = {},
  ): Promise<{ url: string; token: string }> {
    const answer = await this.ask('/audience-links', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ briefing, validHours: 1, ...more }),
    })
    return { url: this.#url, token: madeAudienceLink.parse(answer).token }
  }

  /** @param path within the board's */
  async ask(
    path: string,
    {
      headers,
      ...init
    }: { method?: string; headers?: Record<string, string>; body?: BodyInit } = {},
  ): Promise<unknown> {
    const answer = await fetch(`${this.#url}/api/boards/${this.#room.documentName}${path}`, {
      ...init,
      headers: { ...this.#room.headers, ...headers },
    })
    if (answer.ok) return answer.json()
    throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`)
  }
}
