import { sql } from 'kysely'
import type { Regulation } from '#contract/regulations/document.types.ts'
import type { Actor } from '#server/platform/actor.ts'
import { now } from '#server/platform/clock.ts'
import { hashToken } from '#server/platform/http/session.ts'
import { loadActor } from '#server/desks/actor.queries.ts'
import { cloneDatabase, type Database } from '#test/support/database.ts'
import type { HandPace } from '#test/support/paceByHand.ts'
import { newId, startWorld, type World } from '#test/support/world.ts'
import { connect, openTicket } from '../situation.ts'

/** A client and its partner, with people on both sides. */
export type Scene = {
  world: World
  admin: string
  integrator: string
  owner: string
  agent: string
  /** A ticket of the client at its partner; taken by the agent unless told otherwise. */
  ticket: (how?: { taken: boolean }) => Promise<{ ticketId: string; messageId: string }>
  send: (ticketId: string, token: string, changes?: Partial<Sent>) => ReturnType<typeof send>
  actorOf: (token: string) => Promise<Actor>
}

type Sent = { messageId: string; text: string; kind: 'public' | 'note'; isQuestion: boolean; files: string[] }

/** `document`: what the partner promises instead of its preset; `further`: what else stands in the servers' environment. */
export async function startScene(
  byHand: HandPace | null = null,
  document: Regulation | null = null,
  further: Record<string, string> = {},
  openDatabase: () => Promise<Database> = cloneDatabase,
): Promise<Scene> {
  const world = await startWorld(openDatabase, byHand, undefined, further)
  await world.install('standard', 'desk', 'standard')
  const owner = await world.install('partner', 'desk')
  if (document !== null) {
    const { lastVersion } = await world.call('readRegulation', {}, owner)
    await world.call('publishRegulation', { document, effectiveAt: null, lastVersion }, owner)
  }
  const admin = await world.install('client', 'client')
  await world.call('namePerson', { userId: 3, as: 'integrator' }, admin)
  await world.call('setStaff', { userId: 3, role: 'agent' }, owner)
  await connect(world, admin, owner)
  const agent = await world.enter('partner', 3)
  return {
    world,
    admin,
    integrator: await world.enter('client', 3),
    owner,
    agent,
    async ticket({ taken } = { taken: true }) {
      const opened = await openTicket(world, admin, 'Не приходят письма')
      if (taken) await world.call('takeTicket', { ticketId: opened.ticketId }, agent)
      return opened
    },
    send: (ticketId, token, changes = {}) => send(world, ticketId, token, changes),
    actorOf: (token) => loadActor(world.store.db, hashToken(token), now(), null),
  }
}

function send(world: World, ticketId: string, token: string, changes: Partial<Sent>) {
  return world.ask('sendMessage', { ticketId, messageId: newId(), text: 'ещё', ...changes }, token)
}

/** The numbers of a ticket's journal: the desk's, and the client's beside it. */
export async function numbersOf({ store }: World, ticketId: string) {
  const { rows } = await sql<{ seq: number; publicSeq: number | null }>`
    select seq, public_seq as "publicSeq" from journal where ticket_id = ${ticketId} order by seq`.execute(store.db)
  return rows
}

export const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1)
