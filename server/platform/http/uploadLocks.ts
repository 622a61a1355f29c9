import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { Lock, Locker, RequestRelease } from '@tus/server'
import { Refusal } from '../refusal.ts'

/** Who may write to an upload, among all servers: until `until` and as long as it is renewed. */
export type Leases = {
  /** False where another holder has it. */
  lease(uploadId: string, holder: string, until: { seconds: number }): Promise<boolean>
  giveBack(uploadId: string, holder: string): Promise<void>
}

const leaseSeconds = 20
const renewMilliseconds = 7000
const mostWaitMilliseconds = 10_000
const askEveryMilliseconds = 100

export type UploadLocks = Locker

/**
 * One request at a time writes to an upload, on whichever server: whoever comes asks the one before, whose connection may be dead
 * without knowing, to end, and gets its turn after that.
 */
export function makeUploadLocks(leases: Leases): UploadLocks {
  const here = new Map<string, RequestRelease>()
  return { newLock: (id) => makeLock(leases, here, id) }
}

function makeLock(leases: Leases, here: Map<string, RequestRelease>, id: string): Lock {
  const holder = randomUUID()
  let renewing: NodeJS.Timeout | undefined

  async function take(signal: AbortSignal): Promise<boolean> {
    const until = performance.now() + mostWaitMilliseconds
    while (performance.now() < until && !signal.aborted) {
      if (!here.has(id) && (await leases.lease(id, holder, { seconds: leaseSeconds }))) return true
      await here.get(id)?.()
      await pause(askEveryMilliseconds)
    }
    return false
  }

  return {
    async lock(signal, requestRelease) {
      if (!(await take(signal))) throw new Refusal('upload_busy')
      here.set(id, requestRelease)
      const renew = () => {
        leases.lease(id, holder, { seconds: leaseSeconds }).then(
          (isOurs) => isOurs || requestRelease(),
          () => {},
        )
      }
      renewing = setInterval(renew, renewMilliseconds)
    },
    async unlock() {
      clearInterval(renewing)
      here.delete(id)
      await leases.giveBack(id, holder)
    },
  }
}
