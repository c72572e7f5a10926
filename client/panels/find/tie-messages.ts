/** The sentences of tying two items without drawing. */
export const tieMessages = {
  title: 'Tie to…',
  button: 'Tie to…',
  from: (title: string) => `From: ${title}`,
  relation: 'How they relate',
  reversed: 'The other way round: the other item points to this one',
  other: 'The other item',
  otherPlaceholder: 'Words of the other item',
  thisPoints: (relation: string) => `This ${relation} …`,
  theyPoint: (relation: string) => `… ${relation} this`,
  tied: (from: string, relation: string, to: string) => `Tied: “${from}” ${relation} “${to}”.`,
  already: (from: string, relation: string, to: string) =>
    `They are tied so already: “${from}” ${relation} “${to}”.`,
  notTied: 'They could not be tied.',
  gone: 'This evidence is no longer on the board.',
} as const
