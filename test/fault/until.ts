import { setTimeout as delay } from 'node:timers/promises'

const lookEveryMs = 10

/** Waits for something that will become true by itself; says what was waited for when it does not. */
export async function until(what: string, isSo: () => boolean | Promise<boolean>, patienceMs = 30_000): Promise<void> {
  const givesUpAt = performance.now() + patienceMs
  while (!(await isSo())) {
    if (performance.now() > givesUpAt) throw new Error(`not within ${patienceMs / 1000} s: ${what}`)
    await delay(lookEveryMs)
  }
}
