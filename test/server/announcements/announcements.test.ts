import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RouteInput } from '#contract/routes.ts'
import { forgetAnnouncersOf } from '#server/announcements/erasure.commands.ts'
import { now } from '#server/platform/clock.ts'
import { openSocket } from '#test/support/socket.ts'
import { newId } from '#test/support/world.ts'
import { startScene, type Scene } from '../tickets/scene.ts'

type Publishing = RouteInput<'publishAnnouncement'>
type Updating = RouteInput<'updateAnnouncement'>

let scene: Scene
let lead: string
let standardOwner: string
beforeAll(async () => {
  scene = await startScene()
  const { world, owner } = scene
  await world.call('setStaff', { userId: 4, role: 'lead' }, owner)
  lead = await world.enter('partner', 4)
  standardOwner = await world.enter('standard', 1)
}, 60_000)
afterAll(() => scene.world.stop())

const inHours = (hours: number) => new Date(now().getTime() + hours * 3_600_000).toISOString()
const inRussian = (text: string) => ({ ru: text, uk: '', en: '' })
const announcement = (changes: Partial<Publishing> = {}): Publishing => ({
  announcementId: newId(),
  kind: 'incident',
  severity: 'warning',
  audience: { levels: [], editions: [], memberIds: [], plans: [], versions: [] },
  from: inHours(-1),
  until: null,
  title: inRussian('Почта отстаёт'),
  body: inRussian('Письма уходят с опозданием до часа'),
  ...changes,
})
const updateOf = ({ announcementId, severity, title, body, until }: Publishing, changes: Partial<Updating> = {}) => ({
  announcementId,
  number: 1,
  severity,
  title,
  body,
  until,
  isOver: false,
  ...changes,
})
const publish = async (changes: Partial<Publishing> = {}, token = lead) => {
  const input = announcement(changes)
  await scene.world.call('publishAnnouncement', input, token)
  return input
}
const update = (input: Updating) => scene.world.ask('updateAnnouncement', input, lead)
const end = async (input: Publishing, number = 1) =>
  scene.world.call('updateAnnouncement', updateOf(input, { number, isOver: true }), lead)
const readBy = async (token: string) => (await scene.world.call('readAnnouncements', {}, token)).announcements
const idsReadBy = async (token: string) => (await readBy(token)).map(({ announcementId }) => announcementId)

describe('D3 announcements', () => {
  it('of the desk that answers a portal are read by its admin and integrator; another desk’s are not', async () => {
    const { admin, integrator } = scene
    const ours = await publish()
    const theirs = await publish({}, standardOwner)

    expect(await idsReadBy(admin)).toContain(ours.announcementId)
    expect(await idsReadBy(integrator)).not.toContain(theirs.announcementId)
    const [read] = await readBy(integrator)
    expect(read).toEqual({
      announcementId: ours.announcementId,
      kind: 'incident',
      from: ours.from,
      until: null,
      endedAt: null,
      closed: null,
      updates: [{ number: 1, at: expect.any(String), severity: 'warning', title: ours.title, body: ours.body }],
    })
    await end(ours)
  })

  it('concern whom they name, by what the portal is when it reads', async () => {
    const { world, admin } = scene
    const memberId = world.sandbox.portals['client']?.memberId ?? ''
    const to = (audience: Partial<Publishing['audience']>) =>
      publish({ audience: { levels: [], editions: [], memberIds: [], plans: [], versions: [], ...audience } })
    const forUs = await to({ memberIds: [memberId] })
    const forOthers = await to({ memberIds: ['nobody'] })
    const forBoxes = await to({ editions: ['box'] })
    const forFree = await to({ levels: ['free'] })
    const forOurs = await to({
      editions: ['cloud'],
      levels: ['free', 'basic', 'standard', 'professional', 'enterprise'],
    })

    const read = await idsReadBy(admin)

    expect(read).toEqual(expect.arrayContaining([forUs.announcementId, forOurs.announcementId]))
    for (const other of [forOthers, forBoxes, forFree]) expect(read).not.toContain(other.announcementId)
    for (const one of [forUs, forOthers, forBoxes, forFree, forOurs]) await end(one)
  })

  it('are told anew with an instant of their own: what was said stays, the newest stands first', async () => {
    const { admin } = scene
    const published = await publish()
    const anew = updateOf(published, { severity: 'critical', body: inRussian('Почта не уходит'), until: inHours(2) })

    expect(await update(anew)).toMatchObject({ ok: true })
    expect(await update(anew)).toMatchObject({ ok: true })
    expect(await update({ ...anew, body: inRussian('Другое') })).toMatchObject({
      code: 'announcement_stale',
      status: 409,
    })

    const [read] = await readBy(admin)
    expect(read?.until).toBe(anew.until)
    expect(read?.updates.map(({ number, severity, body }) => [number, severity, body.ru])).toEqual([
      [2, 'critical', 'Почта не уходит'],
      [1, 'warning', published.body.ru],
    ])
    await end(published, 2)
  })

  it('end once, stay readable, and are told no more', async () => {
    const { admin } = scene
    const published = await publish()
    const ending = updateOf(published, { body: inRussian('Исправлено'), isOver: true })

    expect(await update(ending)).toMatchObject({ ok: true })
    expect(await update(ending)).toMatchObject({ ok: true })
    expect(await update(updateOf(published, { number: 2 }))).toMatchObject({ code: 'announcement_over' })

    const read = (await readBy(admin)).find(({ announcementId }) => announcementId === published.announcementId)
    expect(read?.endedAt).not.toBeNull()
    expect(read?.updates[0]?.body.ru).toBe('Исправлено')
  })

  it('sent twice are one, and by another desk’s id do not exist', async () => {
    const { world } = scene
    const published = await publish()

    expect(await world.ask('publishAnnouncement', published, lead)).toMatchObject({ ok: true })
    expect(await world.ask('publishAnnouncement', published, standardOwner)).toMatchObject({ code: 'not_found' })
    expect(await world.ask('updateAnnouncement', updateOf(published), standardOwner)).toMatchObject({
      code: 'not_found',
    })
    const listed = await world.call('listAnnouncements', {}, lead)
    expect(
      listed.announcements.filter(({ announcementId }) => announcementId === published.announcementId),
    ).toHaveLength(1)
    await end(published)
  })

  it('of two that tell one anew at once the second is refused', async () => {
    const published = await publish()
    const both = ['Первый', 'Второй'].map((text) => update(updateOf(published, { body: inRussian(text) })))

    const codes = (await Promise.all(both)).map((answer) => (answer.ok ? 'ok' : answer.code))

    expect(codes.toSorted()).toEqual(['announcement_stale', 'ok'])
    await end(published, 2)
  })

  it('are closed by one person until they are told anew; what is critical stays', async () => {
    const { world, admin, integrator } = scene
    const published = await publish()
    const { announcementId } = published
    const closed = async (token: string) =>
      (await readBy(token)).find((one) => one.announcementId === announcementId)?.closed

    await world.call('closeAnnouncement', { announcementId, number: 1 }, admin)
    expect([await closed(admin), await closed(integrator)]).toEqual([1, null])

    await update(updateOf(published, { severity: 'critical' }))
    expect(await world.ask('closeAnnouncement', { announcementId, number: 2 }, admin)).toMatchObject({
      code: 'announcement_stays',
      status: 422,
    })
    expect(await world.ask('closeAnnouncement', { announcementId, number: 9 }, admin)).toMatchObject({
      code: 'not_found',
    })
    await end(published, 2)
  })

  it('whose end is past, or before their beginning, are refused; so is one more than a desk may have', async () => {
    const { world } = scene
    const ask = (changes: Partial<Publishing>) => world.ask('publishAnnouncement', announcement(changes), lead)

    expect(await ask({ from: inHours(-3), until: inHours(-2) })).toMatchObject({ code: 'date_in_past' })
    expect(await ask({ from: inHours(3), until: inHours(2) })).toMatchObject({ code: 'date_in_past' })
    expect(await ask({ title: inRussian('  ') })).toMatchObject({ code: 'invalid_input' })
    const many = await Promise.all(Array.from({ length: 22 }, () => ask({ until: inHours(1) })))
    expect(many.filter(({ ok }) => ok)).toHaveLength(20)
    expect(many.find(({ ok }) => !ok)).toMatchObject({ code: 'too_many_announcements', status: 409 })

    const { announcements } = await world.call('listAnnouncements', { limit: 100 }, lead)
    for (const { announcementId, endedAt, updates, until } of announcements) {
      const [newest] = updates
      if (endedAt !== null || newest === undefined) continue
      const { number, severity, title, body } = newest
      const ending = { announcementId, number, severity, title, body, until, isOver: true }
      await world.call('updateAnnouncement', ending, lead)
    }
  })

  it('count before they are published whom they would reach, of the desk’s own clients alone', async () => {
    const count = (audience: Partial<Publishing['audience']>, token = lead) =>
      scene.world.call('countAudience', { audience: { ...announcement().audience, ...audience } }, token)
    const { served, reached } = await count({})
    const memberId = scene.world.sandbox.portals['client']?.memberId ?? ''
    expect([served, reached]).toEqual([1, 1])
    expect(await count({ memberIds: [memberId] })).toEqual({ served: 1, reached: 1 })
    expect(await count({ editions: ['box'] })).toEqual({ served: 1, reached: 0 })
    expect(await count({ memberIds: [memberId] }, standardOwner)).toMatchObject({ reached: 0 })
  })

  it('wake the pages of the portals that the desk serves, and nobody else’s', async () => {
    const { world, admin, agent } = scene
    const pages = {
      client: await openSocket(world.url, admin),
      desk: await openSocket(world.url, agent),
      standard: await openSocket(world.url, standardOwner),
    }
    const published = await publish()

    await pages.client.next('changed', ({ what }) => what === 'announcements')
    await pages.desk.next('changed', ({ what }) => what === 'announcements')
    await end(published)

    expect(pages.standard.all('changed').filter(({ what }) => what === 'announcements')).toEqual([])
    await Promise.all(Object.values(pages).map((page) => page.close()))
  })

  it('are in the owner’s log', async () => {
    const { world, owner } = scene
    const published = await publish({ title: inRussian('Для журнала') })
    await end(published)

    const { entries } = await world.call('listAudit', { kinds: ['settings'], limit: 10 }, owner)

    expect(entries.slice(0, 2).map(({ type }) => type)).toEqual(['announcement.ended', 'announcement.published'])
    expect(entries[0]?.facts).toContainEqual({ name: 'announcement', value: 'Для журнала' })
  })
})

describe('C5 a portal that is uninstalled with CLEAN', () => {
  it('leaves a number for the name of whoever announced something, and none of what its people have closed', async () => {
    const { world, admin, integrator } = scene
    const { announcementId } = await publish()
    await world.call('closeAnnouncement', { announcementId, number: 1 }, integrator)
    const names = async () => {
      const { rows } = await world.store.pool.query<{ name: string; closed: number }>(
        `select published_by as name, (select count(*)::int from announcement_closings) as closed
           from announcements where announcement_id = $1`,
        [announcementId],
      )
      return rows[0]
    }
    const before = await names()
    const portals = ['client', 'partner'].map((name) => world.sandbox.portals[name]?.memberId ?? '')
    for (const memberId of portals) await world.transaction((unit) => forgetAnnouncersOf(unit, memberId))

    expect(before?.name).not.toMatch(/^№ /)
    expect(before?.closed).toBeGreaterThan(0)
    expect(await names()).toEqual({ name: '№ 4', closed: 0 })
    expect(await idsReadBy(admin)).toContain(announcementId)
  })
})
