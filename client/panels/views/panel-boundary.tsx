import { Button } from '@mantine/core'
import { Component, type ReactNode } from 'react'
import css from './view-panel.module.css'
import { viewsMessages as words } from './views-messages.ts'

/** A view that breaks costs its own panel: the canvas beside it goes on. */
export class PanelBoundary extends Component<{ children: ReactNode }, { isBroken: boolean }> {
  override state = { isBroken: false }

  static getDerivedStateFromError() {
    return { isBroken: true }
  }

  override render() {
    if (!this.state.isBroken) return this.props.children
    return (
      <div className={css['opening']} role="alert">
        <p>{words.failed}</p>
        <Button variant="default" onClick={() => this.setState({ isBroken: false })}>
          {words.retry}
        </Button>
      </div>
    )
  }
}
