export type GateSize = {
  /** So many are let in at once, and so many of one key. */
  most: number
  mostOfOne: number
  /** So many of one key may wait for it; whoever comes then is refused. */
  mostWaitingOfOne: number
}
/** Runs `work` when there is a place for its key; gives up waiting with the signal, and at once where too many wait. */
export type Gate = <Result>(key: string, signal: AbortSignal, work: () => Promise<Result>) => Promise<Result>

export class GateIsFull extends Error {}

type Waiting = { key: string; enter: () => void }

/** One whose answers are slow takes its own places, not those of all. */
export function makeGate({ most, mostOfOne, mostWaitingOfOne }: GateSize): Gate {
  const inside = new Map<string, number>()
  const waiting: Waiting[] = []
  let all = 0

  const hasPlace = (key: string) => all < most && (inside.get(key) ?? 0) < mostOfOne

  function enter(key: string): void {
    all += 1
    inside.set(key, (inside.get(key) ?? 0) + 1)
  }

  function leave(key: string): void {
    all -= 1
    const left = (inside.get(key) ?? 1) - 1
    if (left === 0) inside.delete(key)
    else inside.set(key, left)
    const next = waiting.findIndex((one) => hasPlace(one.key))
    if (next === -1) return
    for (const one of waiting.splice(next, 1)) one.enter()
  }

  function place(key: string, signal: AbortSignal): Promise<void> {
    if (hasPlace(key)) {
      enter(key)
      return Promise.resolve()
    }
    if (waiting.filter((one) => one.key === key).length >= mostWaitingOfOne) return Promise.reject(new GateIsFull())
    return new Promise((resolve, reject) => {
      const giveUp = () => {
        waiting.splice(waiting.indexOf(one), 1)
        reject(signal.reason)
      }
      const one: Waiting = {
        key,
        enter() {
          signal.removeEventListener('abort', giveUp)
          enter(key)
          resolve()
        },
      }
      waiting.push(one)
      signal.addEventListener('abort', giveUp, { once: true })
    })
  }

  return async (key, signal, work) => {
    signal.throwIfAborted()
    await place(key, signal)
    try {
      return await work()
    } finally {
      leave(key)
    }
  }
}
