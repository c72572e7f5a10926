/** Asks for the whole screen. Where a browser gives none, the presentation fills its window all the same. */
export function enterFullScreen(): void {
  if (!document.fullscreenEnabled || document.fullscreenElement) return
  // Refused without a press, or by the browser's settings: the window is filled then.
  document.documentElement.requestFullscreen().catch(() => undefined)
}

export function leaveFullScreen(): void {
  if (document.fullscreenElement) document.exitFullscreen().catch(() => undefined)
}
