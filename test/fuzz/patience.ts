import { readFileSync } from 'node:fs'

/** So long after the last look it is looked again, at the least. */
const leastMs = 100

/**
 * Calls `late` once this process has had so much time. What it waited for a processor, because something else on the machine had
 * it, does not count: an answer that needs a second takes a minute there, and nothing hangs. Gives back what ends the wait.
 */
export function afterPatience(patienceMs: number, late: () => void, waited = waitedForProcessor): () => void {
  const [startedAt, waitedBefore] = [performance.now(), waited()]
  let timer = setTimeout(look, patienceMs)

  function look() {
    const had = performance.now() - startedAt - (waited() - waitedBefore)
    if (had >= patienceMs) late()
    else timer = setTimeout(look, Math.max(leastMs, patienceMs - had))
  }

  return () => clearTimeout(timer)
}

/** Milliseconds for which this thread could have gone on and had no processor, since it began; 0 where the system does not say. */
export function waitedForProcessor(): number {
  try {
    const [, nanoseconds = '0'] = readFileSync('/proc/thread-self/schedstat', 'utf8').split(' ')
    return Number(nanoseconds) / 1e6
  } catch {
    return 0
  }
}
