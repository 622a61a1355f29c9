import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import type { TicketAction } from '#contract/tickets/types.ts'
import { addJob } from '#server/platform/jobs/jobs.ts'
import type { TariffPreset } from '#test/portal/sandbox.ts'
import { eventually } from '#test/support/eventually.ts'
import { openSocket } from '#test/support/socket.ts'
import { newId, startWorld, type Answer, type World } from '#test/support/world.ts'
import { connect, openTicket } from '../../situation.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

let world: World
let standardOwner: string
beforeAll(async () => {
  world = await startWorld()
  standardOwner = await world.install('standard', 'desk', 'standard')
  await world.install('partner', 'desk')
}, 60_000)
afterAll(() => world.stop())
afterEach(() => {
  vi.useRealTimers()
  world.sandbox.inject.clear()
})

/** A client portal of its own, so that what one story leaves behind is nobody else's; its installation is over. */
async function aPortal(key: string, tariff: TariffPreset = 'pro') {
  const users = structuredClone(world.sandbox.portals.client.users)
  await world.sandbox.addPortal({ key, title: key, users, tariff })
  const admin = await world.install(key, 'client')
  await eventually(() => expect(world.sandbox.requests(key, 'placement.bind')).not.toHaveLength(0))
  return admin
}
/** Sessions of an hour ago are gone once a story has moved the clock. */
const connectTo = async (admin: string) => connect(world, admin, await world.enter('partner', 1))
const support = (token: string) => world.call('readSupport', {}, token)
const memberIdOf = (key: string) => world.sandbox.portals[key]?.memberId ?? ''
const say = (ticketId: string, token: string) =>
  world.ask('sendMessage', { ticketId, messageId: newId(), text: 'ещё' }, token)
const lockOf = async (ticketId: string, token: string) =>
  (await world.call('readTicket', { ticketId }, token)).summary.lock
const isLocked = (ticketId: string, token: string, lock: string | null) =>
  eventually(async () => expect(await lockOf(ticketId, token)).toBe(lock))
const codeOf = (answer: Answer<'openTicket' | 'reopenTicket' | 'sendMessage' | 'confirmResolution' | 'takeTicket'>) =>
  answer.ok ? 'taken' : answer.code
/** Jobs that run now, and those that were made by them. */
const check = (portal: string) =>
  world.transaction((unit) => addJob(unit, 'checkTariff', { memberId: memberIdOf(portal) }))
/** The clock goes on from there: whoever waits by it must not wait for ever. */
function moveTo(at: Date) {
  vi.useFakeTimers({ toFake: ['Date'], now: at, shouldAdvanceTime: true })
}

describe('E5 the tariff is asked at every opening', () => {
  it('a lapsed tariff lowers at once, the page shows what changed, also after a reload', async () => {
    const admin = await aPortal('lapsing')
    const socket = await openSocket(world.url, admin)
    expect((await support(admin)).tariffChange).toBeNull()

    world.sandbox.setTariff('lapsing', 'free')
    const again = await world.enter('lapsing', 1)

    await eventually(() => expect(socket.all('changed').map(({ what }) => what)).toContain('support'))
    const picture = await support(again)
    await socket.close()
    expect(picture).toMatchObject({
      entitlement: { kind: 'selfService', reason: 'free_tariff', level: 'free' },
      tariffChange: { from: 'professional', to: 'free' },
    })
    expect((await support(admin)).tariffChange).toEqual(picture.tariffChange)
  })

  it('what changed is put away by an admin, for everybody; a newer change stays', async () => {
    const admin = await aPortal('reader')
    world.sandbox.setTariff('reader', 'ent')
    await world.enter('reader', 1)
    const first = (await support(admin)).tariffChange?.at ?? ''
    world.sandbox.setTariff('reader', 'basic')
    await world.enter('reader', 1)

    const stale = await world.call('dismissTariffChange', { at: first }, admin)
    const put = await world.call('dismissTariffChange', { at: stale.tariffChange?.at ?? '' }, admin)

    expect(stale.tariffChange).toMatchObject({ from: 'enterprise', to: 'basic' })
    expect(put.tariffChange).toBeNull()
    expect((await support(await world.enter('reader', 2))).tariffChange).toBeNull()
  })

  it('is no news any more after two weeks', async () => {
    await aPortal('forgetful')
    world.sandbox.setTariff('forgetful', 'ent')
    const at = Date.now()
    await world.enter('forgetful', 1)

    moveTo(new Date(at + 14 * DAY - HOUR))
    const before = await support(await world.enter('forgetful', 1))
    moveTo(new Date(at + 14 * DAY + HOUR))
    const after = await support(await world.enter('forgetful', 1))

    expect([before.tariffChange?.to, after.tariffChange]).toEqual(['enterprise', null])
  })

  it('another code of the same level is no change of the support', async () => {
    const admin = await aPortal('renamed')
    world.sandbox.setTariff('renamed', { license: 'ru_nfr', licenseType: 'nfr', licenseFamily: 'nfr' })
    await world.enter('renamed', 1)

    expect(await support(admin)).toMatchObject({ licence: 'ru_nfr', tariffChange: null })
  })
})

describe('E1 a free portal has no way to an operator', () => {
  it('opens no ticket', async () => {
    const admin = await aPortal('poor')
    world.sandbox.setTariff('poor', 'free')
    await world.enter('poor', 1)
    const ticket = { ticketId: newId(), messageId: newId(), subject: 'x', text: 'x' }

    expect(codeOf(await world.ask('openTicket', ticket, admin))).toBe('no_people')
  })

  it('reads what it had, may rate it, writes nothing, reopens nothing; no button offers it, and the desk cannot write either', async () => {
    const admin = await aPortal('lowered')
    const open = await openTicket(world, admin, 'открыто')
    const solved = await openTicket(world, admin, 'решено')
    const closed = await openTicket(world, admin, 'закрыто')
    for (const { ticketId } of [solved, closed]) {
      await world.call('takeTicket', { ticketId }, standardOwner)
      await world.call('resolveTicket', { ticketId, messageId: newId(), text: 'Готово' }, standardOwner)
    }
    await world.call('confirmResolution', { ticketId: closed.ticketId }, admin)
    world.sandbox.setTariff('lowered', 'free')
    await world.enter('lowered', 1)
    for (const { ticketId } of [open, solved, closed]) await isLocked(ticketId, admin, 'free_tariff')

    const reopened = [solved, closed].map(({ ticketId }) => world.ask('reopenTicket', { ticketId }, admin))
    expect((await Promise.all(reopened)).map(codeOf)).toEqual(['no_people', 'no_people'])
    const refused = [
      world.ask('sendMessage', { ticketId: open.ticketId, messageId: newId(), text: 'Кто там?' }, admin),
      world.ask('confirmResolution', { ticketId: solved.ticketId }, admin),
      world.ask('takeTicket', { ticketId: open.ticketId }, standardOwner),
      say(open.ticketId, standardOwner),
    ]
    expect((await Promise.all(refused)).map(codeOf)).toEqual(Array(4).fill('ticket_locked'))
    const buttons = await Promise.all(
      [open, solved, closed].map(async ({ ticketId }) => (await world.call('readTicket', { ticketId }, admin)).can),
    )
    // E3: what was answered may be rated.
    expect(buttons).toEqual([[], ['rate'], ['rate']])
    const history = await world.call('readEvents', { ticketId: open.ticketId }, admin)
    expect(JSON.stringify(history)).toContain('открыто')
  })

  it('gets everything back with a commercial tariff, by itself', async () => {
    const admin = await aPortal('returning')
    const { ticketId } = await openTicket(world, admin, 'подождёт')
    world.sandbox.setTariff('returning', 'free')
    await world.enter('returning', 1)
    await isLocked(ticketId, admin, 'free_tariff')

    world.sandbox.setTariff('returning', 'std')
    await world.enter('returning', 1)
    await isLocked(ticketId, admin, null)

    expect(await say(ticketId, admin)).toMatchObject({ ok: true })
  })

  it('T1 the button that reopens is there only while the entitlement has people at that desk', async () => {
    const admin = await aPortal('switching')
    const { ticketId } = await openTicket(world, admin, 'решат')
    await world.call('takeTicket', { ticketId }, standardOwner)
    await world.call('resolveTicket', { ticketId, messageId: newId(), text: 'Готово' }, standardOwner)
    const offered = async (): Promise<TicketAction[]> => (await world.call('readTicket', { ticketId }, admin)).can

    expect(await offered()).toContain('reopen')
    // In the second before the lock comes: the entitlement alone decides.
    await sql`update portals set licence_family = 'free' where member_id = ${memberIdOf('switching')}`.execute(
      world.store.db,
    )
    expect(await offered()).not.toContain('reopen')
    expect(codeOf(await world.ask('reopenTicket', { ticketId }, admin))).toBe('no_people')
  })
})

describe('E5 a live connection is not affected', () => {
  it('the partner answers as before, and going back on a free tariff keeps the standard tickets closed', async () => {
    const admin = await aPortal('connected')
    const standard = await openTicket(world, admin, 'стандартной')
    await connectTo(admin)
    const partner = await openTicket(world, admin, 'партнёру')
    world.sandbox.setTariff('connected', 'free')
    await world.enter('connected', 1)
    await eventually(async () => expect((await support(admin)).tariffChange?.to).toBe('free'))

    expect(await say(partner.ticketId, admin)).toMatchObject({ ok: true })
    expect(await support(admin)).toMatchObject({ entitlement: { kind: 'partner', people: { entitled: true } } })
    expect(await lockOf(standard.ticketId, admin)).toBe('partner_connected')
    const { stateToken } = await support(admin)
    await world.call('returnToStandard', { stateToken }, admin)
    expect(await lockOf(standard.ticketId, admin)).toBe('free_tariff')
    expect(await lockOf(partner.ticketId, admin)).toBe('left_desk')
  })
})

describe('E5 a question that fails', () => {
  it('lowers nothing for seven days, with a notice; then nobody knows the tariff, and it counts as free', async () => {
    const admin = await aPortal('silent')
    const { ticketId } = await openTicket(world, admin, 'ждём ответа')
    const at = Date.now()
    world.sandbox.setTariff('silent', 'closed')
    await check('silent')
    await eventually(async () => expect((await support(admin)).licenceIsStale).toBe(true))

    expect(await support(admin)).toMatchObject({ entitlement: { level: 'professional' }, tariffChange: null })
    expect(Date.parse((await support(admin)).licenceHoldsUntil ?? '') - at).toBeGreaterThanOrEqual(7 * DAY)
    expect(await say(ticketId, admin)).toMatchObject({ ok: true })
    world.sandbox.setTariff('silent', 'pro')
    const again = await world.enter('silent', 1)
    expect((await support(again)).licenceIsStale).toBe(false)
    world.sandbox.setTariff('silent', 'closed')
    await check('silent')
    await eventually(async () => expect((await support(again)).licenceIsStale).toBe(true))
    await holdEndIsPlanned('silent')

    moveTo(new Date(Date.now() + 7 * DAY + HOUR))
    world.sandbox.setTariff('silent', 'pro')
    world.sandbox.inject.failure('silent', { method: 'app.info', times: 1000, status: 503, error: 'OVERLOAD' })
    const late = await world.enter('silent', 1)

    await isLocked(ticketId, late, 'free_tariff')
    expect(await support(late)).toMatchObject({
      entitlement: { level: 'free', reason: 'tariff_unknown', people: { entitled: false } },
      tariffChange: { from: 'professional', to: 'free' },
    })
    world.sandbox.inject.clear()
    const found = await world.enter('silent', 1)
    await isLocked(ticketId, found, null)
    expect((await support(found)).tariffChange).toMatchObject({ from: 'free', to: 'professional' })
  })
})

const holdEndIsPlanned = (key: string) =>
  eventually(async () => {
    const { rows } = await sql`select 1 from graphile_worker.jobs where key = ${`hold ${memberIdOf(key)}`}`.execute(
      world.store.db,
    )
    expect(rows).toHaveLength(1)
  })

it('E7 where the server has no standard desk the refusal points to Bitrix24’s own support', async () => {
  const admin = await aPortal('lonely')
  await world.sandbox.uninstall('standard', { clean: false })
  const ticket = { ticketId: newId(), messageId: newId(), subject: 'x', text: 'x' }
  const refused = await world.ask('openTicket', ticket, admin)
  const picture = await support(admin)
  standardOwner = await world.install('standard', 'desk', 'standard')

  expect(codeOf(refused)).toBe('no_standard_desk')
  expect(picture).toMatchObject({
    channels: null,
    entitlement: { reason: 'no_standard_desk', helpers: [] },
    levels: [{ people: null, isHere: true }, { levels: [] }],
  })
})
