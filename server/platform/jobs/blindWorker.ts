import type { WorkerEvents } from 'graphile-worker'

/** Three looks of each of four, a second apart. */
const mostFailures = 12

/**
 * graphile-worker asks once which tasks it has, and keeps the answer, also one that has failed: when the connection breaks at that
 * instant, it never finds a job again and says nothing. So its failures are counted while the database answers others.
 */
export function watchBlindWorker(events: WorkerEvents): { isBlind(): boolean; forget(): void } {
  let failures = 0
  const forget = () => {
    failures = 0
  }
  events.on('worker:getJob:error', () => {
    failures += 1
  })
  events.on('worker:getJob:empty', forget)
  events.on('job:start', forget)
  events.on('pool:create', forget)
  return { isBlind: () => failures >= mostFailures, forget }
}
