import { ActionIcon, Button, Tooltip } from '@mantine/core'
import { IconPlus, IconPointer, IconPolygon, IconRectangle, type Icon } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { rectangleOf } from '../../../shared/evidence/region-outline.ts'
import { messages } from './region-messages.ts'
import css from './regions.module.css'
import type { RegionDesk, RegionTool } from './use-region-desk.ts'

const tools: { tool: RegionTool; label: string; sign: Icon }[] = [
  { tool: 'select', label: messages.select, sign: IconPointer },
  { tool: 'rectangle', label: messages.rectangle, sign: IconRectangle },
  { tool: 'polygon', label: messages.polygon, sign: IconPolygon },
]

/** The tools for drawing regions. Viewers have none; `children` stand beside them for everybody. */
export function RegionBar({ desk, children }: { desk: RegionDesk; children?: ReactNode }) {
  if (!desk.canEdit) return children ? <div className={css['bar']}>{children}</div> : null
  return (
    <div className={css['bar']}>
      <div className={css['tools']} role="toolbar" aria-label={messages.tools}>
        {tools.map(({ tool, label, sign: Sign }) => (
          <Tooltip key={tool} label={label}>
            <ActionIcon
              variant={desk.tool === tool ? 'filled' : 'subtle'}
              color={desk.tool === tool ? 'ink' : 'gray'}
              size="lg"
              aria-label={label}
              aria-pressed={desk.tool === tool}
              onClick={() => desk.setTool(tool)}
            >
              <Sign size={18} stroke={1.7} />
            </ActionIcon>
          </Tooltip>
        ))}
        <Tooltip label={messages.addHint}>
          <Button
            variant="default"
            size="compact-md"
            leftSection={<IconPlus size={16} stroke={1.8} aria-hidden="true" />}
            onClick={(event) => {
              const { parentElement } = event.currentTarget
              const id = desk.add(rectangleOf({ x: 0.4, y: 0.4, w: 0.2, h: 0.2 }))
              if (id !== null) focusRegion(parentElement, id)
            }}
          >
            {messages.add}
          </Button>
        </Tooltip>
      </div>
      {children}
      {desk.tool !== 'select' && (
        <output className={css['hint']}>
          {desk.tool === 'rectangle' ? messages.drawingRectangle : messages.drawing}
        </output>
      )}
    </div>
  )
}

/** The new region takes the keyboard, so that the arrows move it at once. */
function focusRegion(near: Element | null, id: string): void {
  const desk = near?.closest(`[data-region-desk]`)
  requestAnimationFrame(() => {
    const region = desk?.querySelector<SVGElement>(`[data-region="${CSS.escape(id)}"]`)
    region?.focus()
  })
}
