import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { Lock, RequestRelease } from '@tus/server'
import { Refusal } from '../refusal.ts'

/** Who may write to an upload, among all servers: until `until` and as long as it is renewed. To a stranger it does not exist. */
export type Leases = {
  /** False where another holder has it. Refuses (`file_unknown`) where there is none of theirs. */
  lease(uploadId: string, holder: string, until: { seconds: number }): Promise<boolean>
  /** Refuses as well. */
  refuseUnknown(uploadId: string): Promise<void>
  giveBack(uploadId: string, holder: string): Promise<void>
}

const leaseSeconds = 20
const renewMilliseconds = 7000
const mostWaitMilliseconds = 10_000
const askEveryMilliseconds = 100

/** Of one call: `end` is what ends its reading, once somebody else wants the upload. */
export type UploadLocks = { newLock(id: string, leases: Leases, end: () => void): Lock }

/**
 * One request at a time writes to an upload, on whichever server: whoever comes asks the one before, whose connection may be dead
 * without knowing, to end, and gets its turn after that.
 */
export function makeUploadLocks(): UploadLocks {
  const here = new Map<string, RequestRelease>()
  return { newLock: (id, leases, end) => makeLock(leases, here, { id, end }) }
}

type Wanted = { id: string; end: () => void }

function makeLock(leases: Leases, here: Map<string, RequestRelease>, { id, end }: Wanted): Lock {
  const holder = randomUUID()
  let renewing: NodeJS.Timeout | undefined

  async function take(signal: AbortSignal): Promise<boolean> {
    const until = performance.now() + mostWaitMilliseconds
    while (performance.now() < until && !signal.aborted) {
      if (!here.has(id)) {
        if (await leases.lease(id, holder, { seconds: leaseSeconds })) return true
      } else {
        // Nobody ends what is not theirs.
        await leases.refuseUnknown(id)
        await here.get(id)?.()
      }
      await pause(askEveryMilliseconds)
    }
    return false
  }

  return {
    async lock(signal, requestRelease) {
      if (!(await take(signal))) throw new Refusal('upload_busy')
      const release = async () => {
        end()
        await requestRelease()
      }
      here.set(id, release)
      const renew = async () => {
        const isOurs = await leases
          .lease(id, holder, { seconds: leaseSeconds })
          .catch((error: unknown) => !(error instanceof Refusal))
        if (!isOurs) await release()
      }
      renewing = setInterval(() => void renew(), renewMilliseconds)
    },
    async unlock() {
      clearInterval(renewing)
      here.delete(id)
      await leases.giveBack(id, holder)
    },
  }
}
