import { IconChevronDown } from '@tabler/icons-react'
import { useId, type ReactNode } from 'react'
import css from './inspector.module.css'
import { useCollapsed } from './use-collapsed.ts'

/** A part of the inspector under a heading of its own. What somebody folds away stays so in this browser. */
export function InspectorSection({
  name,
  title,
  isFoldedAtFirst = false,
  children,
}: {
  /** Under which it is remembered. */
  name: string
  title: string
  /** Until somebody opens it, which is remembered too. */
  isFoldedAtFirst?: boolean
  children: ReactNode
}) {
  const [isCollapsed, setCollapsed] = useCollapsed(name, isFoldedAtFirst)
  const id = useId()
  return (
    <section className={css['section']} aria-label={title}>
      <h3 className={css['heading']}>
        <button
          type="button"
          className={css['fold']}
          aria-expanded={!isCollapsed}
          aria-controls={id}
          onClick={() => setCollapsed(!isCollapsed)}
        >
          {title}
          <IconChevronDown size={16} stroke={1.8} aria-hidden="true" />
        </button>
      </h3>
      <div id={id} className={css['fields']} hidden={isCollapsed}>
        {isCollapsed ? null : children}
      </div>
    </section>
  )
}
