import { signUpBody } from '../../shared/protocol/http.ts'
import { configOfProcess } from '../config.ts'
import { takeDataFolder } from '../data-folder.ts'
import { createLogger } from '../logger.ts'
import { openParts, openSample } from '../open-parts.ts'
import { checked } from './checked.ts'
import { print, tell } from './catalogue.ts'

/** The first account on an empty data folder, with the sample board, and an API key for it. */
export async function init(options: {
  name: string
  email: string
  password?: string
}): Promise<void> {
  const { name, email, password } = checked(
    signUpBody.extend({ password: signUpBody.shape.password.optional() }),
    options,
  )
  const config = configOfProcess()
  const leaveDataFolder = takeDataFolder(config.dataDir)
  const { parts, close } = await openParts(config, createLogger('error', { toStderr: true }))
  try {
    const owner = await parts.doors.addFirst({ name, email, password: password ?? null })
    await openSample(parts)
    const { key } = await parts.keys.make(owner.id, 'command line')
    tell(`${name} owns this installation. The last line is an API key; it is shown only now.`)
    print(key)
  } finally {
    await close()
    leaveDataFolder()
  }
}
