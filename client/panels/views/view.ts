import type { Icon } from '@tabler/icons-react'
import type { ComponentType } from 'react'

export type ViewProps = {
  /** Whether there is room for more than a list: from `WIDE_FROM` pixels on. Never in a narrow window. */
  isWide: boolean
  /** Opened just now by hand, so that the keyboard may go into it. Not so where the page was loaded with it. */
  takesFocus: boolean
}

/** A way to look at the board's records beside the canvas. It fills the panel below the panel's own head. */
export type View = {
  label: string
  /** One sentence for the tooltip. */
  hint: string
  /** As `useShortcut` takes it. */
  keys?: string
  icon: Icon
  /** Width at first, CSS pixels. */
  width: number
  Content: ComponentType<ViewProps>
}
