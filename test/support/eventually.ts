import { vi } from 'vitest'

/**
 * Waits for something that becomes true by itself; also a busy machine gets there in this time. Waiting costs nothing
 * where it is true at once. Asked more often, one person would use up the calls that a session has in a second.
 */
export function eventually<T>(check: () => T | Promise<T>): Promise<T> {
  return vi.waitFor(check, { timeout: 20_000, interval: 30 })
}
