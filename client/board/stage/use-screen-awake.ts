import { useEffect } from 'react'

/**
 * Keeps the screen from going dark by itself while something is shown to people who press no key. Browsers offer it
 * over https and on the computer of the server only.
 */
export function useScreenAwake(): void {
  useEffect(() => {
    if (!('wakeLock' in navigator)) return
    const stop = new AbortController()
    let lock: WakeLockSentinel | null = null
    const ask = async () => {
      if (document.visibilityState !== 'visible' || lock?.released === false) return
      // Refused on a battery that is nearly empty: the screen goes dark as it always does.
      lock = await navigator.wakeLock.request('screen').catch(() => null)
      if (stop.signal.aborted) void lock?.release()
    }
    // A browser lets go of it with every window that is out of sight.
    document.addEventListener('visibilitychange', () => void ask(), { signal: stop.signal })
    void ask()
    return () => {
      stop.abort()
      void lock?.release()
    }
  }, [])
}
