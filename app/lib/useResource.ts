import { shallowRef } from 'vue'
import type { ShallowRef } from 'vue'
import type { ChangedKey, ChangedThing } from '#contract/realtime.ts'
import { toApiError } from './apiError.ts'
import type { ApiError } from './apiError.ts'
import { oneAtATime } from './oneAtATime.ts'
import { useRealtime } from './realtime.ts'

export interface Resource<Value> {
  value: ShallowRef<Value | null>
  reason: ShallowRef<ApiError | null>
  /** The newest question is not answered yet. */
  isReading: ShallowRef<boolean>
  read: () => Promise<void>
  /** Takes what a command of this page has answered. */
  keep: (value: Value) => void
  /** As if it had never been read; what is on its way is not waited for. */
  forget: () => void
}

/** Something that is read as a whole and read again when it changed: the answer to the newest question counts. */
export function useResource<Value>(load: () => Promise<Value>): Resource<Value> {
  const value: ShallowRef<Value | null> = shallowRef(null)
  const reason = shallowRef<ApiError | null>(null)
  const isReading = shallowRef(false)
  let newest = 0

  async function read(): Promise<void> {
    newest += 1
    const mine = newest
    isReading.value = true
    try {
      const answer = await load()
      if (mine === newest) value.value = answer
      if (mine === newest) reason.value = null
    } catch (error) {
      if (mine === newest) reason.value = toApiError(error)
    } finally {
      if (mine === newest) isReading.value = false
    }
  }

  function keep(answer: Value): void {
    value.value = answer
    reason.value = null
    // A read under way may be older than this answer, or know what a colleague did meanwhile: only a new one tells.
    if (isReading.value) void read()
  }

  function forget(): void {
    newest += 1
    value.value = null
    reason.value = null
    isReading.value = false
  }

  return { value, reason, isReading, read, keep, forget }
}

/** One of many, each by its key: what a page shows of it, and the ways to change that. */
export function useKeyedResource<Key, Value>(
  load: (key: Key) => Promise<Value>,
  nameOf: (key: Key) => string,
): (key: Key) => Resource<Value> {
  const known = new Map<string, Resource<Value>>()
  return (key) => {
    const name = nameOf(key)
    const one = known.get(name) ?? useResource(() => load(key))
    known.set(name, one)
    return one
  }
}

/** What a page shows; of accounts and queues also whose, as far as that is known. */
type Shown = ChangedThing | { what: ChangedThing; of: () => Partial<ChangedKey> }

/**
 * For the page that shows it: reads now, and whenever the server says that it changed or may have changed unseen. What changes
 * while it is being read is read once more, however often that is said.
 */
export function useLive(things: readonly Shown[], read: () => Promise<void>): void {
  const { onChanged, onReconnected } = useRealtime()
  const readAnew = oneAtATime(read)
  void readAnew()
  onChanged((what, key) => {
    if (things.some((thing) => isOf(thing, what, key))) void readAnew()
  })
  onReconnected(() => void read())
}

function isOf(thing: Shown, what: ChangedThing, key: ChangedKey | null): boolean {
  if (typeof thing === 'string') return thing === what
  if (thing.what !== what) return false
  const { deskId, memberId } = thing.of()
  return isSame(deskId, key?.deskId) && isSame(memberId, key?.memberId)
}

/** What one of the two leaves open may be the same. */
function isSame(shown: string | null | undefined, changed: string | null | undefined): boolean {
  return (shown ?? null) === null || (changed ?? null) === null || shown === changed
}
