/** Makes a text area as high as its text; not every browser has `field-sizing`. */
export function grow(area: HTMLTextAreaElement): void {
  area.style.height = 'auto'
  area.style.height = `${area.scrollHeight + 2}px`
}
