/** A number as people type it: "3,000", "3 000", "3.5"; undefined where it is none. */
export function numberOf(text: string): number | undefined {
  const plain = text.trim().replace(/(\d)[,\s\u00a0\u202f](?=\d{3}(\D|$))/g, '$1')
  if (!/^[-+−]?(\d+\.?\d*|\.\d+)$/.test(plain)) return undefined
  return Number(plain.replace('−', '-'))
}
