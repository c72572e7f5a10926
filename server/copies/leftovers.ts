const names = new Set(['.ds_store', 'thumbs.db', 'ehthumbs.db', 'desktop.ini', '.localized'])

/** Whether a file is one that an operating system leaves wherever somebody looks into a folder or packs it. */
export function isLeftover(name: string): boolean {
  const folders = name.toLowerCase().split('/')
  const file = folders.at(-1) ?? ''
  return names.has(file) || file.startsWith('._') || folders.includes('__macosx')
}
