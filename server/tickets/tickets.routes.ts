import type { TicketReasons } from '#contract/tickets/reasons.types.ts'
import type { TicketView } from '#contract/tickets/types.ts'
import type { Actor } from '#server/platform/actor.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { Call, Handlers } from '#server/platform/http/api.ts'
import { Refusal } from '#server/platform/refusal.ts'
import { regulationOfVersion } from '#server/regulations/regulation.queries.ts'
import type { AnsweringPort } from './answering.port.ts'
import { classifyTicket } from './classification.commands.ts'
import { sideOf } from './domain/side.ts'
import { moveTicket, type Move } from './moves.commands.ts'
import { recordContact } from './offlineContact.commands.ts'
import { findOutOfScope, readTicketScope } from './outOfScope.queries.ts'
import { livingOf } from './ticketLinks.queries.ts'
import { readTickets } from './ticketReads.sql.ts'
import { sideOfTicket } from './tickets.queries.ts'
import { findOwners } from './tickets.sql.ts'
import { viewTicket, type ViewDeps } from './ticketView.queries.ts'

export type TicketRoutes =
  | 'readTicket'
  | 'classifyTicket'
  | 'recordContact'
  | 'takeTicket'
  | 'assignTicket'
  | 'resolveTicket'
  | 'declineTicket'
  | 'readTicketScope'
  | 'declineOutOfScope'
  | 'deferTicket'
  | 'readReasons'
  | 'moveDeferralDate'
  | 'giveAccess'
  | 'resumeTicket'
  | 'confirmResolution'
  | 'withdrawTicket'
  | 'reopenTicket'

export function ticketRoutes(deps: ViewDeps): Handlers<TicketRoutes> {
  const { db, ticketDeps, answering } = deps
  const view = (call: Call, ticketId: string) => viewTicket(deps, call, ticketId)

  async function move(call: Call, ticketId: string, how: Move): Promise<TicketView> {
    await call.transaction(async (unit) => {
      // A reopened ticket needs people again, so the portal's entitlement is asked before the ticket is locked.
      const hasPeople = how.type === 'reopen' ? await hasPeopleAt(answering, unit, call.actor, ticketId) : true
      await moveTicket(unit, ticketDeps, call.actor, ticketId, how, hasPeople)
    })
    return view(call, ticketId)
  }

  return {
    readTicket: ({ ticketId }, call) => view(call, ticketId),
    async classifyTicket(input, call) {
      await call.transaction((unit) => classifyTicket(unit, ticketDeps, call.actor, input))
      return view(call, input.ticketId)
    },
    async recordContact(input, call) {
      await call.transaction((unit) => recordContact(unit, ticketDeps, call.actor, input))
      return view(call, input.ticketId)
    },
    takeTicket: ({ ticketId }, call) => move(call, ticketId, { type: 'take' }),
    assignTicket: ({ ticketId, userId }, call) => move(call, ticketId, { type: 'assign', userId }),
    resolveTicket: ({ ticketId, ...message }, call) => move(call, ticketId, { type: 'resolve', message }),
    declineTicket: ({ ticketId, reason, ...message }, call) =>
      move(call, ticketId, { type: 'decline', reason, message }),
    deferTicket: ({ ticketId, reason, until, ...message }, call) =>
      move(call, ticketId, { type: 'defer', reason, until: until === undefined ? null : new Date(until), message }),
    readReasons: ({ ticketId }, { actor }) => reasonsOf(deps, actor, ticketId),
    moveDeferralDate: ({ ticketId, until }, call) => move(call, ticketId, { type: 'moveDate', until: new Date(until) }),
    giveAccess: ({ ticketId, ...message }, call) => move(call, ticketId, { type: 'giveAccess', message }),
    readTicketScope: ({ ticketId }, { actor }) => readTicketScope(db, actor, ticketId),
    async declineOutOfScope({ ticketId, area, ...message }, call) {
      const why = await findOutOfScope(db, call.actor, { ticketId, area })
      return move(call, ticketId, { type: 'decline', ...why, message })
    },
    resumeTicket: ({ ticketId }, call) => move(call, ticketId, { type: 'resume' }),
    confirmResolution: ({ ticketId }, call) => move(call, ticketId, { type: 'confirm' }),
    withdrawTicket: ({ ticketId }, call) => move(call, ticketId, { type: 'withdraw' }),
    // A duplicate is not reopened: its problem goes on in another ticket, or is back in it.
    reopenTicket: async ({ ticketId }, call) => move(call, await livingOf(db, ticketId), { type: 'reopen' }),
  }
}

/** T6: of the version that the ticket was opened under (E9), as its desk's people choose from them. */
async function reasonsOf({ db }: Pick<ViewDeps, 'db'>, actor: Actor, ticketId: string): Promise<TicketReasons> {
  const side = await sideOfTicket(db, actor, ticketId)
  if (side !== 'desk') throw new Refusal('not_allowed')
  const [row] = await readTickets(db, [ticketId], { side, userId: actor.userId })
  if (row === undefined) throw new Refusal('not_found')
  const { reasons } = await regulationOfVersion(db, row.deskId, row.regulationVersion)
  return { reasons, clientLanguage: row.portalLanguage }
}

async function hasPeopleAt(port: AnsweringPort, unit: UnitOfWork, actor: Actor, ticketId: string): Promise<boolean> {
  const owners = await findOwners(unit.tx, ticketId)
  if (sideOf(actor, owners) !== 'client') return true
  const answering = await port.findAnswering(unit, actor.memberId)
  return answering.hasPeople && answering.deskId === owners?.deskId
}
