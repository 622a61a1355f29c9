import type { StaffActor } from '#server/platform/actor.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { AddJob } from '#server/platform/jobs/jobs.ts'
import { Refusal } from '#server/platform/refusal.ts'
import { readLater } from './inbox.commands.ts'
import { unpark } from './inbox.sql.ts'

/** What was parked is worked on as if it had just come. */
export async function retryEvent(unit: UnitOfWork, addJob: AddJob, actor: StaffActor, eventId: string): Promise<void> {
  const { deskId } = actor.desk
  const conversation = await unpark(unit, deskId, eventId)
  if (conversation === null) throw new Refusal('not_found')
  await readLater(unit, addJob, conversation)
  unit.wakes.push({ what: 'channels', deskId, memberId: null })
}
