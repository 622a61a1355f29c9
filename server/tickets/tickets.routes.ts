import type { TicketView, ListTicketsInput, TicketPage } from '#contract/tickets/types.ts'
import type { Actor } from '#server/platform/actor.ts'
import type { Db } from '#server/platform/db/db.ts'
import type { Call, Handlers } from '#server/platform/http/api.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { PubSub } from '#server/platform/realtime/pubsub.ts'
import { editionOf } from '#server/portals/domain/licence.ts'
import { classifyTicket } from './classification.commands.ts'
import {
  actionsFor,
  editMessage,
  moveTicket,
  openTicket,
  sendMessage,
  sideOf,
  type Answering,
  type Move,
  type Side,
} from './tickets.commands.ts'
import { countTickets } from './tickets.sql.ts'
import { recordContact } from './offlineContact.commands.ts'
import { presentEntry, presentSummary, presentView } from './tickets.present.ts'
import { previewOf, type TicketDeps } from './appendEvents.commands.ts'
import { listTicketIds, lockTicket, ofClient, positionOf, saveReadMark, type ListCursor } from './tickets.sql.ts'
import type { MessageBatcher } from './messages/messageBatcher.commands.ts'
import { searchTickets } from './search/search.sql.ts'
import { searchedFor } from './search/domain/searchTerms.ts'
import { connectedSince, findOwners, readEntriesAfter, readEntriesBefore, readTickets } from './ticketReads.sql.ts'

export type TicketRoutesDeps = {
  db: Db
  messageBatcher: MessageBatcher
  pubSub: PubSub
  ticketDeps: TicketDeps
  /** Which desk answers this portal now (E1); holds the portal so that a switch cannot come between. */
  findAnswering(unit: UnitOfWork, memberId: string): Promise<Answering>
  /** Whether people of this desk answer the portal now: for buttons, so nothing is held. */
  hasPeople(memberId: string, deskId: string, at: Date): Promise<boolean>
  /** The actor as the database has it now; the hot path works with one that may be a second old. */
  refreshActor(call: Call): Promise<Actor>
}

type Names =
  | 'openTicket'
  | 'listTickets'
  | 'readTicket'
  | 'readEvents'
  | 'sendMessage'
  | 'editMessage'
  | 'deleteMessage'
  | 'markRead'
  | 'classifyTicket'
  | 'recordContact'
  | 'takeTicket'
  | 'assignTicket'
  | 'resolveTicket'
  | 'declineTicket'
  | 'deferTicket'
  | 'resumeTicket'
  | 'confirmResolution'
  | 'withdrawTicket'
  | 'reopenTicket'

const defaultPage = 100

export function ticketRoutes(deps: TicketRoutesDeps): Handlers<Names> {
  const { db, ticketDeps } = deps

  async function enter(actor: Actor, ticketId: string): Promise<Side> {
    return sideOf(actor, await findOwners(db, ticketId))
  }

  async function view(call: Pick<Call, 'actor' | 'at' | 'transaction'>, ticketId: string): Promise<TicketView> {
    const { actor } = call
    const side = await enter(actor, ticketId)
    const [row] = await readTickets(db, [ticketId], { side, userId: actor.userId })
    if (row === undefined) throw new Refusal('not_found')
    const hasPeople = side === 'desk' || (await deps.hasPeople(row.memberId, row.deskId, call.at))
    const can = await call.transaction(async (unit) => {
      const ticketForUpdate = await lockTicket(unit, ticketId)
      if (ticketForUpdate === null) return []
      return actionsFor(ticketForUpdate, { side, hasPeople }, await ticketDeps.termsOf(unit, ticketForUpdate), call.at)
    })
    const since = side === 'desk' ? await connectedSince(db, row.memberId, row.deskId) : null
    return presentView(row, side, {
      can,
      client:
        side === 'client'
          ? null
          : {
              portalName: row.portalDomain,
              domain: row.portalDomain,
              licence: row.portalLicence,
              boxIsEnterprise: editionOf({ license: row.portalLicence }) === 'box' ? row.portalIsEnterpriseBox : null,
              openedBy: row.openedBy,
              connectedSince: since?.toISOString() ?? null,
              openTickets: await countTickets(db, row.memberId, row.deskId, true),
            },
    })
  }

  async function list(actor: Actor, input: ListTicketsInput): Promise<TicketPage> {
    const { limit } = input
    const after = input.cursor === undefined ? null : readCursor(input.cursor)
    if (input.search !== undefined && input.search !== '') return search(actor, input, after)
    const ids = await listTicketIds(db, actor, { ...input, limit: limit + 1 }, after)
    const rows = await readTickets(db, ids.slice(0, limit), { side: 'client', userId: actor.userId })
    const last = rows.at(-1)
    return {
      tickets: rows.map((row) => presentSummary(row, 'client')),
      nextCursor:
        ids.length > limit && last !== undefined ? writeCursor({ at: last.activeAt, ticketId: last.ticketId }) : null,
    }
  }

  async function search(actor: Actor, input: ListTicketsInput, after: ListCursor | null): Promise<TicketPage> {
    const { limit } = input
    const words = searchedFor(input.search ?? '')
    if (words === null) return { tickets: [], nextCursor: null }
    const behind = after === null ? null : { saidAt: after.at, ticketId: after.ticketId }
    const conditions = ofClient(actor, input)
    const asked = { words, after: behind, limit: limit + 1, conditions, isOpenOnly: false, isNarrow: false }
    const found = await searchTickets(db, { side: 'client', memberId: actor.memberId }, asked)
    const page = found.slice(0, limit)
    const ids = page.map(({ ticketId }) => ticketId)
    const rows = await readTickets(db, ids, { side: 'client', userId: actor.userId })
    const last = page.at(-1)
    return {
      tickets: rows.map((row) => presentSummary(row, 'client')),
      nextCursor:
        found.length > limit && last !== undefined ? writeCursor({ at: last.saidAt, ticketId: last.ticketId }) : null,
    }
  }

  async function move(call: Call, ticketId: string, how: Move): Promise<TicketView> {
    await call.transaction(async (unit) => {
      // A reopened ticket needs people again, so the portal's entitlement is asked before the ticket is held.
      const hasPeople = how.type === 'reopen' ? await hasPeopleAt(deps, unit, call.actor, ticketId) : true
      await moveTicket(unit, ticketDeps, call.actor, ticketId, how, hasPeople)
    })
    return view(call, ticketId)
  }

  return {
    async openTicket(input, call) {
      await call.transaction(async (unit) => {
        const answering = await deps.findAnswering(unit, call.actor.memberId)
        await openTicket(unit, ticketDeps, call.actor, input, answering)
      })
      return view(call, input.ticketId)
    },
    listTickets: (input, { actor }) => list(actor, input),
    readTicket: ({ ticketId }, call) => view(call, ticketId),
    async readEvents(input, { actor }) {
      const side = await enter(actor, input.ticketId)
      const limit = input.limit ?? defaultPage
      const before = input.before ?? Number.MAX_SAFE_INTEGER
      const entries =
        input.after === undefined
          ? await readEntriesBefore(db, input.ticketId, side, before, limit)
          : await readEntriesAfter(db, input.ticketId, side, input.after, limit)
      const events = entries.flatMap((entry) => presentEntry(entry, side) ?? [])
      const [row] = await readTickets(db, [input.ticketId], null)
      const lastSeq = side === 'client' ? row?.lastPublicSeq : row?.lastSeq
      return { events, hasEarlier: (events[0]?.seq ?? 1) > 1, lastSeq: lastSeq ?? 0 }
    },

    async sendMessage(input, call) {
      const side = quickSide(call.actor, input)
      if (side !== null) {
        const preview = previewOf(input.text)
        const quick = await deps.messageBatcher(side, { ...call, input, preview })
        if (quick !== null) {
          deps.pubSub.publish([`t:${input.ticketId}`])
          return { messageId: input.messageId, seq: quick.seq, at: quick.at.toISOString() }
        }
      }
      const actor = await deps.refreshActor(call)
      const sent = await call.transaction((unit) => sendMessage(unit, ticketDeps, actor, input))
      return { messageId: input.messageId, seq: sent.seq, at: sent.at.toISOString() }
    },
    async editMessage(input, { actor, transaction }) {
      await transaction((unit) => editMessage(unit, actor, input))
      return {}
    },
    async deleteMessage(input, { actor, transaction }) {
      await transaction((unit) => editMessage(unit, actor, { ...input, text: null }))
      return {}
    },
    async markRead({ ticketId, seq }, { actor, transaction }) {
      const side = await enter(actor, ticketId)
      const position = await positionOf(db, ticketId, side, seq)
      const isNew = await transaction((unit) =>
        saveReadMark(unit, { ticketId, side, userId: actor.userId, ...position }),
      )
      if (isNew) deps.pubSub.publishRead(ticketId, side, position.publicSeq)
      return {}
    },

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
    deferTicket: ({ ticketId, reason, until }, call) =>
      move(call, ticketId, { type: 'defer', reason, until: new Date(until) }),
    resumeTicket: ({ ticketId }, call) => move(call, ticketId, { type: 'resume' }),
    confirmResolution: ({ ticketId }, call) => move(call, ticketId, { type: 'confirm' }),
    withdrawTicket: ({ ticketId }, call) => move(call, ticketId, { type: 'withdraw' }),
    reopenTicket: ({ ticketId }, call) => move(call, ticketId, { type: 'reopen' }),
  }
}

/** Which statement to try first; a note or a question always needs a decision. Somebody on both sides goes the long way. */
function quickSide(actor: Actor, input: { kind: string; isQuestion: boolean }): Side | null {
  if (input.kind !== 'public' || input.isQuestion) return null
  if (actor.client !== null && actor.desk !== null) return null
  return actor.client === null ? 'desk' : 'client'
}

async function hasPeopleAt(deps: TicketRoutesDeps, unit: UnitOfWork, actor: Actor, ticketId: string): Promise<boolean> {
  const owners = await findOwners(unit.tx, ticketId)
  if (sideOf(actor, owners) !== 'client') return true
  const answering = await deps.findAnswering(unit, actor.memberId)
  return answering.hasPeople && answering.deskId === owners?.deskId
}

function writeCursor({ at, ticketId }: ListCursor): string {
  return `${at.getTime()}_${ticketId}`
}

function readCursor(text: string): ListCursor {
  const parts = /^(\d{1,14})_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(text)
  if (parts === null) throw new Refusal('invalid_input', { field: 'cursor', problem: 'not a cursor' })
  return { at: new Date(Number(parts[1])), ticketId: parts[2] ?? '' }
}
