import type { PictureFormat } from './wish.ts'

/** The sentences of taking a picture out of a board. */
export const pictureMessages = {
  heading: 'Picture',
  what: 'Show',
  board: 'The whole board',
  frame: (name: string) => `Frame “${name}”`,
  selection: (count: number) =>
    count === 1 ? 'The selected shape' : `The ${count} selected shapes`,
  handout: (title: string) => `Handout: every scene of “${title}”`,
  notes: 'Speaker notes under each scene',
  notesLabel: 'Speaker notes',
  frames: 'Frames',
  scene: (number: number, title: string) => `Scene ${number}${title === '' ? '' : `: ${title}`}`,
  skipped: (title: string) => `${title === '' ? 'Scene' : title} (skipped)`,
  untitledBriefing: 'Untitled briefing',
  when: 'As it stood',
  now: 'Now',
  versions: 'Versions',
  onShow: 'The moment on show',
  format: 'Format',
  formats: {
    png: 'PNG',
    jpeg: 'JPEG',
    webp: 'WebP',
    svg: 'SVG',
    pdf: 'PDF',
  } satisfies Record<PictureFormat, string>,
  size: 'Size',
  appearance: 'Appearance',
  light: 'Light',
  dark: 'Dark',
  legend: 'Legend: what is shown, of when, its sources, and what could not be confirmed',
  sensitive: 'Show what is kept hidden as sensitive',
  preview: 'Preview',
  drawing: 'Drawing…',
  preparing: 'Reading the board…',
  large: (shapes: number) =>
    `${shapes.toLocaleString('en-GB')} shapes take a while to draw: there is no preview unless you ask.`,
  showPreview: 'Draw a preview',
  nothing: 'There is nothing here to show.',
  pixels: (w: number, h: number) =>
    `${w.toLocaleString('en-GB')} × ${h.toLocaleString('en-GB')} pixels`,
  pieces: (w: number, h: number, count: number) =>
    `${w.toLocaleString('en-GB')} × ${h.toLocaleString('en-GB')} pixels are more than one picture holds. It is saved as a zip of ${count} pieces that fit edge to edge; a smaller size, a frame or PDF is one file.`,
  pages:
    'Its words can be searched and copied. What is said of the items follows on pages of its own.',
  unlimited: 'It can be enlarged without end. Fonts and pictures are inside.',
  save: 'Save picture',
  copy: 'Copy',
  copied: 'The picture is copied. What is copied says nothing inside; the saved file does.',
  noClipboard:
    'This page came over plain http, where browsers let nothing be copied but text. Save the picture instead.',
  notCopied: 'The browser did not take the picture. Save it instead.',
  saved: (name: string) => `${name} is saved.`,
  missing: (count: number) =>
    count === 1 ? 'One thing could not be drawn:' : `${count} things could not be drawn:`,
  unsigned: (reason: string) => `It carries no content credentials: ${reason}`,
  cancel: 'Cancel',
  progress: 'How much of the picture is drawn',
  failed: 'The picture could not be made.',
  retry: 'Try again',
  unsaved:
    'Pictures are made of what the server has saved. Some of your work has not arrived there yet.',
} as const
