import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { sql } from 'kysely'
import { theSystem } from '#server/platform/actor.ts'
import { now } from '#server/platform/clock.ts'
import { eventually } from '#test/support/eventually.ts'
import { openSocket, type Socket } from '#test/support/socket.ts'
import { newId } from '#test/support/world.ts'
import { startSituation, type Role, type Situation } from '../situation.ts'
import { isHeard } from '../platform/realtime/watching.ts'

const quantum = 10 * 60_000

let situation: Situation
let other: { url: string; stop: () => Promise<void> }
beforeAll(async () => {
  situation = await startSituation()
  other = await situation.world.startAnother()
  vi.useFakeTimers({ toFake: ['Date'], now: now() })
}, 60_000)
afterAll(async () => {
  vi.useRealTimers()
  await other.stop()
  // Of the one entry whose type no release knows, which the reactions pass over.
  await situation.world.stop(/^an entry of the journal cannot be read and is passed over$/)
})

const moveOn = (milliseconds: number) => vi.setSystemTime(now().getTime() + milliseconds)
const memberOf = (portal: string) => situation.world.sandbox.portals[portal]?.memberId ?? ''
const own = { side: 'client', deskId: null } as const

async function pay(quanta: number): Promise<void> {
  const { world, tokens, deskIds } = situation
  const orderId = newId()
  const total = { minor: quanta * 600_00, currency: 'RUB' }
  const order = { deskId: deskIds.partner, orderId, planCode: 'prepaid', quanta, total }
  await world.call('placeOrder', order, tokens.admin)
  const payment = { orderId, documentNumber: orderId.slice(0, 8), documentDate: '2026-11-20', amount: total }
  await world.call('recordPayment', payment, tokens.owner)
}

/**
 * Both servers have found in the journal what was done before: each act is told when it is done and when it is found. The last
 * entry is one that only the journal tells of, by a release that knows accounts of no desk.
 */
async function untilPolled(ofPortal: readonly Socket[]): Promise<void> {
  await sql`
    insert into journal (at, type, member_id, actor, payload)
    values (${now()}, 'portal.painted', ${memberOf('firm')}, ${JSON.stringify(theSystem)}, '{}')`.execute(
    situation.world.store.db,
  )
  for (const page of ofPortal) await page.next('changed', ({ key }) => key?.deskId === null)
}

/** What was told of accounts; other things are told to the portal besides. */
const changesOf = (page: Socket | undefined) =>
  (page?.all('changed') ?? []).flatMap(({ type: _type, ...change }) => (change.what === 'billing' ? [change] : []))

it('Q6 T8 each quantum that begins is told to the open pages of its client and its desk, at every server, and to nobody else', async () => {
  const { world, tokens, tickets, deskIds } = situation
  await pay(12)
  const seats: [Role, string][] = [
    ['integrator', world.url],
    ['admin', other.url],
    ['lead', other.url],
    ['rivalAdmin', world.url],
    ['bureauOwner', other.url],
    ['standardAgent', world.url],
    ['employee', world.url],
  ]
  const pages = new Map<Role, Socket>()
  for (const [role, url] of seats) pages.set(role, await openSocket(url, tokens[role]))
  await untilPolled((['integrator', 'admin'] as const).flatMap((role) => pages.get(role) ?? []))
  const before = new Map([...pages].map(([role, page]) => [role, changesOf(page).length]))
  const told = (role: Role) => changesOf(pages.get(role)).slice(before.get(role))
  const mine = { what: 'billing', key: { deskId: deskIds.partner, memberId: memberOf('firm') } }
  const concerned = ['integrator', 'admin', 'lead'] as const
  const toldTimes = (times: number) =>
    eventually(() =>
      expect(concerned.map(told)).toEqual(concerned.map(() => Array.from({ length: times }, () => mine))),
    )

  await world.call('startTimer', { ticketId: tickets.partner.ticketId, intervalId: newId() }, tokens.agent)
  // The start when it happens and when it is found in the journal, and its first quantum: while one waits, the clock goes on.
  await toldTimes(3)
  expect(await world.call('readAccount', { account: own }, tokens.integrator)).toMatchObject({ left: 11 })
  moveOn(quantum)
  await toldTimes(4)
  expect(await world.call('readAccount', { account: own }, tokens.integrator)).toMatchObject({ left: 10 })

  for (const page of pages.values()) await isHeard(page)
  for (const role of ['rivalAdmin', 'bureauOwner', 'standardAgent', 'employee'] as const) expect(told(role)).toEqual([])
  await Promise.all([...pages.values()].map((page) => page.close()))
}, 60_000)

it('Q11 between a timer and its agent nothing is told to the client', async () => {
  const { world, deskIds } = situation
  const { timer } = await world.call('readOwnTimer', {}, await world.enter('partner', 3))
  const client = await openSocket(world.url, await world.enter('firm', 3))
  const lead = await openSocket(world.url, await world.enter('partner', 2))

  await world.call('answerTimer', { intervalId: timer?.intervalId ?? '' }, await world.enter('partner', 3))
  await lead.next('changed', ({ what }) => what === 'billing')
  await isHeard(client)

  expect(changesOf(lead)).toEqual([{ what: 'billing', key: { deskId: deskIds.partner, memberId: null } }])
  expect(changesOf(client)).toEqual([])
  await Promise.all([client.close(), lead.close()])
}, 60_000)
