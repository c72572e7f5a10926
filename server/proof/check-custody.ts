import { z } from 'zod'
import { firstCustodyHash, nextCustodyHash, type CustodyRow } from '../custody/custody-chain.ts'
import { Mismatch, type ProofSource } from './proof-source.ts'

/** What a row that says "received" says of its file. */
const receipt = z.object({ name: z.string().optional(), size: z.number().optional() })

/**
 * Walks the custody log, and holds the board's files against what it says was received.
 *
 * @throws Mismatch at the first that does not fit
 */
export async function checkCustody(
  source: ProofSource,
  counts: { custodyRows: number },
): Promise<void> {
  const received = new Map<string, { seq: number; names: string[]; size: number | undefined }>()
  // Before the rows: a server may go on writing, and then they only reach further.
  const head = await source.custodyHead()
  let [seq, hash] = [0, firstCustodyHash(source.boardId)]
  for await (const row of source.custody()) {
    if (row.seq !== seq + 1) throw new Mismatch(`Row ${seq + 1} of the custody log is missing.`)
    hash = nextCustodyHash(hash, row)
    if (Buffer.compare(hash, row.hash) !== 0)
      throw new Mismatch(`Row ${row.seq} of the custody log, or its hash, was changed.`)
    seq = row.seq
    if (seq === head?.seq && Buffer.compare(hash, head.hash) !== 0)
      throw new Mismatch(
        `What is kept of row ${seq}, the last of the custody log, does not fit it.`,
      )
    counts.custodyRows++
    noteReceipt(received, row)
  }
  if (head && seq < head.seq)
    throw new Mismatch(`The custody log ends with row ${seq}, but it went on to row ${head.seq}.`)
  // After the log: a file has its place on the board before it is said to be received.
  const files = new Map((await source.files()).map((file) => [file.sha256, file]))
  for (const [sha256, { seq: at, names, size }] of received) {
    const file = files.get(sha256)
    const [name] = names
    if (!file)
      throw new Mismatch(
        `The file “${name ?? ''}” (SHA-256 ${sha256}) was received, as row ${at} of the custody log says, and is gone.`,
      )
    if (size !== undefined && size !== file.size)
      throw new Mismatch(`The size of “${file.name}” is not the one that was received.`)
    if (names.length > 0 && !names.includes(file.name))
      throw new Mismatch(
        `The file “${file.name}” (SHA-256 ${sha256}) was received under another name: “${name ?? ''}”.`,
      )
  }
}

function noteReceipt(
  received: Map<string, { seq: number; names: string[]; size: number | undefined }>,
  { seq, what, sha256, details }: CustodyRow,
): void {
  if (what !== 'received' || sha256 === null) return
  const { data } = receipt.safeParse(asJson(details, seq))
  const known = received.get(sha256) ?? { seq, names: [], size: data?.size }
  if (data?.name !== undefined) known.names.push(data.name)
  received.set(sha256, known)
}

function asJson(details: string, seq: number): unknown {
  try {
    return JSON.parse(details)
  } catch (cause) {
    throw new Mismatch(`Row ${seq} of the custody log cannot be read.`, { cause })
  }
}
