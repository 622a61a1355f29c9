import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Regulation } from '#contract/regulations/document.types.ts'
import { now } from '#server/platform/clock.ts'
import { forgetWriters } from '#server/regulations/feature.ts'
import { quantumMaintenance } from '#server/regulations/presets/quantumMaintenance.ts'
import { newId, startWorld, type World } from '#test/support/world.ts'
import { connect, openTicket } from '../situation.ts'

const DAY = 86_400_000

let world: World
let admin: string
let owner: string
beforeAll(async () => {
  world = await startWorld()
  await world.install('standard', 'desk', 'standard')
  owner = await world.install('partner', 'desk')
  admin = await world.install('client', 'client')
}, 60_000)
afterAll(() => world.stop())

async function publish(changes: Partial<Regulation>) {
  const { inForce, lastVersion } = await world.call('readRegulation', {}, owner)
  const document = { ...inForce.document, ...changes }
  return world.call('publishRegulation', { document, effectiveAt: null, lastVersion }, owner)
}

/** Back to the standard desk, and to the partner again; with a new code where the partner has ended it. */
async function connectAgain(): Promise<void> {
  const { stateToken } = await world.call('readSupport', {}, admin)
  const back = await world.call('returnToStandard', { stateToken }, admin)
  const [former] = back.formerDesks
  if (former === undefined) await connect(world, admin, owner)
  else await world.call('reconnectDesk', { deskId: former.deskId, stateToken: back.stateToken }, admin)
}

async function closeTicket(ticketId: string) {
  await world.call('takeTicket', { ticketId }, owner)
  await world.call('resolveTicket', { ticketId, messageId: newId(), text: 'Готово' }, owner)
  return world.call('confirmResolution', { ticketId }, admin)
}

describe('D1 what was promised stays', () => {
  it('T1 a ticket ends by the version under which it was opened', async () => {
    await connect(world, admin, owner)
    const before = await openTicket(world, admin, 'по старому')
    const { closing } = quantumMaintenance
    await publish({ closing: { ...closing, reopenDays: 0 } })
    // Connecting again takes the newest (E9).
    await connectAgain()
    const after = await openTicket(world, admin, 'по новому')
    await closeTicket(before.ticketId)
    await closeTicket(after.ticketId)

    expect(await world.ask('reopenTicket', { ticketId: before.ticketId }, admin)).toMatchObject({ ok: true })
    expect(await world.ask('reopenTicket', { ticketId: after.ticketId }, admin)).toMatchObject({
      ok: false,
      code: 'reopen_too_late',
    })
    const rows = await world.store.db
      .selectFrom('tickets')
      .select('regulation_version')
      .where('ticket_id', 'in', [before.ticketId, after.ticketId])
      .orderBy('regulation_version')
      .execute()
    expect(rows.map((row) => row.regulation_version)).toEqual([1, 2])
  })

  it('C5 a connection ends after the notice that was promised when it was made', async () => {
    await publish({ noticeDays: 0 })
    const { connections } = await world.call('listConnections', {}, owner)
    const live = connections.find(({ endedAt }) => endedAt === null)

    const ending = await world.call('endConnection', { connectionId: live?.connectionId ?? '' }, owner)

    const days = (Date.parse(ending.endsAt ?? '') - now().getTime()) / DAY
    expect(ending.endedAt).toBeNull()
    expect(Math.round(days)).toBe(30)
  })

  it('C5 one that is made under the new version ends by the new one', async () => {
    await connectAgain()
    const { connections } = await world.call('listConnections', {}, owner)
    const live = connections.find(({ endedAt }) => endedAt === null)

    const ended = await world.call('endConnection', { connectionId: live?.connectionId ?? '' }, owner)

    expect(ended).toMatchObject({ endedReason: 'desk_ended' })
  })

  it('C4 a preview of the old version cannot be confirmed under a new one', async () => {
    const issue = { maxUses: 1, expiresInDays: 30, clientStatus: 1, note: '' } as const
    const { code } = await world.call('issueCode', issue, owner)
    const { stateToken } = await world.call('previewCode', { code }, admin)

    await publish({ noticeDays: 5 })

    expect(await world.ask('activateCode', { code, stateToken }, admin)).toMatchObject({ code: 'preview_stale' })
    const anew = await world.call('previewCode', { code }, admin)
    expect(await world.ask('activateCode', { code, stateToken: anew.stateToken }, admin)).toMatchObject({ ok: true })
  })

  it('E1 E9 the hours of a connected partner are those of the client’s version', async () => {
    const office = quantumMaintenance.calendars['office']
    if (office === undefined) throw new Error('the preset has an office')
    const noon: [string, string][] = [['12:00', '13:00']]
    await publish({ calendars: { office: { ...office, weekly: { ...office.weekly, 1: noon } } } })

    const kept = await world.call('readSupport', {}, admin)
    await connectAgain()
    const { entitlement } = await world.call('readSupport', {}, admin)

    expect(kept.entitlement.people.hours).not.toContainEqual({ weekdays: [1], from: '12:00', to: '13:00' })
    expect(entitlement.people.hours).toContainEqual({ weekdays: [1], from: '12:00', to: '13:00' })
  })
})

describe('C5 uninstalled with CLEAN', () => {
  it('the versions stay, without the names of who wrote them', async () => {
    const { memberId } = world.sandbox.portals.partner
    await world.transaction((unit) => forgetWriters(unit, memberId))

    const { versions } = await world.call('readRegulation', {}, owner)
    expect(versions.length).toBeGreaterThan(1)
    expect(versions.every(({ writtenBy }) => writtenBy === '')).toBe(true)
  })
})
