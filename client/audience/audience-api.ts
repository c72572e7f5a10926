import { z } from 'zod'
import {
  audienceDoor,
  audienceLink,
  madeAudienceLink,
  type NewAudienceLink,
} from '../../shared/protocol/audience.ts'
import { ask } from '../api.ts'

export const audienceApi = {
  door: (token: string) => ask(audienceDoor, 'GET', doorPath(token)),
  enter: (token: string, body: { name?: string; password?: string }) =>
    ask(z.unknown(), 'POST', doorPath(token), body),
  links: (boardId: string) => ask(z.array(audienceLink), 'GET', linksPath(boardId)),
  make: (boardId: string, link: NewAudienceLink) =>
    ask(madeAudienceLink, 'POST', linksPath(boardId), link),
  revoke: (boardId: string, linkId: string) =>
    ask(z.unknown(), 'DELETE', `${linksPath(boardId)}/${encodeURIComponent(linkId)}`),
}

function doorPath(token: string): string {
  return `/api/watch/${encodeURIComponent(token)}`
}

function linksPath(boardId: string): string {
  return `/api/boards/${encodeURIComponent(boardId)}/audience-links`
}
