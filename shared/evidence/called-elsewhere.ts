/** One line of a name, which nothing in it can push out of sight or turn round, and that it is of elsewhere. */
export function calledElsewhere(name: string): string {
  const line = withoutTurning(name)
    .replaceAll(/[\p{Cc}\s]+/gu, ' ')
    .trim()
  if (line.endsWith(OF_ELSEWHERE)) return line
  const called = line.slice(0, MOST_NAME).toWellFormed()
  return `${called === '' ? 'Somebody' : called}${OF_ELSEWHERE}`
}

const OF_ELSEWHERE = ' (of the imported case)'
const MOST_NAME = 100

/** Without the marks that turn the words after them round. */
export function withoutTurning(text: string): string {
  return text.replaceAll(/[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g, '')
}
