import { useActions, useEditor, useTools, useTranslation, useValue } from '@tldraw/tldraw'
import { useEffect } from 'react'
import { modKey } from '../ui/shortcut.ts'
import type { CanvasCommand } from './board-handle.ts'
import { useOpenBoard } from './board-provider.tsx'

/** What of the canvas's own actions can be asked for by name; the rest is of use only where its menu stands. */
const actionIds = [
  'zoom-in',
  'zoom-out',
  'zoom-to-100',
  'zoom-to-fit',
  'zoom-to-selection',
  'back-to-content',
  'select-all',
  'select-none',
  'duplicate',
  'group',
  'ungroup',
  'align-left',
  'align-center-horizontal',
  'align-right',
  'align-top',
  'align-center-vertical',
  'align-bottom',
  'distribute-horizontal',
  'distribute-vertical',
  'stack-horizontal',
  'stack-vertical',
  'pack',
  'bring-to-front',
  'bring-forward',
  'send-backward',
  'send-to-back',
  'toggle-lock',
  'unlock-all',
  'toggle-grid',
  'toggle-snap-mode',
  'toggle-tool-lock',
  'say-relation',
  'export-as-svg',
  'export-as-png',
  'export-all-as-svg',
  'export-all-as-png',
  'copy-as-svg',
  'copy-as-png',
  'print',
]
const toolIds = [
  'select',
  'hand',
  'draw',
  'eraser',
  'arrow',
  'text',
  'note',
  'line',
  'rectangle',
  'ellipse',
  'frame',
  'highlight',
  'laser',
]

/** Hands the canvas's own actions and tools to the page around it, in plain words. Draws nothing. */
export function ShareCommands() {
  const board = useOpenBoard()
  const editor = useEditor()
  const actions = useActions()
  const tools = useTools()
  const translate = useTranslation()
  const isReadonly = useValue('is readonly', () => editor.getIsReadonly(), [editor])
  useEffect(() => {
    const commands: CanvasCommand[] = []
    for (const id of actionIds) {
      const action = actions[id]
      if (!action || (isReadonly && !action.readonlyOk)) continue
      const label = typeof action.label === 'string' ? action.label : action.label?.['default']
      commands.push({
        id,
        type: 'action',
        label: translate(label),
        keys: keysInWords(action.kbd),
        run: () => void action.onSelect('kbd'),
      })
    }
    for (const id of toolIds) {
      const tool = tools[id]
      if (!tool || (isReadonly && !tool.readonlyOk)) continue
      commands.push({
        id,
        type: 'tool',
        label: translate(tool.label),
        keys: keysInWords(tool.kbd),
        run: () => {
          tool.onSelect('kbd')
          editor.focus()
        },
      })
    }
    board.commands.set(commands)
    return () => board.commands.set([])
  }, [board, editor, actions, tools, translate, isReadonly])
  return null
}

/** `cmd+shift+c,ctrl+shift+c` → "Ctrl Shift C". */
function keysInWords(keys: string | undefined): string | null {
  const ways = keys?.split(',') ?? []
  const own = ways.find((way) => way.includes(modKey === '⌘' ? 'cmd' : 'ctrl')) ?? ways[0]
  if (own === undefined || own === '') return null
  return own
    .split('+')
    .map((key) => names[key.toLowerCase()] ?? key.toUpperCase())
    .join(' ')
}

const names: Record<string, string> = {
  cmd: modKey,
  ctrl: modKey,
  shift: 'Shift',
  alt: 'Alt',
  enter: 'Enter',
}
