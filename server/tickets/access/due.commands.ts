import { reminderDays } from '#contract/tickets/access.types.ts'
import { theSystem } from '#server/platform/actor.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { append } from '#server/platform/journal/journal.ts'
import { loadTicketForUpdate } from '../appendEvents.commands.ts'
import { ownersOf } from '../domain/ticketForUpdate.ts'
import { endAccess } from '../ticketAccess.commands.ts'
import { findBox } from '../ticketAccess.sql.ts'
import type { TicketDeps } from '../ticketDeps.port.ts'

const dayMilliseconds = 86_400_000

/** T9: its time is over, or what was in it is not changed yet; looked at anew, since both may be otherwise by now. */
export async function accessIsDue(unit: UnitOfWork, deps: Pick<TicketDeps, 'access'>, accessId: string): Promise<void> {
  const known = await findBox(unit.tx, accessId)
  if (known === null) return
  const ticketForUpdate = await loadTicketForUpdate(unit, known.ticketId)
  const box = await findBox(unit.tx, accessId)
  if (box === null) return
  const { state, until, kind, ticketId, ending } = box
  if (state === 'asked' || state === 'given') {
    if (unit.at.getTime() < until.getTime()) return deps.access.wakeAt(unit, accessId, until)
    return endAccess(unit, deps, ticketForUpdate, { cause: 'expired', actor: theSystem, accessId })
  }
  if (state !== 'wiped' || box.confirmed !== null || ending === null) return
  if (unit.at.getTime() >= ending.at.getTime() + reminderDays * dayMilliseconds) {
    const payload = { accessId, kind, ticketId }
    await append(unit, [{ type: 'access.reminded', payload, actor: theSystem, ...ownersOf(ticketForUpdate) }])
  }
  await deps.access.wakeAt(unit, accessId, new Date(unit.at.getTime() + reminderDays * dayMilliseconds))
}
