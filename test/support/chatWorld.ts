import { partnerFound, searchIsOver } from '#server/connections/partnerRequests/ending.commands.ts'
import { beginOnVersion } from '#server/connections/versions/firstVersion.commands.ts'
import { randomUUID } from 'node:crypto'
import type { DeskKind } from '#contract/session.ts'
import type { Actor, StaffActor } from '#server/platform/actor.ts'
import { allow } from '#server/platform/http/access.ts'
import { now } from '#server/platform/clock.ts'
import { openStore } from '#server/platform/db/db.ts'
import { prepareJobs } from '#server/platform/jobs/jobs.ts'
import { makeSecrets } from '#server/platform/secrets.ts'
import { hashToken, openSession } from '#server/platform/http/session.ts'
import { makeTransaction, type UnitOfWork, type Transaction } from '#server/platform/db/unitOfWork.ts'
import { markInstalled, switchClientRole } from '#server/portals/portals.commands.ts'
import { recordVisit } from '#server/portals/visits.commands.ts'
import { lockPortal } from '#server/portals/feature.ts'
import { regulationAt } from '#server/regulations/regulation.queries.ts'
import { loadActor } from '#server/desks/actor.queries.ts'
import { issueCode } from '#server/connections/codes/codes.commands.ts'
import { digestOf } from '#server/connections/codes/domain/code.ts'
import { createDeskKey, install, setStaff } from '#server/desks/desks.commands.ts'
import { stateTokenOf } from '#server/connections/domain/connection.ts'
import { findAnswering } from '#server/connections/entitlement/entitlement.queries.ts'
import { testMasterKey } from './masterKey.ts'
import type { Listener } from '#test/portal/http.ts'
import { ticketDeps } from './ticketDeps.ts'
import { activateCode, type SwitchDeps } from '#server/connections/connection.commands.ts'
import { loadSupportForUpdate } from '#server/connections/support/support.queries.ts'
import { moveTicket } from '#server/tickets/moves.commands.ts'
import { openTicket } from '#server/tickets/openTicket.commands.ts'

export type Conversation = {
  ticketId: string
  /** Each conversation has a client and an agent of its own. */
  clientToken: string
  deskToken: string
  memberId: string
  deskId: string
}
export type ChatDesk = { deskId: string; kind: DeskKind; memberId: string; owner: StaffActor; ownerToken: string }
export type ChatClientPortal = { memberId: string; admin: Actor; adminToken: string }

/** Desks, client portals and tickets made by the product's own commands, without a portal behind them. */
export type ChatWorld = {
  openDesk(kind: DeskKind): Promise<ChatDesk>
  openClient(): Promise<ChatClientPortal>
  /** A support code of the desk, issued and activated. */
  connect(client: ChatClientPortal, desk: ChatDesk): Promise<void>
  /** A ticket at the desk that answers this portal, taken by an agent of its own. */
  converse(client: ChatClientPortal, desk: ChatDesk): Promise<Conversation>
  close(): Promise<void>
}

const oneDay = 24 * 60
const writersAtOnce = 8
const portalsPerDesk = 2

/** N conversations, spread evenly over partner desks and their connected portals. */
export async function prepareConversations(
  databaseUrl: string,
  { conversations, desks = Math.min(10, conversations) }: { conversations: number; desks?: number },
): Promise<Conversation[]> {
  const world = await openChatWorld(databaseUrl)
  try {
    const pairs = await inTurns(desks, async () => {
      const desk = await world.openDesk('partner')
      const clients = await inTurns(portalsPerDesk, () => world.openClient())
      for (const client of clients) await world.connect(client, desk)
      return { desk, clients }
    })
    return await inTurns(conversations, async (index) => {
      const pair = pairs[index % desks]
      const client = pair?.clients[Math.floor(index / desks) % portalsPerDesk]
      if (pair === undefined || client === undefined) throw new Error('a conversation needs a desk and a portal')
      return world.converse(client, pair.desk)
    })
  } finally {
    await world.close()
  }
}

/**
 * `at`: when it all happens, if not now; `sessionMinutes`: for how long the tokens are good; `portal`: where something answers for the
 * portals, needed where an admin acts by HTTP.
 */
export async function openChatWorld(
  databaseUrl: string,
  {
    at: when = null,
    sessionMinutes = oneDay,
    portal,
  }: { at?: Date | null; sessionMinutes?: number; portal?: Listener } = {},
): Promise<ChatWorld> {
  await prepareJobs(databaseUrl)
  const store = openStore(databaseUrl, writersAtOnce)
  const clock = () => when ?? now()
  const unitOf = makeTransaction(store.db, () => {})
  const transaction: Transaction = (act, at = clock()) => unitOf(act, at)
  const secrets = makeSecrets(testMasterKey)
  const switchDeps: SwitchDeps = {
    ticketDeps,
    wakeConnectionAt: async () => {},
    deskIsGone: async () => {},
    partnerFound,
    searchIsOver,
    eraseTexts: async () => {},
    beginOnVersion: (unit, made) => beginOnVersion(unit, { addJob: async () => {} }, made),
  }
  let people = 0

  const enter = async (memberId: string, isPortalAdmin: boolean) => {
    people += 1
    const person = { userId: people, name: `Person ${people}`, photo: null }
    const { token } = await transaction((unit) =>
      openSession(
        unit,
        { memberId, isPortalAdmin, ...person, portalToken: secrets.seal(String(person.userId)) },
        sessionMinutes,
      ),
    )
    return { token, person }
  }
  const actorOf = (token: string) => loadActor(store.db, hashToken(token), clock(), null)

  return {
    async openDesk(kind) {
      const memberId = await openPortal(transaction, secrets, portal)
      const { token } = await enter(memberId, true)
      const actor = await actorOf(token)
      await transaction(async (unit) => {
        const deskKey = await createDeskKey(unit, { name: `Desk ${memberId.slice(0, 6)}`, kind })
        await install(unit, actor, { choice: 'desk', deskKey })
      })
      const owner = allow('owner', await actorOf(token))
      return { deskId: owner.desk.deskId, kind, memberId, owner, ownerToken: token }
    },
    async openClient() {
      const memberId = await openPortal(transaction, secrets, portal)
      const { token } = await enter(memberId, true)
      await transaction(async (unit) => {
        await switchClientRole(unit, memberId, true)
        await markInstalled(unit, memberId, null)
      })
      return { memberId, admin: await actorOf(token), adminToken: token }
    },
    connect: ({ admin }, desk) =>
      transaction(async (unit) => {
        const { support } = await loadSupportForUpdate(unit, admin.memberId)
        const { code } = await issueCode(unit, desk.owner, desk.deskId, openCode, secrets.pepper)
        const codeHash = digestOf(code, secrets.pepper)
        const stateToken = stateTokenOf(support, (await regulationAt(unit.tx, desk.deskId, unit.at)).version)
        await activateCode(unit, switchDeps, admin, { codeHash, stateToken })
      }),
    async converse(client, desk) {
      const writer = await enter(client.memberId, true)
      const agent = await enter(desk.memberId, false)
      await transaction((unit) => setStaff(unit, desk.owner, desk.deskId, { person: agent.person, role: 'agent' }))
      const [actor, taker] = await Promise.all([actorOf(writer.token), actorOf(agent.token)])
      const ticketId = randomUUID()
      const opening = { ticketId, messageId: randomUUID(), subject: 'How do I …', text: 'It does not work.' }
      await transaction(async (unit) => {
        await openTicket(unit, ticketDeps, actor, opening, await answeringFor(unit, client.memberId))
      })
      await transaction((unit) => moveTicket(unit, ticketDeps, taker, ticketId, { type: 'take' }, true))
      const { memberId } = client
      return { ticketId, clientToken: writer.token, deskToken: agent.token, memberId, deskId: desk.deskId }
    },
    close: () => store.close(),
  }
}

/** The application as whose these portals know the product. */
export const chatClientId = 'local.chat'

const openCode = { maxUses: 1000, expiresInDays: 30, clientStatus: 1, note: '' } as const

async function openPortal(
  transaction: Transaction,
  secrets: ReturnType<typeof makeSecrets>,
  portal: Listener | undefined,
): Promise<string> {
  const memberId = randomUUID().replaceAll('-', '')
  const domain = `${memberId.slice(0, 8)}.example`
  const endpoint = `${portal?.origin ?? `https://${domain}`}/rest/`
  await transaction((unit) =>
    recordVisit(unit, secrets, {
      identity: {
        memberId,
        userId: 1,
        clientId: chatClientId,
        domain,
        clientEndpoint: endpoint,
        serverEndpoint: endpoint,
        isInstalled: true,
        appVersion: null,
      },
      visitor: { name: 'Admin', photo: null, isAdmin: true, licence: professional },
      language: 'en',
      tokens: null,
      applicationToken: null,
    }),
  )
  return memberId
}

const professional = { licence: 'ru_pro100', licenceType: 'pro100', licenceFamily: 'pro' }

async function answeringFor(unit: UnitOfWork, memberId: string) {
  const portal = await lockPortal(unit, memberId)
  if (portal === null) throw new Error('the portal is not there')
  return findAnswering(unit, portal)
}

/** As many at once as the store has connections; results in order. */
async function inTurns<Result>(count: number, make: (index: number) => Promise<Result>): Promise<Result[]> {
  const results = Array.from<Result>({ length: count })
  let next = 0
  const work = async () => {
    while (next < count) {
      const index = next
      next += 1
      results[index] = await make(index)
    }
  }
  await Promise.all(Array.from({ length: Math.min(writersAtOnce, count) }, work))
  return results
}
