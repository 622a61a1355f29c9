import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { loadPortal } from '#server/portals/portals.queries.ts'
import { createDeskKey } from '#server/desks/desks.commands.ts'
import { firstAdmin, newId, openPage, post, startWorld, type World } from '#test/support/world.ts'
import { openSocket } from '#test/support/socket.ts'
import { connect, openTicket } from '../situation.ts'
import { eventually } from '#test/support/eventually.ts'

let world: World
let owner: string
beforeAll(async () => {
  world = await startWorld()
  await world.install('standard', 'desk', 'standard')
  owner = await world.install('partner', 'desk')
}, 60_000)
afterAll(() => world.stop())

const memberIdOf = (portal: string) => world.sandbox.portals[portal]?.memberId ?? ''
const portalOf = (portal: string) => loadPortal(world.store.db, memberIdOf(portal))
const placements = (portal: string, method: string) =>
  world.sandbox.requests(portal, method).filter(({ status }) => status === 200).length
const jobsAreDone = () =>
  eventually(async () => {
    const { rows } = await sql<{ waiting: number }>`
        select count(*)::int as waiting from graphile_worker.jobs where run_at <= now()`.execute(world.store.db)
    expect(rows[0]?.waiting).toBe(0)
  })

it('P1 installing twice is installing once', async () => {
  const admin = await world.install('client', 'client')
  const again = await world.call('install', { choice: 'client' }, admin)
  await world.sandbox.markInstalled('client')

  expect(again).toMatchObject({ isInstalled: true, isClient: true, desk: null })
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from journal
     where member_id = ${memberIdOf('client')} and type = 'portal.installed'`.execute(world.store.db)
  expect(rows).toEqual([{ count: 1 }])
})

it('P1 a desk key pressed twice at once opens one desk', async () => {
  await world.sandbox.addPortal({
    key: 'twice',
    title: 'twice',
    users: structuredClone(world.sandbox.portals.partner.users),
  })
  const deskKey = await world.transaction((unit) => createDeskKey(unit, { name: 'twice', kind: 'partner' }))
  await openPage(world.sandbox, 'twice', 1)
  const admin = await world.enter('twice', 1)

  const answers = await Promise.all([1, 2, 3].map(() => world.ask('install', { choice: 'desk', deskKey }, admin)))

  expect(answers.map(({ ok }) => ok)).toEqual([true, true, true])
})

it('P1 a second standard desk is refused, and its key stays unused', async () => {
  await world.sandbox.addPortal({
    key: 'second',
    title: 'second',
    users: structuredClone(world.sandbox.portals.partner.users),
  })
  const deskKey = await world.transaction((unit) => createDeskKey(unit, { name: 'second', kind: 'standard' }))
  await openPage(world.sandbox, 'second', 1)
  const admin = await world.enter('second', 1)

  expect(await world.ask('install', { choice: 'desk', deskKey }, admin)).toMatchObject({ code: 'desk_key_used' })
  const keys = await world.store.db.selectFrom('desk_keys').select('used_at').where('name', '=', 'second').execute()
  expect(keys).toEqual([{ used_at: null }])
})

it('P1 only its owner renames a desk by installing again', async () => {
  world.sandbox.changeUser('partner', 4, { isAdmin: true })
  const otherAdmin = await world.enter('partner', 4)
  await world.call('install', { choice: 'desk', deskName: 'Чужое имя' }, otherAdmin)
  expect((await world.call('readDesk', {}, owner)).name).not.toBe('Чужое имя')

  await world.call('install', { choice: 'desk', deskName: 'Своё имя' }, owner)
  expect((await world.call('readDesk', {}, owner)).name).toBe('Своё имя')
  world.sandbox.changeUser('partner', 4, { isAdmin: false })
})

it('P1 placements are bound once, though the job runs for every install, update and repeated event', async () => {
  // The link, and the messenger's two.
  const wanted = 3
  await jobsAreDone()
  expect(placements('client', 'placement.bind')).toBe(wanted)

  world.sandbox.setDelivery({ copies: 3 })
  await world.sandbox.update('client', { newApplicationToken: true })
  world.sandbox.setDelivery({ copies: 1 })
  await jobsAreDone()
  expect(placements('client', 'placement.get')).toBeGreaterThan(1)
  expect(placements('client', 'placement.bind')).toBe(wanted)

  await world.sandbox.uninstall('client', { clean: false })
  await world.install('client', 'client')
  await jobsAreDone()
  expect(placements('client', 'placement.bind')).toBe(2 * wanted)
})

it('P1 an update may bring a new application token; the old one proves nothing any more', async () => {
  const before = world.sandbox.portals.client.applicationToken
  const updated = await world.sandbox.update('client', { newApplicationToken: true })
  const after = world.sandbox.portals.client.applicationToken
  const forged = await world.sandbox.sendEvent('client', 'ONAPPUNINSTALL', { auth: { application_token: before } })

  expect(after).not.toBe(before)
  expect([...updated, ...forged].map(({ status }) => status)).toEqual([200, 403])
  expect(await portalOf('client')).toMatchObject({ isInstalled: true })
})

it('C5 P1 uninstalling ends sessions and sockets at once, in every process', async () => {
  const other = await world.startAnother()
  const admin = await world.enter('client', 1)
  const here = await openSocket(world.url, admin)
  const there = await openSocket(other.url, admin)

  await world.sandbox.uninstall('client', { clean: false })

  await Promise.all([here.closed, there.closed])
  const answers = [
    await post(world.url, 'readMe', {}, admin),
    await post(other.url, 'readMe', {}, admin),
    await post(other.url, 'sendMessage', message(newId()), admin),
  ]
  await other.stop()

  const over = { code: 'portal_not_installed' }
  expect([here.last('end'), there.last('end')]).toMatchObject([over, over])
  expect(answers).toMatchObject([over, over, over])
})

it('P1 after uninstalling no remembered answer lets anybody in', async () => {
  const { accessToken } = world.sandbox.issueToken('twice', 1)
  const claim = { accessToken, memberId: memberIdOf('twice'), serverEndpoint: `${world.sandbox.oauthOrigin}/rest/` }
  await world.sandbox.markInstalled('twice', 1)
  expect(await world.ask('openSession', claim, null)).toMatchObject({ ok: true })

  await world.sandbox.uninstall('twice', { clean: false })

  expect(await world.ask('openSession', claim, null)).toMatchObject({ code: 'identity_not_confirmed' })
})

it('C5 P1 after CLEAN=0 everything is there again when the app comes back', async () => {
  const admin = await world.install('client', 'client')
  const { ticketId } = await openTicket(world, admin, 'останется')
  await world.sandbox.uninstall('client', { clean: false })
  const again = await world.install('client', 'client')

  const { events } = await world.call('readEvents', { ticketId }, again)

  expect(JSON.stringify(events)).toContain('останется')
  expect(await world.ask('sendMessage', message(ticketId), again)).toMatchObject({ ok: true })
})

it('C5 CLEAN=1 erases words and people of the portal; what happened stays, with numbers for names', async () => {
  const admin = await world.install('client', 'client')
  await world.call('namePerson', { userId: 3, as: 'integrator' }, admin)
  const standard = await openTicket(world, admin, 'сотрётся')
  await connect(world, admin, owner)
  const partner = await openTicket(world, admin, 'и это тоже')
  await world.call('takeTicket', { ticketId: partner.ticketId }, owner)
  await world.call('sendMessage', message(partner.ticketId), owner)
  const names = Object.values(world.sandbox.portals.client.users).map(({ lastName }) => lastName)

  await world.sandbox.uninstall('client', { clean: true })
  await jobsAreDone()

  const written = await everythingStored(world)
  for (const word of ['сотрётся', 'и это тоже', ...names]) expect(written).not.toContain(word)
  const history = await world.call('readEvents', { ticketId: partner.ticketId }, owner)
  expect(history.events.map(({ type, by }) => `${type} ${by.side} ${by.name}`)).toContain('ticket.opened client № 1')
  expect(history.events.filter(({ type }) => type === 'message.sent')).not.toHaveLength(0)
  expect(await world.call('listConnections', {}, owner)).toMatchObject({
    connections: [{ endedReason: 'uninstalled', activatedBy: '№ 1' }],
  })
  expect(standard.ticketId).not.toBe(partner.ticketId)
})

it('C5 P1 and the app can be installed again after CLEAN=1', async () => {
  const admin = await world.install('client', 'client')

  expect(await world.call('readSettings', {}, admin)).toMatchObject({ people: [] })
  expect(await world.call('listTickets', { filter: 'all' }, admin)).toMatchObject({ tickets: [{}, {}, {}] })
  await openTicket(world, admin, 'снова здесь')
})

it('control: the search over everything that is stored finds what is there', async () => {
  const written = await everythingStored(world)

  expect(written).toContain('снова здесь')
  expect(written).toContain('Калинина')
})

it('P1 repeated, late and reordered events change nothing', async () => {
  world.sandbox.setDelivery({ isHeld: true })
  await world.sandbox.markInstalled('client')
  await world.sandbox.update('client')
  world.sandbox.setDelivery({ isHeld: false })
  const reversed = await world.sandbox.releaseEvents('reversed')
  world.sandbox.setDelivery({ copies: 3 })
  const gone = await world.sandbox.uninstall('client', { clean: false })
  world.sandbox.setDelivery({ copies: 1 })

  expect(reversed.map(({ status }) => status)).toEqual([200, 200])
  expect(gone.map(({ status }) => status).filter((status) => status === 200)).not.toHaveLength(0)
  expect(gone.every(({ status }) => status === 200 || status === 403)).toBe(true)
  expect(await portalOf('client')).toMatchObject({ isInstalled: false, applicationToken: null })
})

it('P1 an old event that arrives after the portal has come back is refused', async () => {
  await world.install('client', 'client')
  world.sandbox.setDelivery({ isHeld: true })
  await world.sandbox.uninstall('client', { clean: true })
  world.sandbox.setDelivery({ isHeld: false })
  const admin = await world.install('client', 'client')

  const late = await world.sandbox.releaseEvents()

  expect(late.map(({ status }) => status)).toEqual([403])
  expect(await world.ask('readSettings', {}, admin)).toMatchObject({ ok: true })
})

it('P1 an installation whose end we were never told can be followed by the next one', async () => {
  await world.sandbox.sendEvent('client', 'ONAPPTEST')
  world.sandbox.setDelivery({ isHeld: true })
  await world.sandbox.uninstall('client', { clean: false })
  world.sandbox.setDelivery({ isHeld: false })
  const [installed] = await world.sandbox.markInstalled('client', firstAdmin(world.sandbox, 'client'))
  await world.sandbox.releaseEvents()
  const [gone] = await world.sandbox.uninstall('client', { clean: false })

  expect([installed?.status, gone?.status]).toEqual([200, 200])
})

it('P1 an app that is removed before its wizard is finished leaves no way in', async () => {
  const users = structuredClone(world.sandbox.portals.client.users)
  await world.sandbox.addPortal({ key: 'hasty', title: 'hasty', users })
  await openPage(world.sandbox, 'hasty', 1)
  const admin = await world.enter('hasty', 1)
  const [gone] = await world.sandbox.uninstall('hasty', { clean: false })

  expect(gone?.status).toBe(200)
  expect(await world.ask('readInstall', {}, admin)).toMatchObject({ code: 'portal_not_installed' })
  expect(await portalOf('hasty')).toMatchObject({ isInstalled: false, applicationToken: null })
})

it('E3 C5 a desk whose portal takes the app away lets its clients go to the standard support', async () => {
  const admin = await world.install('client', 'client')
  await connect(world, admin, owner)
  const { ticketId } = await openTicket(world, admin, 'кто ответит?')

  await world.sandbox.uninstall('partner', { clean: false })
  await jobsAreDone()

  expect(await world.call('readSupport', {}, admin)).toMatchObject({
    entitlement: { kind: 'standard' },
    connection: null,
  })
  expect(await world.ask('sendMessage', message(ticketId), admin)).toMatchObject({ code: 'ticket_locked' })
  await openTicket(world, admin, 'стандартная ответит')
  owner = await world.install('partner', 'desk')
})

it('E1 a standard desk whose portal takes the app away answers nobody, and comes back', async () => {
  const admin = await world.enter('client', 1)
  await world.sandbox.uninstall('standard', { clean: false })
  const without = await world.call('readSupport', {}, admin)
  const refused = await world.ask('openTicket', { ...message(newId()), subject: 'x' }, admin)
  await world.install('standard', 'desk', 'standard')

  expect(without).toMatchObject({ entitlement: { kind: 'selfService', reason: 'no_standard_desk' } })
  expect(refused).toMatchObject({ code: 'no_standard_desk' })
  expect(await world.call('readSupport', {}, admin)).toMatchObject({ entitlement: { kind: 'standard' } })
})

function message(ticketId: string) {
  return { ticketId, messageId: newId(), text: 'ещё' }
}

/** Every row of every table of ours, as text. */
async function everythingStored({ store }: World): Promise<string> {
  const tables = await sql<{ name: string }>`
    select table_name as name from information_schema.tables where table_schema = 'public'`.execute(store.db)
  const texts = await Promise.all(
    tables.rows.map(async ({ name }) => {
      const { rows } = await sql<{ line: string }>`select t::text as line from ${sql.table(name)} t`.execute(store.db)
      return rows.map(({ line }) => line).join('\n')
    }),
  )
  return texts.join('\n')
}
