import { Tooltip } from '@mantine/core'
import { modKey } from '../../ui/shortcut.ts'
import type { Views } from './use-views.ts'
import css from './view-switch.module.css'
import { viewNames, viewOf } from './views.ts'
import { viewsMessages as words } from './views-messages.ts'

/** Opens a view beside the canvas, or closes it. A narrow window has room for the last one only. */
export function ViewSwitch({ views }: { views: Views }) {
  return (
    <fieldset className={css['switch']} aria-label={words.switch}>
      {viewNames.map((name) => {
        const { label, hint, keys, icon: Sign } = viewOf(name)
        return (
          <Tooltip key={name} label={keys ? `${hint} (${keyWords(keys)})` : hint}>
            <button
              type="button"
              className={css['view']}
              data-view-button={name}
              data-last={name === views.last || undefined}
              aria-pressed={views.open === name}
              onClick={() => views.toggle(name)}
            >
              <Sign size={18} stroke={1.8} aria-hidden="true" />
              <span>{label}</span>
            </button>
          </Tooltip>
        )
      })}
    </fieldset>
  )
}

/** `mod+j` → "Ctrl J". */
function keyWords(keys: string): string {
  return keys.replace('mod+', `${modKey} `).replace(/\w$/, (key) => key.toUpperCase())
}
