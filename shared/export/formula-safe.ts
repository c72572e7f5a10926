/**
 * What begins like a formula would be run by the spreadsheet that opens it (OWASP, CSV injection): an apostrophe
 * makes it text.
 */
export function formulaSafe(text: string): string {
  return /^\s*[=+\-@]/u.test(text) ? `'${text}` : text
}
