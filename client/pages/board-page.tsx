export function BoardPage(_: { boardId: string; session: unknown; person: unknown }) {
  return null
}
