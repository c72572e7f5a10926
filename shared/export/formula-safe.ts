/**
 * What begins like a formula would be run by the spreadsheet that opens it (OWASP, CSV injection): an apostrophe
 * makes it text. Where a spreadsheet parts cells at semicolons, tabs or lines, a formula may begin after one of these.
 */
export function formulaSafe(text: string): string {
  const inner = text.replaceAll(/([;\t\r\n]\s*)([=+\-@＝＋－＠])/gu, "$1'$2")
  return /^\s*[=+\-@＝＋－＠]/u.test(inner) ? `'${inner}` : inner
}
