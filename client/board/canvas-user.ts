import { atom, computed } from '@tldraw/state'
import {
  createTLUser,
  getUserPreferences,
  setUserPreferences,
  type TLUser,
  type TLUserPreferences,
} from '@tldraw/tldraw'

type Scheme = 'light' | 'dark'

/**
 * Who draws, as tldraw wants it: name and colour come from the account, light and dark from the page around;
 * the rest (snapping, grid, language) tldraw keeps in this browser.
 */
export class CanvasUser {
  readonly tldrawUser: TLUser
  readonly #scheme

  constructor(
    me: { id: string; name: string; colour: string },
    {
      scheme,
      setColorScheme,
    }: { scheme: Scheme; setColorScheme: (scheme: Scheme | 'auto') => void },
  ) {
    this.#scheme = atom<Scheme>('color scheme', scheme)
    const own = () => ({
      id: me.id,
      name: me.name,
      color: me.colour,
      colorScheme: this.#scheme.get(),
    })
    const userPreferences = computed<TLUserPreferences>('preferences', () => ({
      ...getUserPreferences(),
      ...own(),
    }))
    this.tldrawUser = createTLUser({
      userPreferences,
      setUserPreferences: (next) => {
        const { name: _name, color: _color, colorScheme, ...rest } = next
        if (colorScheme) setColorScheme(colorScheme === 'system' ? 'auto' : colorScheme)
        setUserPreferences({ ...rest, id: getUserPreferences().id })
      },
    })
  }

  setColorScheme(scheme: Scheme): void {
    this.#scheme.set(scheme)
  }
}
