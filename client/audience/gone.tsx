import { Notice } from '../ui/states.tsx'
import { audienceMessages } from './audience-messages.ts'

const words = audienceMessages.door

/** A link that holds no longer, or never did. */
export function Gone() {
  return <Notice title={words.goneTitle} text={words.gone} />
}
