import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Channel } from '#contract/regulations/base.types.ts'
import type { EditionChannels } from '#contract/regulations/answering.types.ts'
import type { Plan } from '#contract/regulations/plans.types.ts'
import { now } from '#server/platform/clock.ts'
import { findChannels } from '#server/connections/entitlement/channels.queries.ts'
import { channelsOf } from '#server/connections/entitlement/domain/channels.ts'
import { loadPortal } from '#server/portals/portals.queries.ts'
import { cloneDatabase } from '#test/support/database.ts'
import { paceByHand } from '#test/support/paceByHand.ts'
import { everyChannel as served } from '#test/support/everyChannel.ts'
import { newId, startWorld, type World } from '#test/support/world.ts'
import { afterwards, prepaid, sellingBy } from '../../billing/plans/waysToSell.ts'
import { connect } from '../../situation.ts'
import { verdictOn } from './verdictOn.ts'

const DAY = 86_400_000

let world: World
let deskId: string
beforeAll(async () => {
  world = await startWorld(cloneDatabase, paceByHand(), served)
  await world.install('standard', 'desk', 'standard')
  await world.install('partner', 'desk')
  deskId = (await world.call('readDesk', {}, await owner())).deskId
  const regulation = sellingBy([
    prepaid('plain'),
    withChannels(prepaid('phone'), { official: ['app', 'phone'], chooseOne: null }),
    withChannels(lasting(prepaid('mail'), 10), { official: ['email'], chooseOne: null }),
    withChannels(prepaid('oneOf'), { official: ['app'], chooseOne: { from: ['telegram', 'max'], until: 'app' } }),
    withChannels(afterwards('usage', 4), { official: ['app', 'email'], chooseOne: null }),
  ])
  const channels = { ...regulation.channels, talkingOnly: [] }
  const document = { ...regulation, channels }
  const { lastVersion } = await world.call('readRegulation', {}, await owner())
  await world.call('publishRegulation', { document, effectiveAt: null, lastVersion }, await owner())
}, 60_000)
afterAll(() => world.stop())
afterEach(() => {
  vi.useRealTimers()
})

function withChannels(plan: Plan, rule: EditionChannels): Plan {
  return { ...plan, channels: { cloud: rule, box: rule } }
}

function lasting(plan: Plan, count: number): Plan {
  if (plan.sold.by !== 'quantum') return plan
  return { ...plan, sold: { ...plan.sold, valid: { unit: 'days', count } } }
}

/** Sessions of before are gone once a story has moved the clock. */
const owner = () => world.enter('partner', 1)
const memberIdOf = (key: string) => world.sandbox.portals[key]?.memberId ?? ''

/** A client of the desk that has bought nothing yet. */
async function aClient(key: string): Promise<string> {
  const users = structuredClone(world.sandbox.portals.client.users)
  await world.sandbox.addPortal({ key, title: key, users })
  const admin = await world.install(key, 'client')
  await connect(world, admin, await owner())
  return key
}

async function buy(key: string, planCode: string): Promise<void> {
  const orderId = newId()
  const total = { minor: 7200_00, currency: 'RUB' }
  const order = { deskId, orderId, planCode, quanta: 12, total }
  await world.call('placeOrder', order, await world.enter(key, 1))
  const payment = { orderId, documentNumber: orderId.slice(0, 8), documentDate: '2026-11-20', amount: total }
  await world.call('recordPayment', payment, await owner())
}

/** The clock goes on from there. What is being told to a portal must not find its token weeks old on its way. */
async function daysLater(count: number): Promise<void> {
  await world.turn()
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + count * DAY, shouldAdvanceTime: true })
}

const connectionOf = async (key: string) => {
  const { connections } = await world.call('listConnections', {}, await owner())
  const found = connections.find(({ memberId }) => memberId === memberIdOf(key))
  if (found === undefined) throw new Error(`${key} is not connected`)
  return found
}
const seenBy = async (key: string) => (await world.call('readSupport', {}, await world.enter(key, 1))).channels

/** Whether a message by this channel is welcome now. */
async function verdictNow(key: string, channel: Channel) {
  const portal = await loadPortal(world.store.db, memberIdOf(key))
  if (portal === null) throw new Error(`${key} is not installed`)
  const { terms, facts } = await findChannels({ db: world.store.db, served, at: now() }, portal, deskId)
  return verdictOn(channelsOf(terms, facts), channel)
}

/** The client's page, the desk's list and the rule itself say the same. */
async function expectOfficial(key: string, official: Channel[]): Promise<void> {
  expect(await seenBy(key)).toMatchObject({ official })
  expect((await connectionOf(key)).channels).toMatchObject({ official })
  for (const channel of ['app', 'email', 'phone'] as const) {
    expect(await verdictNow(key, channel)).toBe(official.includes(channel) ? 'official' : 'refused')
  }
}

describe('E6 Q12 channels by plan', () => {
  it('follow what was bought: the plan’s own, all together where several are live, the desk’s when the last ends', async () => {
    const key = await aClient('several')
    await expectOfficial(key, ['app'])

    await buy(key, 'phone')
    await expectOfficial(key, ['app', 'phone'])
    await buy(key, 'mail')
    await expectOfficial(key, ['app', 'phone', 'email'])
    await daysLater(11)
    await expectOfficial(key, ['app', 'phone'])
    await daysLater(20)
    await expectOfficial(key, ['app'])
  }, 30_000)

  it('a plan without its own leaves the desk’s, also beside another client that has some', async () => {
    const [plain, rich] = [await aClient('plain'), await aClient('rich')]
    await buy(plain, 'plain')
    await buy(rich, 'phone')

    await expectOfficial(plain, ['app'])
    await expectOfficial(rich, ['app', 'phone'])
  }, 30_000)

  it('are those of this desk: at the standard desk nothing was bought', async () => {
    const key = await aClient('away')
    await buy(key, 'phone')
    const admin = await world.enter(key, 1)
    const { stateToken } = await world.call('readSupport', {}, admin)
    await world.call('returnToStandard', { stateToken }, admin)

    expect(await seenBy(key)).toMatchObject({ official: ['app'] })
    // Whom it has left is told nothing of what the portal is now.
    expect((await connectionOf(key)).channels).toBeNull()
  }, 30_000)

  it('a plan that is billed afterwards counts from its choice on, until it is given up', async () => {
    const key = await aClient('afterwards')
    const plan = { planCode: 'usage', limitQuanta: 4, quantumPrice: { minor: 700_00, currency: 'RUB' } }
    await world.call('choosePlan', { deskId, plan, instead: null }, await world.enter(key, 1))
    await expectOfficial(key, ['app', 'email'])

    await world.call('choosePlan', { deskId, plan: null, instead: 'usage' }, await world.enter(key, 1))

    await expectOfficial(key, ['app'])
  }, 30_000)

  it('a plan may offer one messenger out of several, for as long as it is live', async () => {
    const key = await aClient('choosing')
    const choose = async (messenger: Channel) => {
      const { connectionId } = await connectionOf(key)
      return world.ask('chooseMessenger', { connectionId, messenger }, await owner())
    }
    expect(await choose('max')).toMatchObject({ code: 'no_messenger_choice' })
    await buy(key, 'oneOf')

    expect(await choose('max')).toMatchObject({
      body: { channels: { choices: ['telegram', 'max'], messenger: 'max' } },
    })
    expect(await seenBy(key)).toMatchObject({ messenger: 'max', isMessengerConnected: false, official: ['app'] })
    await daysLater(31)
    expect(await seenBy(key)).toMatchObject({ choices: [], messenger: null, official: ['app'] })
    expect(await choose('telegram')).toMatchObject({ code: 'no_messenger_choice' })
  }, 30_000)
})
