import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { newApiKey, role, signUpBody } from '../../shared/protocol/http.ts'
import type { Directory } from '../people/directory.ts'
import { checked } from './checked.ts'
import { print, tell, withCatalogue } from './catalogue.ts'

export async function createKey(options: { email: string; name: string }): Promise<void> {
  const { email, name } = checked(newApiKey.extend({ email: z.email() }), options)
  await withCatalogue(async ({ people, keys }) => {
    const person = await people.findByEmail(email)
    if (!person) throw new Error(`Nobody here has the address ${email}.`)
    const { key } = await keys.make(person.id, name)
    print(key)
  })
}

export async function invite(options: { board?: string; role: string }): Promise<void> {
  const chosen = checked(z.object({ board: z.string().optional(), role }), options)
  await withCatalogue(async ({ people, boards, invitations, config }) => {
    const owner = await people.owner()
    if (!owner) throw new Error('There is no account yet. `init` makes the first one.')
    const boardId = chosen.board ?? null
    if (boardId !== null && !(await boards.all()).some(({ id }) => id === boardId))
      throw new Error(`There is no board ${boardId}. \`board list\` lists them.`)
    const { token } = await invitations.make({ invitedBy: owner.id, boardId, role: chosen.role })
    if (config.publicUrl === null)
      tell('PUBLIC_URL is not set; put the address that people use in front of /join.')
    print(`${config.publicUrl ?? `http://localhost:${config.port}`}/join/${token}`)
  })
}

export async function setPassword(options: {
  email: string
  person?: string
  password?: string
}): Promise<void> {
  const { email, password: given } = checked(
    z.object({ email: z.email(), password: signUpBody.shape.password.optional() }),
    options,
  )
  await withCatalogue(async ({ people }) => {
    const person = await personOf(people, { email, name: options.person })
    const password = given ?? randomBytes(12).toString('base64url')
    await people.change(person.id, { email })
    await people.setPassword(person.id, password)
    tell(`${person.name} signs in with ${email} from now on; other sessions have ended.`)
    if (given === undefined) print(password)
  })
}

async function personOf(
  people: Directory,
  { email, name }: { email: string; name: string | undefined },
) {
  const known = await people.findByEmail(email)
  if (known) return known
  const named = (await people.withoutPassword()).filter((person) => person.name === name)
  const [only] = named
  if (only && named.length === 1) return only
  throw new Error(
    named.length > 1
      ? `Several people are called ${name}.`
      : `Nobody here has the address ${email}. --person names somebody who goes on by name only so far.`,
  )
}
