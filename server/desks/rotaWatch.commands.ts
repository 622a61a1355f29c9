import type { Transaction, UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { AddJob } from '#server/platform/jobs/jobs.ts'
import type { Log } from '#server/platform/log.ts'
import { findGaps } from './coverage.queries.ts'
import { warningsAt, type GapWarning } from './domain/rotaGaps.ts'
import * as rows from './rotaWatch.sql.ts'

export type WatchingDeps = { transaction: Transaction; log: Pick<Log, 'error'>; addJob: AddJob }

const desksAtOnce = 5
const againMilliseconds = 30_000

/** E10: desks whose rota is to be looked through now; how many. Each warning and its notification are one transaction. */
export async function watchDueRotas(unit: UnitOfWork, addJob: AddJob): Promise<number> {
  const deskIds = await rows.claimWatches(unit, desksAtOnce)
  for (const deskId of deskIds) await watchRota(unit, addJob, deskId)
  return deskIds.length
}

/** Each by itself: one that cannot be looked through is put off, so that no other waits for it; how many were due. */
export async function watchEachRota({ transaction, log, addJob }: WatchingDeps): Promise<number> {
  const deskIds = await transaction((unit) => rows.claimWatches(unit, desksAtOnce))
  for (const deskId of deskIds) {
    try {
      await transaction(async (unit) => {
        await rows.lockWatch(unit, deskId)
        await watchRota(unit, addJob, deskId)
      })
    } catch (error) {
      log.error({ err: error, deskId }, 'a rota was not looked through and will be looked for again')
      await transaction((unit) => rows.saveLookAt(unit, deskId, new Date(unit.at.getTime() + againMilliseconds)))
    }
  }
  return deskIds.length
}

async function watchRota(unit: UnitOfWork, addJob: AddJob, deskId: string): Promise<void> {
  const gaps = await findGaps(unit.tx, deskId, unit.at)
  const { warnings, warned, lookAt } = warningsAt(gaps, await rows.listWarned(unit.tx, deskId), unit.at)
  await rows.saveWarned(unit, deskId, warned)
  await rows.saveLookAt(unit, deskId, lookAt)
  if (warnings.length === 0) return
  const notice = `rota ${deskId} ${unit.at.toISOString()}`
  await addJob(unit, 'noticeRotaGaps', { deskId, gaps: warnings.map(inWords), notice }, { key: notice })
}

function inWords({ who, step, from, until }: GapWarning) {
  return { who, step, from: from.toISOString(), until: until?.toISOString() ?? null }
}
