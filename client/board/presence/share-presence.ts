import { computed, isUninitialized, react, type Signal } from '@tldraw/state'
import {
  createPresenceStateDerivation,
  type TLInstancePresence,
  type TLStore,
} from '@tldraw/tlschema'
import type { Awareness } from 'y-protocols/awareness'
import { recordOf, stateOf } from './presence-state.ts'

const SEND_EVERY_MS = 50
/** Nobody is there to see; newcomers get the newest state anyway. */
const SEND_ALONE_EVERY_MS = 1_000

type Own = {
  awareness: Awareness
  me: { id: string; name: string; colour: string }
  /** Meanwhile others hear nothing: they are told of views at rest. */
  isMoving?: Signal<boolean>
}

/** Shows others where this person looks and points, and shows them here; returns how to stop. */
export function sharePresence(store: TLStore, own: Own): () => void {
  const stopSending = sendOwn(store, own)
  const stopShowing = showPresence(store, own.awareness)
  return () => {
    stopSending()
    stopShowing()
  }
}

function sendOwn(store: TLStore, { awareness, me, isMoving }: Own): () => void {
  const person = computed('me', () => ({ id: me.id, name: me.name, color: me.colour }))
  const newest = createPresenceStateDerivation(person)(store)
  const own = computed<TLInstancePresence | null>('at rest', (before) =>
    isMoving?.get() && !isUninitialized(before) ? before : newest.get(),
  )
  let timer: ReturnType<typeof setTimeout> | undefined
  let sentAt = 0
  let sent = ''
  const send = () => {
    timer = undefined
    sentAt = Date.now()
    const record = own.get()
    const state = record ? stateOf(record) : null
    const json = JSON.stringify(state)
    if (state === null || json === sent) return
    sent = json
    awareness.setLocalStateField('presence', state)
  }
  const stop = react('send presence', () => {
    own.get()
    const every = awareness.getStates().size > 1 ? SEND_EVERY_MS : SEND_ALONE_EVERY_MS
    timer ??= setTimeout(send, Math.max(0, sentAt + every - Date.now()))
  })
  const onSomebodyNew = ({ added }: { added: number[] }) => {
    if (added.length === 0 || timer === undefined) return
    clearTimeout(timer)
    send()
  }
  awareness.on('change', onSomebodyNew)
  return () => {
    stop()
    clearTimeout(timer)
    awareness.off('change', onSomebodyNew)
    awareness.setLocalStateField('presence', null)
  }
}

/** Shows others where they look and point, and tells them nothing; returns how to stop. */
export function showPresence(store: TLStore, awareness: Awareness): () => void {
  const changed = new Set(awareness.getStates().keys())
  let frame: number | null = null
  const show = () => {
    frame = null
    const put: TLInstancePresence[] = []
    const remove: TLInstancePresence['id'][] = []
    for (const clientId of changed) {
      if (clientId === awareness.clientID) continue
      const state = awareness.getStates().get(clientId)
      const record = state ? recordOf(clientId, state) : null
      if (record) put.push(record)
      else remove.push(`instance_presence:${clientId}` as TLInstancePresence['id'])
    }
    changed.clear()
    store.mergeRemoteChanges(() => {
      if (remove.length > 0) store.remove(remove)
      if (put.length > 0) store.put(put)
    })
  }
  const onChange = ({
    added,
    updated,
    removed,
  }: Record<'added' | 'updated' | 'removed', number[]>) => {
    for (const clientId of [...added, ...updated, ...removed]) changed.add(clientId)
    frame ??= requestAnimationFrame(show)
  }
  frame = requestAnimationFrame(show)
  awareness.on('change', onChange)
  return () => {
    awareness.off('change', onChange)
    if (frame !== null) cancelAnimationFrame(frame)
    store.mergeRemoteChanges(() => {
      const ids = store
        .allRecords()
        .flatMap((each) => (each.typeName === 'instance_presence' ? each.id : []))
      store.remove(ids)
    })
  }
}
