import { ActionIcon, NativeSelect, Tooltip } from '@mantine/core'
import {
  IconLayoutSidebarLeftCollapse,
  IconLayoutSidebarLeftExpand,
  IconX,
} from '@tabler/icons-react'
import { Suspense, useRef } from 'react'
import { messages } from '../../ui/messages.ts'
import { PanelBoundary } from './panel-boundary.tsx'
import { useEscape } from '../../ui/use-escape.ts'
import { Resizer } from './resizer.tsx'
import type { Views } from './use-views.ts'
import css from './view-panel.module.css'
import { viewNames, viewOf, type ViewName } from './views.ts'
import { viewsMessages as words } from './views-messages.ts'

/** The one panel beside the canvas: a view, what it is called, and how much room it takes. A sheet in a narrow window. */
export function ViewPanel({ open, views }: { open: ViewName; views: Views }) {
  const panel = useRef<HTMLElement>(null)
  const close = () => {
    views.close()
    document.querySelector<HTMLElement>(`[data-view-button="${open}"]`)?.focus()
  }
  useEscape(panel, close)
  const { label, Content } = viewOf(open)
  return (
    <aside
      ref={panel}
      className={css['panel']}
      data-panel="view"
      aria-label={label}
      style={views.isNarrowWindow ? undefined : { width: views.width }}
    >
      <header className={css['head']}>
        {views.isNarrowWindow ? (
          <NativeSelect
            className={css['choose']}
            aria-label={words.view}
            value={open}
            data={viewNames.map((value) => ({ value, label: viewOf(value).label }))}
            onChange={(event) => {
              const name = viewNames.find((each) => each === event.currentTarget.value)
              if (name) views.show(name)
            }}
          />
        ) : (
          <h2 className={css['title']}>{label}</h2>
        )}
        {!views.isNarrowWindow && <RoomButton views={views} />}
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={messages.common.close}
          onClick={close}
        >
          <IconX size={18} stroke={1.7} />
        </ActionIcon>
      </header>
      <PanelBoundary key={open}>
        <Suspense fallback={<p className={css['opening']}>{words.opening}</p>}>
          <Content isWide={views.isWide} takesFocus={views.takesFocus} />
        </Suspense>
      </PanelBoundary>
      {!views.isNarrowWindow && <Resizer views={views} />}
    </aside>
  )
}

function RoomButton({ views }: { views: Views }) {
  const label = views.isWide ? words.narrow : words.widen
  const Sign = views.isWide ? IconLayoutSidebarLeftCollapse : IconLayoutSidebarLeftExpand
  return (
    <Tooltip label={label}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={label}
        onClick={views.toggleWide}
      >
        <Sign size={19} stroke={1.7} />
      </ActionIcon>
    </Tooltip>
  )
}
