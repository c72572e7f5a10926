import type { Board, Member, Role } from '../../shared/protocol/http.ts'

/** The catalogue of boards and who may enter each. What is on a board lies in the log. */
export interface Boards {
  /** Without an owner (the sample, made before anybody is here) it becomes the first owner's. */
  create(title: string, ownerId: string | null): Promise<Board>
  listFor(personId: string): Promise<Board[]>
  find(boardId: string, personId: string): Promise<Board | null>
  /** Null where the person may not enter or the board does not exist: the two look alike from outside. */
  roleOf(boardId: string, personId: string): Promise<Role | null>
  isArchived(boardId: string): Promise<boolean>
  change(boardId: string, change: { title?: string; archived?: boolean }): Promise<void>
  members(boardId: string): Promise<Member[]>
  setRole(boardId: string, personId: string, role: Role | null): Promise<void>
  /** Called after any change of who may enter or what they may do; rooms re-check their peers then. */
  onAccessChange(listener: (boardId: string) => void): () => void
}
