import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { SlaView } from '#contract/sla/types.ts'
import type { Category, Priority } from '#contract/regulations/base.types.ts'
import { openStore, type Store } from '#server/platform/db/db.ts'
import { catchUp } from '#test/support/catchUp.ts'
import { makeTransaction, type UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { publishRegulation } from '#server/regulations/regulations.commands.ts'
import type { Regulation } from '#server/regulations/domain/document.ts'
import { regulationOfVersion } from '#server/regulations/regulation.queries.ts'
import { makeAlarmEffects } from '#server/tickets/deadlines/alarmEffects.adapter.ts'
import { countClocks } from '#server/sla/clocks.queries.ts'
import { presentSla } from '#server/sla/sla.present.ts'
import { clockProjection } from '#server/sla/clocks.reactions.ts'
import { fireDue } from '#server/sla/fireAlarms.commands.ts'
import { saveDue } from '#server/tickets/deadlines/due.sql.ts'
import { ticketDeps as wiredDeps } from '#test/support/ticketDeps.ts'
import { classifyTicket } from '#server/tickets/classification.commands.ts'
import { ticketIsDue } from '#server/tickets/deadlines/ticketDue.commands.ts'
import { lockTickets, unlockTickets } from '#server/tickets/locks/locks.commands.ts'
import { sendMessage } from '#server/tickets/messages/messages.commands.ts'
import { moveTicket, type Move } from '#server/tickets/moves.commands.ts'
import { insertAccount } from '#server/billing/accounts/accounts.sql.ts'
import { openAccount } from '#server/billing/domain/account.ts'
import { emptyHead } from '#server/billing/domain/chain.ts'
import { openTicket } from '#server/tickets/openTicket.commands.ts'
import { recordContact } from '#server/tickets/offlineContact.commands.ts'
import { theSystem } from '#server/platform/actor.ts'
import { connectedUnderNewest } from '#test/support/onNewest.ts'
import { openChatWorld } from '#test/support/chatWorld.ts'
import { makeMemoryLog } from '#test/support/memoryLog.ts'

type Message = { side: 'client' | 'desk'; kind?: 'public' | 'note'; isQuestion?: boolean }
type Opening = { category?: Category; priority?: Priority }
export type FiredEntry = { ticketId: string; clock: string; percent: number; dueAt: string; at: Date }

/** A desk with this regulation, a client of it, and the product's commands at any instant; no server runs. */
export type ClockStage = Awaited<ReturnType<typeof openClockStage>>

/** `plansOf`: what the client has bought, so that its tickets wait for no payment. */
export async function openClockStage(databaseUrl: string, document: Regulation, plansOf?: () => string[]) {
  const world = await openChatWorld(databaseUrl)
  const desk = await world.openDesk('partner')
  const client = await world.openClient()
  await world.connect(client, desk)
  await world.close()
  const memory = makeMemoryLog()
  const notices: { task: string; who: string[]; payload: Record<string, unknown>; runAt: Date | undefined }[] = []
  const ticketDeps = { ...wiredDeps, plansOf: async () => (plansOf?.() ?? []).map((code) => ({ code, version: null })) }
  const alarmEffects = makeAlarmEffects({
    ticketDeps,
    async addJob(_unit, task, payload, { runAt } = {}) {
      notices.push({ task, who: 'who' in payload ? payload.who : [], payload: { ...payload }, runAt })
    },
  })
  const tickets = { memberId: client.memberId, deskId: desk.deskId }
  let store: Store = openStore(databaseUrl, 4)
  const work = <Result>(at: Date, act: (unit: UnitOfWork) => Promise<Result>) =>
    makeTransaction(store.db, () => {})(act, at)
  const actorOf = (side: Message['side']) => (side === 'client' ? client.admin : desk.owner)
  const { lastVersion, from } = await store.db
    .selectFrom('regulation_versions')
    .select((eb) => [eb.fn.max('version').as('lastVersion'), eb.fn.max('effective_at').as('from')])
    .where('desk_id', '=', desk.deskId)
    .executeTakeFirstOrThrow()
  await work(from, (unit) => publishRegulation(unit, desk.owner, { document, effectiveAt: null, lastVersion }))
  await connectedUnderNewest(store.db)
  if (plansOf !== undefined) {
    const { hash } = emptyHead(tickets.deskId, tickets.memberId)
    await work(from, (unit) => insertAccount(unit, tickets, openAccount(from, 1), hash))
  }

  const stage = {
    deskId: desk.deskId,
    notices,
    async open(at: Date, kind: Opening = {}): Promise<string> {
      const [ticketId = ''] = await stage.openMany([at], kind)
      return ticketId
    },
    /** Commands compose: all of them in one transaction, each at its own instant. */
    openMany: (ats: readonly Date[], { category, priority }: Opening = {}): Promise<string[]> =>
      work(ats[0] ?? new Date(), async (unit) => {
        const ticketIds: string[] = []
        const answering = { deskId: desk.deskId, hasPeople: true }
        for (const at of ats) {
          const ticketId = randomUUID()
          const opening = { ticketId, messageId: randomUUID(), subject: 'Почта', text: 'Не приходят письма' }
          const then = { ...unit, at }
          await openTicket(then, ticketDeps, client.admin, { ...opening, category, priority }, answering)
          // What the client proposes counts when staff says so (T3): here at once.
          if (category !== undefined && priority !== undefined) {
            await classifyTicket(then, ticketDeps, desk.owner, { ticketId, category, priority })
          }
          ticketIds.push(ticketId)
        }
        return ticketIds
      }),
    move: (at: Date, ticketId: string, move: Move, side: Message['side'] = 'desk') =>
      work(at, (unit) => moveTicket(unit, ticketDeps, actorOf(side), ticketId, move, true)),
    write: (at: Date, ticketId: string, { side, kind = 'public', isQuestion = false }: Message) =>
      work(at, (unit) =>
        sendMessage(unit, ticketDeps, actorOf(side), {
          ticketId,
          messageId: randomUUID(),
          text: 'Пишу',
          kind,
          isQuestion,
        }),
      ),
    classify: (at: Date, ticketId: string, kind: { category: Category; priority: Priority }) =>
      work(at, (unit) => classifyTicket(unit, ticketDeps, desk.owner, { ticketId, ...kind })),
    contact: (at: Date, ticketId: string) =>
      work(at, (unit) =>
        recordContact(unit, ticketDeps, desk.owner, {
          ticketId,
          messageId: randomUUID(),
          way: 'phone',
          text: 'Позвонил',
        }),
      ),
    lock: (at: Date) =>
      work(at, (unit) => lockTickets(unit, ticketDeps, { ...tickets, reason: 'left_desk' }, theSystem)),
    unlock: (at: Date) => work(at, (unit) => unlockTickets(unit, ticketDeps, tickets, theSystem)),
    dateComes: (at: Date, ticketId: string) => work(at, (unit) => ticketIsDue(unit, ticketDeps, ticketId)),
    /** The journal's reaction, until it has seen everything. */
    async follow(): Promise<void> {
      const log = {
        error({ err }: { err: unknown }) {
          throw err
        },
        warn() {},
      }
      await catchUp({ transaction: (act, at = new Date()) => work(at, act), log }, clockProjection(saveDue, log))
    },
    /** What one process does when its alarm clock rings at this instant. */
    async fire(at: Date): Promise<void> {
      while ((await work(at, (unit) => fireDue(unit, alarmEffects))) > 0);
    },
    async sla(at: Date, ticketId: string): Promise<SlaView> {
      const [ticket] = await countClocks(store.db, [ticketId])
      if (ticket === undefined) throw new Error('there is no such ticket')
      const regulation = await regulationOfVersion(store.db, ticket.deskId, ticket.version)
      return presentSla(ticket, { regulation, level: 'basic', side: 'desk', at })
    },
    async alarms(ticketId: string) {
      const { rows } = await sql<{ clock: string; percent: number; due_at: Date; fired_at: Date | null }>`
        select clock, at_percent as percent, due_at, fired_at from sla_alarms where ticket_id = ${ticketId}
         order by due_at`.execute(store.db)
      return rows
    },
    async fired(ticketId: string | null = null): Promise<FiredEntry[]> {
      const { rows } = await sql<{
        ticket_id: string
        at: Date
        payload: { clock: string; percent: number; dueAt: string }
      }>`
        select ticket_id, at, payload from journal
         where type = 'sla.alarm' and (${ticketId}::uuid is null or ticket_id = ${ticketId}) order by entry_id`.execute(
        store.db,
      )
      return rows.map(({ ticket_id: id, at, payload }) => ({ ticketId: id, at, ...payload }))
    },
    /** Everything that a process holds is gone. */
    async restart(): Promise<void> {
      await store.close()
      store = openStore(databaseUrl, 4)
      await stage.follow()
    },
    db: () => store.db,
    async close(): Promise<void> {
      await store.close()
      const errors = memory.takeErrors()
      if (errors.length > 0) throw new Error(`logged as errors: ${JSON.stringify(errors)}`)
    },
  }
  // A reaction that is new begins at the end of the journal.
  await stage.follow()
  return stage
}
