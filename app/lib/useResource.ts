import { shallowRef } from 'vue'
import type { ShallowRef } from 'vue'
import type { ChangedThing } from '#contract/realtime.ts'
import { toApiError } from './apiError.ts'
import type { ApiError } from './apiError.ts'
import { onChanged, onReconnected } from './realtime.ts'

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

/** For the page that shows it: reads now, and whenever the server says that it changed or may have changed unseen. */
export function useLive(things: readonly ChangedThing[], read: () => Promise<void>): void {
  void read()
  onChanged((what) => {
    if (things.includes(what)) void read()
  })
  onReconnected(() => void read())
}
