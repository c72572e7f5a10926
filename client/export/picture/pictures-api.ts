import { z } from 'zod'
import { momentProof, picturesTaken, type TakenPicture } from '../../../shared/protocol/pictures.ts'
import { ask } from '../../api.ts'

/** What the server knows of pictures that leave a board, as typed calls. */
export const picturesApi = {
  proof: (boardId: string, seq: number) =>
    ask(momentProof, 'GET', `${pathOf(boardId)}/history/moments/${seq}/proof`),
  taken: (boardId: string, picture: TakenPicture) =>
    ask(z.unknown(), 'POST', `${pathOf(boardId)}/pictures`, picture),
  find: (boardId: string, pixels: string) =>
    ask(picturesTaken, 'GET', `${pathOf(boardId)}/pictures/${pixels}`),
}

function pathOf(boardId: string): string {
  return `/api/boards/${encodeURIComponent(boardId)}`
}
