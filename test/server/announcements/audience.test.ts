import { describe, expect, it } from 'vitest'
import { now } from '#server/platform/clock.ts'
import type { RouteInput } from '#contract/routes.ts'
import { newId } from '#test/support/world.ts'
import { priced, useVersions } from '../connections/versions/versionStage.ts'

const stage = useVersions()

async function announce(audience: Partial<RouteInput<'publishAnnouncement'>['audience']>): Promise<string> {
  const announcementId = newId()
  const input = {
    announcementId,
    kind: 'news' as const,
    severity: 'info' as const,
    audience: { levels: [], editions: [], memberIds: [], plans: [], versions: [], ...audience },
    from: new Date(now().getTime() - 60_000).toISOString(),
    until: null,
    title: { ru: 'Новые условия', uk: '', en: '' },
    body: { ru: '', uk: '', en: '' },
  }
  await stage.world().call('publishAnnouncement', input, await stage.owner())
  return announcementId
}

async function countOf(audience: Partial<RouteInput<'countAudience'>['audience']>): Promise<number> {
  const whole = { levels: [], editions: [], memberIds: [], plans: [], versions: [], ...audience }
  return (await stage.world().call('countAudience', { audience: whole }, await stage.owner())).reached
}

async function readBy(client: string): Promise<string[]> {
  const { announcements } = await stage.world().call('readAnnouncements', {}, await stage.admin(client))
  return announcements.map(({ announcementId }) => announcementId)
}

describe('D3 an announcement for some', () => {
  it('reaches who goes by a version of the regulation, and follows them when they are moved', async () => {
    const client = await stage.aClient()
    const { version } = await stage.termsOf(client)
    const forTheirs = await announce({ versions: [version] })
    const forNext = await announce({ versions: [version + 1] })
    expect(await countOf({ versions: [version + 1] })).toBe(0)
    const theirs = await countOf({ versions: [version] })
    expect(theirs).toBeGreaterThan(0)
    expect(await readBy(client)).toEqual(expect.arrayContaining([forTheirs]))
    expect(await readBy(client)).not.toContain(forNext)

    expect(await stage.publish(priced(0.5), { who: 'existing', from: null })).toMatchObject({ ok: true })

    expect((await stage.termsOf(client)).version).toBe(version + 1)
    expect(await countOf({ versions: [version + 1] })).toBe(theirs)
    expect(await readBy(client)).toContain(forNext)
    expect(await readBy(client)).not.toContain(forTheirs)
  }, 60_000)

  it('reaches who has something left of a plan, from the purchase to the end', async () => {
    const [buyer, other] = [await stage.aClient(), await stage.aClient()]
    const forPrepaid = await announce({ plans: ['prepaid'] })
    const forBoth = await announce({ plans: ['prepaid'], memberIds: [stage.memberIdOf(other)] })
    expect(await readBy(buyer)).not.toContain(forPrepaid)
    expect(await countOf({ plans: ['prepaid'] })).toBe(0)

    await stage.pay(await stage.order(buyer, 'prepaid', 12, 12 * 600_00), 12 * 600_00)

    expect(await countOf({ plans: ['prepaid'] })).toBe(1)
    expect(await readBy(buyer)).toContain(forPrepaid)
    expect(await readBy(buyer)).not.toContain(forBoth)
    expect(await readBy(other)).not.toContain(forPrepaid)
    await stage.daysLater(40)
    expect(await readBy(buyer)).not.toContain(forPrepaid)
  }, 60_000)
})
