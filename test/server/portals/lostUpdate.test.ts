import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { addJob } from '#server/platform/jobs/jobs.ts'
import { eventually } from '#test/support/eventually.ts'
import { openPage, startWorld, type World } from '#test/support/world.ts'
import { connect } from '../situation.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
  await world.install('standard', 'desk', 'standard')
  world.sandbox.setScopes('partner', ['placement', 'im', 'imbot', 'user_brief', 'crm'])
  const owner = await world.install('partner', 'desk')
  await connect(world, await world.install('client', 'client'), owner)
  await eventually(async () => {
    expect(await bound('client')).toEqual(placementsOf('client'))
    expect(await bound('partner')).toEqual(placementsOf('partner'))
    expect(await handlers('partner')).toHaveLength(2)
  })
}, 60_000)
afterAll(() => world.stop())
afterEach(() => world.sandbox.setDelivery({ isHeld: false }))

const placementsOf = (key: string) => [
  ...(key === 'partner' ? ['CRM_COMPANY_DETAIL_TAB'] : []),
  'IM_CONTEXT_MENU',
  'IM_SIDEBAR',
  'REST_APP_URI',
]

async function ask(
  key: string,
  method: string,
  params: Record<string, string> = {},
): Promise<Record<string, string>[]> {
  const { accessToken } = world.sandbox.issueToken(key, 1)
  const body = new URLSearchParams({ ...params, auth: accessToken })
  const answer = await fetch(`${world.sandbox.portals[key]?.origin}/rest/${method}`, { method: 'POST', body })
  const { result } = await answer.json()
  return result
}
const byLetters = (one: string, other: string) => one.localeCompare(other)
const bound = async (key: string) =>
  (await ask(key, 'placement.get')).map(({ placement = '' }) => placement).toSorted(byLetters)
const handlers = async (key: string) => (await ask(key, 'event.get')).map(({ event = '' }) => event).toSorted(byLetters)
const calls = (key: string) => world.sandbox.requests(key, 'scope').length

const looksAreDone = () =>
  eventually(async () => {
    const { rows } = await world.store.pool.query(
      `select 1 from graphile_worker.jobs where task_identifier = 'bindPlacements'`,
    )
    expect(rows).toEqual([])
  })

/** The portal takes a new version of the app, which drops what was set; nobody ever hears of it. */
async function updateUnheard(key: string): Promise<void> {
  world.sandbox.setDelivery({ isHeld: true })
  await world.sandbox.update(key)
  for (const PLACEMENT of placementsOf(key)) await ask(key, 'placement.unbind', { PLACEMENT })
}

describe('P8 after an update whose event was lost, placements and events are bound again', () => {
  it('when somebody opens the app: the OAuth server names the new version', async () => {
    await updateUnheard('partner')
    expect([await bound('partner'), await handlers('partner')]).toEqual([[], []])

    await openPage(world.sandbox, 'partner', 1)

    await eventually(async () => {
      expect(await bound('partner')).toEqual(placementsOf('partner'))
      expect(await handlers('partner')).toHaveLength(2)
    })
  })

  it('by the daily check, although nobody opens anything', async () => {
    await updateUnheard('client')
    const memberId = world.sandbox.portals.client.memberId

    await world.transaction((unit) => addJob(unit, 'checkTariff', { memberId }))

    await eventually(async () => expect(await bound('client')).toEqual(placementsOf('client')))
  })

  it('when an admin opens the app some time after what was set had vanished', async () => {
    await openPage(world.sandbox, 'client', 1)
    await looksAreDone()
    for (const PLACEMENT of placementsOf('client')) await ask('client', 'placement.unbind', { PLACEMENT })
    await world.store.db
      .updateTable('portals')
      .set((row) => ({ bound_version: row.ref('app_version'), bound_at: new Date(Date.now() - 11 * 60_000) }))
      .where('member_id', '=', world.sandbox.portals.client.memberId)
      .execute()

    await openPage(world.sandbox, 'client', 4)
    expect(await bound('client')).toEqual([])
    await openPage(world.sandbox, 'client', 1)

    await eventually(async () => expect(await bound('client')).toEqual(placementsOf('client')))
  })

  it('an admin who opens page after page costs one look', async () => {
    await looksAreDone()
    const before = calls('client')

    for (let i = 0; i < 20; i += 1) await openPage(world.sandbox, 'client', 1)
    await world.transaction((unit) =>
      addJob(unit, 'bindPlacements', { memberId: world.sandbox.portals.client.memberId }),
    )

    await eventually(() => expect(calls('client')).toBeGreaterThan(before))
    expect(calls('client')).toBe(before + 1)
  })
})
