import type { DueClock } from '#server/platform/loop.ts'
import { watchDueRotas, watchEachRota, type WatchingDeps } from './rotaWatch.commands.ts'
import { nextWatchAt } from './rotaWatch.sql.ts'

/** Looks through each rota once a day, when one of its gaps comes nearer, and where something of it has changed. */
export function rotaClock(deps: WatchingDeps): DueClock {
  return {
    name: 'rotas',
    claim: (unit) => watchDueRotas(unit, deps.addJob),
    claimEach: () => watchEachRota(deps),
    nextDueAt: nextWatchAt,
  }
}
