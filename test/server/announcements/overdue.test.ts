import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { sql } from 'kysely'
import type { RouteInput } from '#contract/routes.ts'
import { mostAnnouncements } from '#contract/announcements/types.ts'
import { now } from '#server/platform/clock.ts'
import { paceByHand } from '#test/support/paceByHand.ts'
import { newId } from '#test/support/world.ts'
import { startScene, type Scene } from '../tickets/scene.ts'

type Publishing = RouteInput<'publishAnnouncement'>

/** At the desk: 1 is the owner, 2 the lead, 3 the agent. */
let scene: Scene
/** Sessions of before are gone once the clock was moved. */
const owner = () => scene.world.enter('partner', 1)
beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-10-19T09:00:00Z') })
  scene = await startScene(paceByHand())
  await scene.world.call('setStaff', { userId: 2, role: 'lead' }, scene.owner)
}, 60_000)
afterAll(async () => {
  vi.useRealTimers()
  await scene.world.stop()
})

async function told() {
  const { rows } = await sql<{ userId: number; text: string }>`
    select user_id as "userId", text from shown_notices where event = 'announcement.overdue'
     order by at, notice_id`.execute(scene.world.store.db)
  return rows
}
let before = 0
beforeEach(async () => {
  before = (await told()).length
})
const toldNow = async () => (await told()).slice(before)
const minutesLater = async (minutes: number) => {
  vi.setSystemTime(new Date(now().getTime() + minutes * 60_000))
  await scene.world.turn()
}
const inMinutes = (minutes: number) => new Date(now().getTime() + minutes * 60_000).toISOString()
const publish = async (changes: Partial<Publishing> = {}) => {
  const input: Publishing = {
    announcementId: newId(),
    kind: 'maintenance',
    severity: 'warning',
    audience: { levels: [], editions: [], memberIds: [], plans: [], versions: [] },
    from: inMinutes(-5),
    until: inMinutes(60),
    title: { ru: 'Меняем [b]диск[/b]', uk: '', en: '' },
    body: { ru: '', uk: '', en: '' },
    ...changes,
  }
  await scene.world.call('publishAnnouncement', input, await owner())
  return input
}
const update = async (
  { announcementId, severity, title, body }: Publishing,
  changes: Partial<RouteInput<'updateAnnouncement'>>,
) => {
  const input = { announcementId, number: 1, severity, title, body, until: null, isOver: false, ...changes }
  await scene.world.call('updateAnnouncement', input, await owner())
}

describe('D3 maintenance that should have ended', () => {
  it('warns its desk’s owner and lead at that very instant, once, with the way there', async () => {
    await publish()
    await minutesLater(59)
    expect(await toldNow()).toEqual([])
    await minutesLater(1)

    const found = await toldNow()
    expect(found.map(({ userId }) => userId).toSorted((one, other) => one - other)).toEqual([1, 2])
    expect(found[0]?.text).toContain('Работы «Меняем &#91;b&#93;диск&#91;/b&#93;» должны были закончиться')
    const [inPortal] = scene.world.sandbox
      .notifications('partner', 1)
      .filter(({ tag }) => tag.startsWith('OPORA|OVERDUE|'))
    expect(inPortal?.message).toContain('params%5Bsection%5D=announcements')
    await minutesLater(60)
    expect(await toldNow()).toHaveLength(2)
    const { entries } = await scene.world.call('listAudit', { limit: 10 }, await owner())
    expect(entries.map(({ type }) => type)).toContain('announcement.overdue')
  })

  it('warns of the end that is planned by now, not of an earlier one', async () => {
    const works = await publish()
    await minutesLater(30)
    await update(works, { until: inMinutes(120) })
    await minutesLater(30)
    expect(await toldNow()).toEqual([])
    await minutesLater(90)
    expect(await toldNow()).toHaveLength(2)
  })

  it('warns of nothing that was ended, has no planned end, or is no maintenance', async () => {
    const works = await publish()
    await publish({ until: null })
    await publish({ kind: 'news' })
    await minutesLater(30)
    await update(works, { isOver: true })
    await minutesLater(60)
    expect(await toldNow()).toEqual([])
  })

  it('warns nobody of what was over by itself before a server ran', async () => {
    await publish()
    await minutesLater(60 + 24 * 60)
    expect(await toldNow()).toEqual([])
  })

  it('counts among what its desk has open until somebody ends it', async () => {
    const works = await publish()
    const more = () => publish({ kind: 'news', until: null })
    const refused = /too_many_announcements/
    for (let made = 1; made < mostAnnouncements; made += 1) await more().catch(() => null)
    await expect(more()).rejects.toThrow(refused)

    await minutesLater(90)
    await expect(more()).rejects.toThrow(refused)
    await update(works, { isOver: true })
    await more()
  })
})
