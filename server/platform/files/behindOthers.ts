import { readlinkSync } from 'node:fs'
import { constants, setPriority } from 'node:os'

/**
 * Called in a thread that computes for long: where cores are short, messages and pages of the main thread go first. Linux alone gives
 * threads priorities of their own; elsewhere, and where it is not allowed, nothing changes.
 */
export function goBehindOthers(): void {
  const thread = threadId()
  if (thread === null) return
  try {
    setPriority(thread, constants.priority.PRIORITY_LOW)
  } catch {
    // It is slower for others, not wrong.
  }
}

/** Of the calling thread, as the system counts it; null where it says nothing of the kind. */
function threadId(): number | null {
  try {
    const id = /\/task\/(\d+)$/.exec(readlinkSync('/proc/thread-self'))?.[1]
    return id === undefined ? null : Number(id)
  } catch {
    return null
  }
}
