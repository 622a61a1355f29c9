import * as v from 'valibot'
import { theSystem } from '#server/platform/actor.ts'
import type { Transaction, UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { AddJob, JobTasks } from '#server/platform/jobs/jobs.ts'
import { append } from '#server/platform/journal/journal.ts'
import type { AnsweringPort } from '../answering.port.ts'
import { alertedUpTo, alertsDue } from './domain/letter.ts'
import { lockLetter, saveLetter } from './letters.sql.ts'

const oneLetter = v.object({ letterId: v.string() })

declare module '#server/platform/jobs/jobs.ts' {
  interface Jobs {
    letterDue: v.InferOutput<typeof oneLetter>
  }
}

type Deps = { transaction: Transaction; answering: Pick<AnsweringPort, 'serves'>; addJob: AddJob }

/** T11: a letter that is not answered in time tells those who lead, and later the owner; run again, it tells nobody again. */
export function letterJobs(deps: Deps): JobTasks<'letterDue'> {
  return {
    letterDue: {
      payload: oneLetter,
      run: ({ letterId }) => deps.transaction((unit) => letterIsDue(unit, deps, letterId)),
    },
  }
}

async function letterIsDue(unit: UnitOfWork, { answering, addJob }: Deps, letterId: string): Promise<void> {
  const stored = await lockLetter(unit, letterId)
  if (stored === null || !(await answering.serves(stored.memberId, stored.deskId))) return
  const { tell, next } = alertsDue(stored.letter, unit.at)
  const alerts = alertedUpTo(stored.letter.alerts, tell.length)
  if (tell.length > 0) await saveLetter(unit, letterId, { ...stored.letter, alerts })
  const { memberId, deskId } = stored
  for (const who of tell) {
    await append(unit, [{ type: 'letter.late', payload: { letterId, who }, actor: theSystem, memberId, deskId }])
  }
  if (next !== null) await addJob(unit, 'letterDue', { letterId }, { key: `letter ${letterId}`, runAt: next })
}
