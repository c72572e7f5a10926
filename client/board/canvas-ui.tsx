import {
  DefaultPageMenu,
  DefaultStylePanel,
  useEditor,
  useValue,
  type TLComponents,
  type TLUiOverrides,
  type TLUiStylePanelProps,
} from '@tldraw/tldraw'
import { messages } from './board-messages.ts'
import { CompareToolbar } from './compare-toolbar.tsx'
import { FrameMark } from './frame-mark.tsx'
import { HelperButtons } from './helper-buttons.tsx'
import { MatchToolbar } from './match-toolbar.tsx'
import { ShapeMarks } from './shape-marks.tsx'
import { focusRelationToolbar, RelationToolbar } from './red-string/relation-toolbar.tsx'

/** tldraw's interface without what the page around has itself, and with the chooser of the red string. */
export const canvasComponents: TLComponents = {
  SharePanel: null,
  DebugMenu: null,
  DebugPanel: null,
  HelpMenu: null,
  HelperButtons,
  PageMenu: PageMenuWhereNeeded,
  StylePanel: StylePanelWhereNeeded,
  OnTheCanvas: CanvasMarks,
  InFrontOfTheCanvas: CanvasToolbars,
}

/** What is marked in the canvas's own coordinates: a comparison, or the frame of a scene. */
function CanvasMarks() {
  return (
    <>
      <ShapeMarks />
      <FrameMark />
    </>
  )
}

/** Beside what is selected: what a string says, or what two pictures have in common. */
function CanvasToolbars() {
  return (
    <>
      <RelationToolbar />
      <MatchToolbar />
      <CompareToolbar />
    </>
  )
}

/** One board is one canvas; boards that other programs made with more pages can still be read. */
function PageMenuWhereNeeded() {
  const editor = useEditor()
  const hasPages = useValue('has pages', () => editor.getPages().length > 1, [editor])
  return hasPages ? <DefaultPageMenu /> : null
}

/** Colours and strokes come with a drawing tool or a selection; else they would cover what the board says. */
function StylePanelWhereNeeded(props: TLUiStylePanelProps) {
  const editor = useEditor()
  const isNeeded = useValue(
    'has use for styles',
    () => editor.getSelectedShapeIds().length > 0 || !editor.isInAny('select', 'hand'),
    [editor],
  )
  return isNeeded ? <DefaultStylePanel {...props} /> : null
}

const leftOut = [
  'insert-embed',
  'convert-to-embed',
  'convert-to-bookmark',
  'toggle-dark-mode',
  'new-page',
] as const

export const canvasOverrides: TLUiOverrides = {
  actions: (editor, actions) => {
    const kept = { ...actions }
    for (const id of leftOut) delete kept[id]
    kept['say-relation'] = {
      id: 'say-relation',
      label: messages.relation.choose,
      kbd: 'shift+r',
      onSelect: () => focusRelationToolbar(editor.getContainer()),
    }
    return kept
  },
}
