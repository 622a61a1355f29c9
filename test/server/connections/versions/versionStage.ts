import { afterAll, beforeAll, beforeEach, vi } from 'vitest'
import type { Concerns } from '#contract/regulations/types.ts'
import type { Regulation } from '#contract/regulations/document.types.ts'
import { now } from '#server/platform/clock.ts'
import { aroundTheClock } from '#server/regulations/presets/calendars.ts'
import { quantumMaintenance } from '#server/regulations/presets/quantumMaintenance.ts'
import { termsFor } from '#server/connections/versions/terms.queries.ts'
import { person } from '#test/portal/people.ts'
import { cloneDatabase } from '#test/support/database.ts'
import { paceByHand } from '#test/support/paceByHand.ts'
import { newId, startWorld, type World } from '#test/support/world.ts'
import { connect } from '../../situation.ts'

const DAY = 86_400_000

/** A partner of its own for each test, which sells around the clock; its clients; and a clock that is moved by hand. */
export function useVersions() {
  let count = 0
  let desk = ''
  let deskId = ''
  const held: { world?: World } = {}
  const world = (): World => {
    if (held.world === undefined) throw new Error('there is no world yet')
    return held.world
  }
  beforeAll(async () => {
    held.world = await startWorld(cloneDatabase, paceByHand())
    await held.world.install('standard', 'desk', 'standard')
  }, 60_000)
  afterAll(async () => {
    vi.useRealTimers()
    await held.world?.stop()
  })
  beforeEach(async () => {
    count += 1
    desk = `desk${count}`
    const users = { first: person(1, 'Ольга Первая', { isAdmin: true }) }
    await world().sandbox.addPortal({ key: desk, title: desk, users })
    deskId = (await world().call('readDesk', {}, await world().install(desk, 'desk'))).deskId
    await stage.publish({ calendars: { office: aroundTheClock('Europe/Moscow') } })
  })

  const memberIdOf = (client: string) => world().sandbox.portals[client]?.memberId ?? ''
  const stage = {
    world,
    deskId: () => deskId,
    memberIdOf,
    /** Sessions of before are gone once a story has moved the clock. */
    owner: () => world().enter(desk, 1),
    admin: (client: string) => world().enter(client, 1),
    inDays: (days: number) => new Date(now().getTime() + days * DAY).toISOString(),
    async publish(
      changes: Partial<Regulation>,
      concerns: Concerns = { who: 'new' },
      effectiveAt: string | null = null,
    ) {
      const owner = await stage.owner()
      const { inForce, lastVersion } = await world().call('readRegulation', {}, owner)
      const document = { ...inForce.document, ...changes }
      return world().ask('publishRegulation', { document, effectiveAt, concerns, lastVersion }, owner)
    },
    /** A portal that has connected this test's partner. */
    async aClient(): Promise<string> {
      count += 1
      const key = `client${count}`
      const users = structuredClone(world().sandbox.portals.client.users)
      await world().sandbox.addPortal({ key, title: key, users })
      await connect(world(), await world().install(key, 'client'), await stage.owner())
      return key
    },
    async daysLater(days: number): Promise<void> {
      await world().turn()
      vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + days * DAY, shouldAdvanceTime: true })
      await world().turn()
    },
    termsOf: (client: string, at = now()) =>
      termsFor({ tx: world().store.db, at }, { deskId, memberId: memberIdOf(client) }),
    async connectionOf(client: string) {
      const { connections } = await world().call('listConnections', {}, await stage.owner())
      const found = connections.find(({ memberId, endedAt }) => memberId === memberIdOf(client) && endedAt === null)
      if (found === undefined) throw new Error(`${client} is not connected`)
      return found
    },
    offers: async (client: string) =>
      world().call('readOffers', { account: { side: 'client', deskId } }, await stage.admin(client)),
    account: async (client: string) =>
      world().call('readAccount', { account: { side: 'client', deskId } }, await stage.admin(client)),
    support: async (client: string) => world().call('readSupport', {}, await stage.admin(client)),
    /** What the portal's people were notified of. */
    told: (client: string) =>
      world()
        .sandbox.notifications(client)
        .map(({ message }) => message),
    async actsOf(client: string) {
      const rows = await world()
        .store.db.selectFrom('journal')
        .select(['type', 'payload'])
        .where('member_id', '=', memberIdOf(client))
        .where('type', 'like', 'connection.version%')
        .orderBy('entry_id')
        .execute()
      return rows.map(({ type, payload }) => [type, payload['version']])
    },
    async goBack(client: string): Promise<void> {
      const { stateToken } = await stage.support(client)
      await world().call('returnToStandard', { stateToken }, await stage.admin(client))
    },
    async order(client: string, planCode: string, quanta: number, minor: number): Promise<string> {
      const orderId = newId()
      const total = { minor, currency: 'RUB' }
      await world().call('placeOrder', { deskId, orderId, planCode, quanta, total }, await stage.admin(client))
      return orderId
    },
    async pay(orderId: string, minor: number): Promise<void> {
      const amount = { minor, currency: 'RUB' }
      const payment = { orderId, documentNumber: orderId.slice(0, 8), documentDate: '2026-11-20', amount }
      await world().call('recordPayment', payment, await stage.owner())
    },
  }
  return stage
}

/** The plans of the preset at other prices, called anew where they are dearer. */
export function priced(factor: number): Pick<Regulation, 'plans'> {
  return {
    plans: structuredClone(quantumMaintenance.plans).map((plan) => {
      const title = factor > 1 ? { ...plan.title, ru: `Новый ${plan.title.ru}` } : plan.title
      if (plan.sold.by !== 'quantum') return plan
      const quantumPrices = plan.sold.quantumPrices.map((price) => ({ ...price, minor: price.minor * factor }))
      return { ...plan, title, sold: { ...plan.sold, quantumPrices } }
    }),
  }
}

/** Every plan answers in so many minutes. */
export function answeringIn(minutes: number): Pick<Regulation, 'targets'> {
  return {
    targets: quantumMaintenance.targets.map((row) =>
      row.within.by === 'time' ? { ...row, within: { ...row.within, minutes } } : row,
    ),
  }
}
