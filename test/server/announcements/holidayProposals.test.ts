import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import type { RouteInput } from '#contract/routes.ts'
import { forgetAnnouncersOf } from '#server/announcements/erasure.commands.ts'
import { openSocket } from '#test/support/socket.ts'
import { newId } from '#test/support/world.ts'
import { startScene, type Scene } from '../tickets/scene.ts'

const before = new Date('2026-12-20T09:00:00Z')
/** As the partner's calendar has it, for everybody. */
const winter = { from: '2026-12-31', to: '2027-01-08', levels: [] }
const window = { startsAt: '2026-12-30T21:00:00.000Z', endsAt: '2027-01-08T21:00:00.000Z' }

let scene: Scene
let lead: string
beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: before })
  scene = await startScene()
  await scene.world.call('setStaff', { userId: 4, role: 'lead' }, scene.owner)
  lead = await scene.world.enter('partner', 4)
}, 60_000)
afterEach(() => void vi.setSystemTime(before))
afterAll(async () => {
  vi.useRealTimers()
  await scene.world.stop()
})

const proposed = async (token = lead) => (await scene.world.call('readHolidays', {}, token)).holidays
const decide = (isDeclined: boolean, token = lead, holiday: RouteInput<'setHolidayDeclined'>['holiday'] = winter) =>
  scene.world.ask('setHolidayDeclined', { holiday, isDeclined }, token)
const announcement = (changes: Partial<RouteInput<'publishAnnouncement'>>): RouteInput<'publishAnnouncement'> => ({
  announcementId: newId(),
  kind: 'hours',
  severity: 'info',
  audience: { levels: [], editions: [], memberIds: [], plans: [], versions: [] },
  from: window.startsAt,
  until: window.endsAt,
  title: { ru: 'Каникулы', uk: '', en: '' },
  body: { ru: '', uk: '', en: '' },
  ...changes,
})
const acts = async () => {
  const { rows } = await scene.world.store.pool.query<{ type: string }>(
    `select type from journal where type like 'holiday.%' order by seq`,
  )
  return rows.map(({ type }) => type)
}

describe('D3 holidays of the desk’s calendars', () => {
  it('are proposed before they begin, in the desk’s words, and nobody is told by itself', async () => {
    const { world, integrator, owner } = scene

    expect(await proposed()).toEqual([
      {
        holiday: winter,
        ...window,
        title: expect.objectContaining({ ru: 'Выходные дни: 31 декабря – 8 января' }),
        body: expect.objectContaining({ en: expect.stringContaining('we are closed') }),
        declined: null,
      },
    ])
    expect(await proposed(owner)).toHaveLength(1)
    expect(await world.call('readAnnouncements', {}, integrator)).toEqual({ announcements: [] })
  })

  it('of tariffs are for these tariffs', async () => {
    const [holiday] = await proposed(await scene.world.enter('standard', 1))

    expect(holiday?.holiday.levels).toEqual(['basic', 'standard', 'professional'])
  })

  it('are proposed no more once all of their days are announced as working time, and again when that is taken back', async () => {
    const { world } = scene
    const others = [announcement({ kind: 'news' }), announcement({ until: '2027-01-07T21:00:00.000Z' })]
    for (const other of others) await world.call('publishAnnouncement', other, lead)
    expect(await proposed()).toHaveLength(1)

    const whole = announcement({})
    await world.call('publishAnnouncement', whole, lead)
    expect(await proposed()).toEqual([])
    expect(await decide(true)).toMatchObject({ code: 'not_found' })

    const { announcementId, severity, title, body, until } = whole
    const ending = { announcementId, number: 1, severity, title, body, until, isOver: true }
    await world.call('updateAnnouncement', ending, lead)
    expect(await proposed()).toHaveLength(1)
  })

  it('that are declined say by whom and when, once, and come back where somebody takes that back', async () => {
    const { world, owner } = scene
    const page = await openSocket(world.url, owner)
    const answers = await Promise.all([decide(true), decide(true, owner), decide(true)])
    await page.next('changed', ({ what }) => what === 'announcements')
    await page.close()

    expect(answers.map(({ ok }) => ok)).toEqual([true, true, true])
    expect(await acts()).toEqual(['holiday.declined'])
    const [declined] = await proposed(owner)
    expect(declined).toMatchObject({ holiday: winter, declined: { by: expect.any(String), at: before.toISOString() } })
    const { entries } = await world.call('listAudit', { kinds: ['settings'], limit: 1 }, owner)
    expect(entries[0]).toMatchObject({
      type: 'holiday.declined',
      facts: [{ name: 'announcement', value: 'Выходные дни: 31 декабря – 8 января' }],
    })

    expect(await decide(false)).toMatchObject({ ok: true, body: { holidays: [{ declined: null }] } })
    expect(await decide(false)).toMatchObject({ ok: true })
    expect(await acts()).toEqual(['holiday.declined', 'holiday.proposedAgain'])
  })

  it('are declined for one desk alone, and only as they are proposed', async () => {
    const { world, agent, integrator } = scene
    const standard = await world.enter('standard', 1)
    const ofStandard = { ...winter, levels: ['basic' as const, 'standard' as const, 'professional' as const] }

    expect(await decide(true, standard, ofStandard)).toMatchObject({ ok: true })
    expect(await proposed()).toMatchObject([{ declined: null }])
    expect(await decide(true, lead, ofStandard)).toMatchObject({ code: 'not_found', status: 404 })
    expect(await decide(true, lead, { ...winter, to: '2027-01-09' })).toMatchObject({ code: 'not_found' })
    expect(await decide(true, agent)).toMatchObject({ status: 403 })
    expect(await decide(true, integrator)).toMatchObject({ status: 403 })
  })

  it('are as decided on each of their days, and gone when they are over', async () => {
    const { world } = scene
    await decide(true)
    vi.setSystemTime(new Date('2027-01-08T20:59:00Z'))
    expect(await proposed(await world.enter('partner', 4))).toMatchObject([{ holiday: winter, declined: {} }])

    vi.setSystemTime(new Date('2027-01-08T21:00:00Z'))
    const later = await world.enter('partner', 4)
    expect(await proposed(later)).toEqual([])
    expect(await decide(false, later)).toMatchObject({ code: 'not_found' })
  })
})

it('C5 a desk’s portal that is uninstalled with CLEAN leaves a number for the name of whoever declined', async () => {
  const { world } = scene
  const names = async () =>
    (await world.store.pool.query('select declined_by as name from declined_holidays order by 1')).rows
  await world.transaction((unit) => forgetAnnouncersOf(unit, world.sandbox.portals['partner']?.memberId ?? ''))

  expect(await names()).toContainEqual({ name: '№ 4' })
  expect(await names()).not.toEqual([{ name: '№ 4' }, { name: '№ 4' }])
})
