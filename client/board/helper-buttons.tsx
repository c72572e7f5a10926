import {
  DefaultHelperButtons,
  TldrawUiMenuActionItem,
  TldrawUiMenuContextProvider,
  useEditor,
  useValue,
} from '@tldraw/tldraw'

/** tldraw's own helpers but the one for following: whom one follows, and how to stop, stands above the canvas. */
export function HelperButtons() {
  const editor = useEditor()
  const isPenMode = useValue('is pen mode', () => editor.getInstanceState().isPenMode, [editor])
  const isLost = useValue(
    'nothing is in view',
    () => {
      const shapes = editor.getCurrentPageShapeIds()
      return shapes.size > 0 && editor.getCulledShapes().size === shapes.size
    },
    [editor],
  )
  return (
    <DefaultHelperButtons>
      <TldrawUiMenuContextProvider type="helper-buttons" sourceId="helper-buttons">
        {isPenMode && <TldrawUiMenuActionItem actionId="exit-pen-mode" />}
        {isLost && <TldrawUiMenuActionItem actionId="back-to-content" />}
      </TldrawUiMenuContextProvider>
    </DefaultHelperButtons>
  )
}
