import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Regulation } from '#contract/regulations/document.types.ts'
import { now } from '#server/platform/clock.ts'
import { quantumMaintenance } from '#server/regulations/presets/quantumMaintenance.ts'
import { insertVersion } from '#server/regulations/regulations.sql.ts'
import { connectedUnderNewest } from '#test/support/onNewest.ts'
import { paceByHand, type HandPace } from '#test/support/paceByHand.ts'
import { newId } from '#test/support/world.ts'
import { startScene, type Scene } from '../tickets/scene.ts'

const { office } = quantumMaintenance.calendars
if (office === undefined) throw new Error('the preset has no office hours')
const closedWeek = { 1: [], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] }
const always: [string, string][] = [['00:00', '24:00']]
const roundTheClock = { 1: always, 2: always, 3: always, 4: always, 5: always, 6: always, 7: always }
const withOffice = (changes: Partial<typeof office>): Regulation => ({
  ...quantumMaintenance,
  calendars: { ...quantumMaintenance.calendars, office: { ...office, ...changes } },
})
const withTarget = (regulation: Regulation): Regulation => ({
  ...regulation,
  targets: regulation.targets.map((target) => ({
    ...target,
    plans: null,
    within: { by: 'time', minutes: 525_600, calendar: 'office' },
  })),
})

/** What could be published once and cannot be computed, part by part. */
const stored: Record<string, Regulation> = {
  'round the clock but for the year 9999': withOffice({ weekly: roundTheClock, exceptions: { '9999-12-31': [] } }),
  'a minute a week with a target of a year': withTarget(
    withOffice({ weekly: { ...closedWeek, 1: [['09:00', '09:01']] } }),
  ),
  'hours that are over': withOffice({ weekly: closedWeek, exceptions: { '2020-01-01': always } }),
  'a zone that is gone': withOffice({ timeZone: 'Europe/Atlantis' }),
  'calendars that are not there': { ...quantumMaintenance, calendars: {} },
}

let scene: Scene
let pace: HandPace
beforeEach(async () => {
  pace = paceByHand()
  scene = await startScene(pace)
}, 60_000)
afterEach(() => scene.world.stop())

async function store(document: Regulation): Promise<void> {
  const { actorOf, owner, world } = scene
  const deskId = (await actorOf(owner)).desk?.deskId ?? ''
  await world.transaction(
    (unit) => insertVersion(unit, deskId, { version: 2, effectiveAt: unit.at, document, writtenBy: '' }),
    now(),
  )
  await connectedUnderNewest(world.store.db)
}

describe('D1 a regulation that nobody can compute takes nothing else along', () => {
  it.each(Object.entries(stored))(
    '%s',
    async (_name, document) => {
      const { world, admin, owner, agent } = scene
      await store(document)

      const support = await world.call('readSupport', {}, admin)
      const { ticketId } = await scene.ticket()
      await world.turn()
      const account = await world.call('readAccount', { account: { side: 'client', deskId: null } }, admin)
      const sla = await world.call('readSla', { ticketId }, admin)
      const desk = await world.call('readDesk', {}, owner)
      await world.call('readRegulation', {}, owner)
      const queue = await world.call('listQueue', {}, agent)

      expect(support.entitlement).toMatchObject({ kind: 'partner', helpers: ['people'] })
      expect([account.left, desk.staff.length > 0, queue.tickets.length]).toEqual([0, true, 1])
      expect(sla.clocks.map(({ state }) => state.status)).not.toContain('met')

      await world.call('resolveTicket', { ticketId, messageId: newId(), text: 'готово' }, agent)
      const { stateToken } = await world.call('readSupport', {}, admin)
      const back = await world.call('returnToStandard', { stateToken }, admin)
      expect(back.entitlement.kind).not.toBe('partner')
    },
    60_000,
  )

  it('what cannot be said is said to be unknown, and noted once', async () => {
    const { world, admin } = scene
    await store(withTarget(withOffice({ weekly: { ...closedWeek, 1: [['09:00', '09:01']] } })))
    const { ticketId } = await scene.ticket()
    await scene.ticket()
    await world.turn()

    const { clocks } = await world.call('readSla', { ticketId }, admin)

    expect(clocks.length).toBeGreaterThan(0)
    expect(clocks.map(({ state, deadline }) => [state.status, deadline])).toContainEqual(['unknown', null])
    expect(world.logText().split('a deadline that this regulation promises cannot be computed')).toHaveLength(2)
  }, 60_000)

  it('hours that cannot be computed are unknown, and writing stays possible', async () => {
    await store(withOffice({ timeZone: 'Europe/Atlantis' }))

    const { entitlement } = await scene.world.call('readSupport', {}, scene.admin)

    expect(entitlement.people).toMatchObject({ entitled: true, now: false, from: null })
    expect(entitlement.unavailable).toContainEqual({ what: 'people', reason: 'hours_unknown' })
  }, 60_000)
})
