import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { quantumMaintenance } from '#server/regulations/presets/quantumMaintenance.ts'
import { startMax, type MaxEmulator } from '#test/emulators/max.ts'
import { startTelegram, type TelegramEmulator } from '#test/emulators/telegram.ts'
import { cloneDatabase } from '#test/support/database.ts'
import { eventually } from '#test/support/eventually.ts'
import { paceByHand } from '#test/support/paceByHand.ts'
import { newId, startWorld, type World } from '#test/support/world.ts'
import { connect } from '../../situation.ts'

const [inMax, inTelegram] = [501, 601]

describe('E6 a box client of quantum-maintenance and its one messenger', () => {
  let world: World
  let max: MaxEmulator
  let telegram: TelegramEmulator
  let [owner, admin, agent] = ['', '', '']
  beforeAll(async () => {
    ;[max, telegram] = await Promise.all([startMax(), startTelegram('4200:emulated-token', 'Opora_Other_Bot')])
    const environment = { OPORA_MAX_URL: max.url, OPORA_TELEGRAM_URL: telegram.url }
    world = await startWorld(cloneDatabase, paceByHand(), undefined, environment)
    await world.install('standard', 'desk', 'standard')
    owner = await world.install('partner', 'desk')
    const { lastVersion } = await world.call('readRegulation', {}, owner)
    await world.call('publishRegulation', { document: quantumMaintenance, effectiveAt: null, lastVersion }, owner)
    await world.call('setStaff', { userId: 3, role: 'agent' }, owner)
    world.sandbox.setTariff('client', 'box')
    admin = await world.install('client', 'client')
    await connect(world, admin, owner)
    agent = await world.enter('partner', 3)
    await world.call('addBot', { accountId: newId(), channel: 'max', token: max.token }, owner)
    await world.call('addBot', { accountId: newId(), channel: 'telegram', token: telegram.token }, owner)
    await eventually(async () => {
      await world.turn()
      const { accounts } = await world.call('readChannels', {}, owner)
      expect(accounts.map(({ state }) => state)).toEqual(['working', 'working'])
    })
  }, 60_000)
  afterAll(async () => {
    await world.stop(/./)
    await Promise.all([max.close(), telegram.close()])
  })
  afterEach(() => void vi.useRealTimers())

  async function settle(): Promise<void> {
    await eventually(async () => {
      await world.turn()
      expect([max.isTaken(), telegram.isTaken()]).toEqual([true, true])
      const { rows } = await sql`select 1 from channel_inbox where state = 'waiting'`.execute(world.store.db)
      expect(rows).toEqual([])
    })
    await world.turn()
  }
  const tickets = async () => (await world.call('listTickets', { filter: 'all' }, admin)).tickets
  const choose = async (messenger: 'max' | 'telegram') => {
    const [connection] = (await world.call('listConnections', {}, owner)).connections
    await world.call('chooseMessenger', { connectionId: connection?.connectionId ?? '', messenger }, owner)
  }
  /** What a regulation says is asked again after seconds. */
  const secondsLater = () =>
    void vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 10_000, shouldAdvanceTime: true })

  async function join(channel: 'max' | 'telegram', start: (token: string) => void): Promise<string> {
    const pairingId = newId()
    const { link } = await world.call('beginPairing', { pairingId, channel }, admin)
    start(new URL(link).searchParams.get('start') ?? '')
    await settle()
    await world.call('confirmPairing', { pairingId }, admin)
    return link
  }

  it('until one is chosen nobody writes by any; the one that was chosen is shown with its address', async () => {
    await choose('max')
    const { channels } = await world.call('readSupport', {}, admin)
    expect(channels).toMatchObject({ messenger: 'max', isMessengerConnected: true, official: ['max'] })
    expect(channels?.addresses).toContainEqual({ channel: 'max', address: '@opora_desk_bot' })
  })

  it('its admin joins MAX by a link; what they write is a ticket, and the answer arrives', async () => {
    const link = await join('max', (token) => max.start(inMax, token))
    expect(link).toMatch(/^https:\/\/max\.ru\/opora_desk_bot\?start=[\w-]{43}$/)
    const { pairing, joined } = await world.call('readMessengers', {}, admin)
    expect([pairing, joined.map(({ channel }) => channel)]).toEqual([null, ['max']])

    max.write(inMax, 'Не открывается портал')
    await settle()
    const [ticket] = await tickets()
    expect(ticket).toMatchObject({ subject: 'Не открывается портал' })
    expect(max.sent.at(-1)?.text).toContain(ticket?.number)

    const ticketId = ticket?.ticketId ?? ''
    await world.call('takeTicket', { ticketId }, agent)
    await world.call('sendMessage', { ticketId, messageId: newId(), text: 'Перезапустили, проверьте' }, agent)
    await settle()
    expect(max.sent.at(-1)).toMatchObject({ chatId: String(inMax) })
    expect(max.sent.at(-1)?.text).toContain('Перезапустили, проверьте')
    max.write(inMax, 'Работает, спасибо')
    await settle()
    const { events } = await world.call('readEvents', { ticketId }, agent)
    expect(JSON.stringify(events.at(-1))).toContain('Работает, спасибо')
    expect(await tickets()).toHaveLength(1)
  })

  it('in Telegram, which is not its messenger, it is told once where to write, and no ticket is made', async () => {
    await join('telegram', (token) => void telegram.write(inTelegram, { text: `/start ${token}` }))
    const before = telegram.sent.length
    telegram.write(inTelegram, { text: '/new Помогите здесь' })
    telegram.write(inTelegram, { text: '/new Алло?' })
    await settle()
    const said = telegram.sent.slice(before).map(({ text }) => text)
    expect(said).toHaveLength(1)
    expect(said[0]).toContain('@opora_desk_bot')
    expect(said[0]).toContain('MAX')
    expect(await tickets()).toHaveLength(1)
  })

  it('and the other way round, once Telegram was chosen instead', async () => {
    await choose('telegram')
    secondsLater()
    const before = max.sent.length
    max.write(inMax, '/new Помогите в MAX')
    max.write(inMax, '/new Алло?')
    telegram.write(inTelegram, { text: '/new Теперь здесь' })
    await settle()
    const said = max.sent.slice(before).map(({ text }) => text)
    expect(said).toHaveLength(1)
    expect(said[0]).toContain('@opora_other_bot')
    expect(said[0]).toContain('Telegram')
    expect((await tickets()).map(({ subject }) => subject).toSorted()).toEqual([
      'Не открывается портал',
      'Теперь здесь',
    ])
  })
})
