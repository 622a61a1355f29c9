import { afterAll, vi } from 'vitest'

/**
 * For a file of stories: the servers' clock jumps ahead instead of being waited for, and never goes back before the file is over.
 * Browsers keep the true time; what they count down they count by the servers'.
 */
export function useClock(): { pass: (milliseconds: number) => void } {
  afterAll(() => void vi.useRealTimers())
  return {
    pass: (milliseconds) =>
      void vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + milliseconds, shouldAdvanceTime: true }),
  }
}
