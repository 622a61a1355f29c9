import { afterAll, beforeAll, expect, it } from 'vitest'
import { everyChannel } from '#test/support/everyChannel.ts'
import { startWorld, type World } from '#test/support/world.ts'
import { connect } from '../../situation.ts'

let world: World
let owner: string
let admin: string
beforeAll(async () => {
  world = await startWorld(undefined, null, everyChannel)
  await world.install('standard', 'desk', 'standard')
  owner = await world.install('partner', 'desk')
  world.sandbox.setTariff('client', 'box')
  admin = await world.install('client', 'client')
  await connect(world, admin, owner)
}, 60_000)
afterAll(() => world.stop())

const connection = async () => {
  const { connections } = await world.call('listConnections', {}, owner)
  const [live] = connections
  if (live === undefined) throw new Error('nobody is connected')
  return live
}
const choose = async (messenger: 'telegram' | 'max' | 'email', token = owner) =>
  world.ask('chooseMessenger', { connectionId: (await connection()).connectionId, messenger }, token)

it('E6 a box at quantum-maintenance has one messenger out of three; until then it writes in its portal', async () => {
  const terms = { edition: 'box', official: ['app'], choices: ['whatsapp', 'telegram', 'max'], messenger: null }

  expect((await connection()).channels).toMatchObject(terms)
  expect((await world.call('readSupport', {}, admin)).channels).toMatchObject(terms)
})

it('E6 the desk chooses it and may change it; both sides see it, and the journal says who', async () => {
  await choose('telegram')
  const changed = await choose('max')
  await choose('max')

  expect(changed).toMatchObject({
    body: { channels: { messenger: 'max', isMessengerConnected: false, official: ['app'] } },
  })
  expect((await world.call('readSupport', {}, admin)).channels).toMatchObject({ messenger: 'max' })
  const told = await world.store.db
    .selectFrom('journal')
    .select(['payload', 'actor'])
    .where('type', '=', 'channels.messengerChosen')
    .orderBy('entry_id')
    .execute()
  expect(told.map(({ payload }) => [payload['from'], payload['to']])).toEqual([
    [null, 'telegram'],
    ['telegram', 'max'],
  ])
  expect(told.every(({ actor }) => actor.side === 'desk' && actor.userId === 1)).toBe(true)
})

it('E6 what the regulation does not offer cannot be chosen', async () => {
  expect(await choose('email')).toMatchObject({ code: 'no_messenger_choice' })
})

it('E6 a lead may choose, an agent may not', async () => {
  await world.call('setStaff', { userId: 2, role: 'lead' }, owner)
  await world.call('setStaff', { userId: 3, role: 'agent' }, owner)

  expect(await choose('telegram', await world.enter('partner', 2))).toMatchObject({ ok: true })
  expect(await choose('max', await world.enter('partner', 3))).toMatchObject({ code: 'lead_only' })
})

it('E6 the choice is still there when the client comes back', async () => {
  const { stateToken } = await world.call('readSupport', {}, admin)
  await world.call('returnToStandard', { stateToken }, admin)
  const left = (await connection()).connectionId
  const refused = await world.ask('chooseMessenger', { connectionId: left, messenger: 'max' }, owner)
  const { stateToken: next, formerDesks } = await world.call('readSupport', {}, admin)
  await world.call('reconnectDesk', { deskId: formerDesks[0]?.deskId ?? '', stateToken: next }, admin)

  expect(refused).toMatchObject({ code: 'not_connected' })
  expect((await connection()).channels?.messenger).toBe('telegram')
})

it('E6 a cloud portal has nothing to choose', async () => {
  world.sandbox.setTariff('client', 'pro')
  await world.enter('client', 1)

  expect((await connection()).channels).toMatchObject({
    edition: 'cloud',
    official: ['app'],
    choices: [],
    messenger: null,
  })
  expect(await choose('telegram')).toMatchObject({ code: 'no_messenger_choice' })
})
