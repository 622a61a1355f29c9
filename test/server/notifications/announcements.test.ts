import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { RouteInput } from '#contract/routes.ts'
import { announcementNotificationJobs } from '#server/notifications/announcements.jobs.ts'
import { now } from '#server/platform/clock.ts'
import { addJob } from '#server/platform/jobs/jobs.ts'
import { answeringPort } from '#server/connections/feature.ts'
import { paceByHand } from '#test/support/paceByHand.ts'
import { newId } from '#test/support/world.ts'
import { startScene, type Scene } from '../tickets/scene.ts'
import { depsOf } from './jobs.ts'

type Publishing = RouteInput<'publishAnnouncement'>

/** At the client: 1 is its admin, 3 its integrator, 5 a contact, 4 an employee. The desk's owner announces. */
let scene: Scene
beforeAll(async () => {
  scene = await startScene(paceByHand())
  await scene.world.call('namePerson', { userId: 5, as: 'contact' }, scene.admin)
}, 60_000)
afterAll(() => scene.world.stop())

const inHours = (hours: number) => new Date(now().getTime() + hours * 3_600_000).toISOString()
const announcement = (changes: Partial<Publishing> = {}): Publishing => ({
  announcementId: newId(),
  kind: 'maintenance',
  severity: 'warning',
  audience: { levels: [], editions: [], memberIds: [], plans: [], versions: [] },
  from: inHours(1),
  until: inHours(3),
  title: { ru: 'Обновляем [b]почту[/b]', uk: '', en: 'Mail is updated' },
  body: { ru: 'Тайна тела', uk: '', en: '' },
  ...changes,
})
const publish = async (changes: Partial<Publishing> = {}) => {
  const input = announcement(changes)
  await scene.world.call('publishAnnouncement', input, scene.owner)
  await scene.world.turn()
  return input
}
const update = async (
  { announcementId, severity, title, body, until }: Publishing,
  number: number,
  isOver: boolean,
) => {
  const input = { announcementId, number, severity, title, body, until, isOver }
  await scene.world.call('updateAnnouncement', input, scene.owner)
}
async function told() {
  const { rows } = await sql<{ notice: string; userId: number; event: string; channel: string }>`
    select notice, user_id as "userId", event, channel from notices_sent where event like 'announcement.%'
     order by delivery_id`.execute(scene.world.store.db)
  return rows
}
let before: string[] = []
beforeEach(async () => {
  before = (await told()).map(({ notice }) => notice)
})
const toldNow = async () => (await told()).filter(({ notice }) => !before.includes(notice))
const inPortal = (userId: number) =>
  scene.world.sandbox
    .notifications('client', userId)
    .filter(({ tag }) => tag.startsWith('OPORA|ANNOUNCEMENT|'))
    .at(-1)?.message ?? ''
const peopleOf = (found: Awaited<ReturnType<typeof told>>) =>
  found
    .filter(({ channel }) => channel === 'bitrix24')
    .map(({ userId }) => userId)
    .toSorted((one, other) => one - other)

describe('D3 D4 an announcement, its change and its end', () => {
  it('are told to those of the client who may be told, once each, with the way there; a contact reads no link', async () => {
    const published = await publish()
    expect(peopleOf(await toldNow())).toEqual([1, 3, 5])
    expect(inPortal(1)).toContain('Плановые работы: «Обновляем &#91;b&#93;почту&#91;/b&#93;», с ')
    expect(inPortal(1)).toContain(`params%5Bannouncement%5D=${published.announcementId}`)
    expect(inPortal(5)).not.toContain('[url')
    expect(inPortal(1)).not.toContain('Тайна')

    await update(published, 1, false)
    await scene.world.turn()
    expect(inPortal(1)).toContain('Новое об объявлении')
    await update(published, 2, true)
    await scene.world.turn()
    await scene.world.turn()

    const found = await toldNow()
    expect(
      found.filter(({ userId, channel }) => userId === 1 && channel === 'bitrix24').map(({ event }) => event),
    ).toEqual(['announcement.published', 'announcement.updated', 'announcement.ended'])
    expect(inPortal(1)).toContain('Плановые работы закончены')
  })

  it('of which more is said before anybody was told are told once, as they are then', async () => {
    const input = announcement({ kind: 'incident', from: inHours(-1), until: null })
    await scene.world.call('publishAnnouncement', input, scene.owner)
    await update(input, 1, true)
    await scene.world.turn()

    const found = (await toldNow()).filter(({ channel }) => channel === 'bitrix24')
    expect(found.map(({ event }) => event)).toEqual(['announcement.ended', 'announcement.ended', 'announcement.ended'])
  })

  it('are not told to whom they are not for, nor by a desk that answers them no more', async () => {
    await publish({ audience: { levels: ['free'], editions: [], memberIds: [], plans: [], versions: [] } })
    await publish({ audience: { levels: [], editions: ['box'], memberIds: [], plans: [], versions: [] } })
    const standard = await scene.world.enter('standard', 1)
    await scene.world.call('publishAnnouncement', announcement(), standard)
    await scene.world.turn()

    expect(await toldNow()).toEqual([])
  })

  it('that are critical are told apart: they wait for no quiet hours', async () => {
    await publish({ severity: 'critical', kind: 'incident', from: inHours(-1), until: null })
    expect(new Set((await toldNow()).map(({ event }) => event))).toEqual(new Set(['announcement.critical']))
  })

  it('go to nobody who has switched them off, in that way alone', async () => {
    const integrator = await scene.world.enter('client', 3)
    const off = {
      side: 'client',
      event: 'announcement.published',
      scope: 'any',
      channel: 'bitrix24',
      isOn: false,
    } as const
    await scene.world.call('chooseNotification', off, integrator)
    await publish()

    expect(peopleOf(await toldNow())).toEqual([1, 5])
  })

  it('are sent once, also by a job that runs again after it was killed, and by two at once', async () => {
    const published = await publish()
    const sent = (await toldNow()).length
    const jobs = announcementNotificationJobs({
      ...(await depsOf(scene)),
      ...answeringPort(scene.world.store.db),
      addJob,
    })
    const { deskId } = await scene.world.call('readDesk', {}, scene.owner)
    const to = { deskId, memberId: scene.world.sandbox.portals['client']?.memberId ?? '' }
    const again = { ...to, announcementId: published.announcementId, number: 1 }
    await Promise.all([1, 2, 3].map(() => jobs.noticeAnnouncementTo.run(again)))
    await jobs.noticeAnnouncement.run(again)
    await scene.world.turn()

    expect(await toldNow()).toHaveLength(sent)
  })
})
