import { MINUTE } from '#server/calendar/seconds.ts'
import { theSystem, type Actor } from '#server/platform/actor.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { AddJob } from '#server/platform/jobs/jobs.ts'
import { Refusal } from '#server/platform/refusal.ts'
import { loadTicketForUpdate, ticketActorOf } from '../appendEvents.commands.ts'
import { appendTicketEntry } from '../appendTicketEntry.commands.ts'
import { appendInTickets } from './escalation.sql.ts'
import type { DeskPort } from '../desk.port.ts'
import { sideOf } from '../domain/side.ts'
import { ownersOf } from '../domain/ticketForUpdate.ts'
import * as rows from '../dutyPages.sql.ts'
import { nextStep } from '../domain/dutyPage.ts'

export type PagingDeps = { desk: Pick<DeskPort, 'dutyLadder'>; addJob: AddJob }

const pagesAtOnce = 20

/** T12: whoever is on duty is paged for this ticket; who is paged for it already is not again. Its row is locked by the caller. */
export async function startPage(
  unit: UnitOfWork,
  deps: PagingDeps,
  { pageId, ticketId }: { pageId: string; ticketId: string },
): Promise<void> {
  if (!(await rows.insertPage(unit, { pageId, ticketId }))) return
  const page = await rows.findOpenPage(unit.tx, ticketId)
  if (page !== null) await climb(unit, deps, page)
}

/** Pages that nobody has confirmed in time tell the next one; how many were looked at. */
export async function climbDuePages(unit: UnitOfWork, deps: PagingDeps): Promise<number> {
  const due = await rows.claimDuePages(unit, pagesAtOnce)
  for (const page of due) {
    if (page.isOpen) await climb(unit, deps, page)
    else await rows.endPageOf(unit, page.ticketId)
  }
  return due.length
}

/** One step, with what stands in the ticket of it and a notification, all in this transaction: so each step is done once. */
async function climb(unit: UnitOfWork, { desk, addJob }: PagingDeps, page: rows.DutyPageRow): Promise<void> {
  const { pageId, ticketId } = page
  const { confirmMinutes, ...ladder } = await desk.dutyLadder(unit, page.deskId)
  const next = nextStep(page, ladder)
  if (next === null) return rows.savePage(unit, { ...page, dueAt: null })
  const { step, people } = next
  const climbed = { steps: [...page.steps, step], told: [...page.told, ...people] }
  const isLast = nextStep(climbed, ladder) === null
  const dueAt = isLast ? null : new Date(unit.at.getTime() + confirmMinutes * MINUTE)
  await rows.savePage(unit, { pageId, ...climbed, dueAt })
  await appendInTickets(unit, 'ticket.dutyPaged', theSystem, [{ ticketId, payload: { step, people } }])
  const notice = `duty page ${pageId} ${step}`
  await addJob(unit, 'noticeDutyPage', { ticketId, step, people, notice }, { key: notice })
}

/** T12: somebody of the desk has taken it on; nobody else is told. Said again by the same person it is the same. */
export async function confirmDutyPage(unit: UnitOfWork, actor: Actor, ticketId: string): Promise<void> {
  const ticketForUpdate = await loadTicketForUpdate(unit, ticketId)
  const side = sideOf(actor, ownersOf(ticketForUpdate))
  if (side !== 'desk') throw new Refusal('not_allowed')
  const page = await rows.findOpenPage(unit.tx, ticketId)
  if (page === null) {
    if ((await rows.findNewestPage(unit.tx, ticketId))?.confirmedBy === actor.userId) return
    throw new Refusal('page_over')
  }
  await rows.confirmPage(unit, page.pageId, actor.userId)
  await appendTicketEntry(unit, ticketForUpdate, {
    event: { type: 'ticket.dutyConfirmed', payload: {} },
    actor: ticketActorOf(actor, side).actor,
    isPublic: false,
    isActivity: false,
  })
}
