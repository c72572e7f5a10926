import {
  Box,
  TldrawUiContextualToolbar,
  TldrawUiToolbarButton,
  useEditor,
  useValue,
  type Editor,
} from '@tldraw/tldraw'
import { IconGitCompare } from '@tabler/icons-react'
import { useCallback } from 'react'
import type { EvidenceId } from '../../shared/evidence/kinds.ts'
import { messages } from '../viewer/matches/match-messages.ts'
import { canBeMatched, openMatch } from '../viewer/matches/open-match.ts'
import { useOpenBoard } from './board-provider.tsx'
import type { OpenBoard } from './open-board.ts'

/** Beside two pictures that are selected together: holds them against each other. */
export function MatchToolbar() {
  const editor = useEditor()
  const board = useOpenBoard()
  const isOffered = useValue(
    'two pictures',
    () =>
      editor.isIn('select.idle') && !editor.getIsReadonly() && selectedPair(editor, board) !== null,
    [editor, board],
  )
  const bounds = useCallback(() => {
    const rotated = editor.getSelectionRotatedScreenBounds()
    return rotated ? new Box(rotated.x, rotated.y, rotated.w, rotated.h) : undefined
  }, [editor])
  if (!isOffered) return null
  return (
    <TldrawUiContextualToolbar
      label={messages.match}
      getSelectionBounds={bounds}
      className="relation-chooser"
    >
      <TldrawUiToolbarButton
        type="menu"
        title={messages.matchHint}
        onClick={() => matchSelected(editor, board)}
      >
        <IconGitCompare size={18} stroke={1.7} aria-hidden="true" />
        <span>{messages.match}</span>
      </TldrawUiToolbarButton>
    </TldrawUiContextualToolbar>
  )
}

function matchSelected(editor: Editor, board: OpenBoard): void {
  const pair = selectedPair(editor, board)
  if (!pair) return
  editor.markHistoryStoppingPoint('match')
  openMatch(board.handle, pair)
}

/** The two pictures whose cards, and nothing else, are selected; the left one first. */
function selectedPair(editor: Editor, board: OpenBoard): [EvidenceId, EvidenceId] | null {
  const selected = editor.getSelectedShapes()
  if (selected.length !== 2) return null
  const ids = selected
    .toSorted((a, b) => a.x - b.x)
    .flatMap((shape) =>
      shape.type === 'card'
        ? [(shape.props as unknown as { evidenceId: EvidenceId }).evidenceId]
        : [],
    )
  const [a, b] = ids
  if (!a || !b || a === b) return null
  return canBeMatched(board.evidenceOf(a)) && canBeMatched(board.evidenceOf(b)) ? [a, b] : null
}
