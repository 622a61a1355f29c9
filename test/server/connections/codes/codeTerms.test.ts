import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readPortalName } from '#contract/connections/codes.types.ts'
import type { RouteInput } from '#contract/routes.ts'
import { startWorld, type World } from '#test/support/world.ts'

let world: World
let admin: string
let owner: string
let standardOwner: string
beforeAll(async () => {
  world = await startWorld()
  standardOwner = await world.install('standard', 'desk', 'standard')
  owner = await world.install('partner', 'desk')
  admin = await world.install('client', 'client')
}, 60_000)
afterAll(() => world.stop())
beforeEach(async () => {
  await world.store.db.deleteFrom('activation_attempts').execute()
  const { connection, stateToken } = await world.call('readSupport', {}, admin)
  if (connection !== null) await world.call('returnToStandard', { stateToken }, admin)
})

const terms: RouteInput<'issueCode'> = { maxUses: 1, expiresInDays: 30, clientStatus: 2, note: '' }
const issue = (changes: Partial<RouteInput<'issueCode'>> = {}, token = owner) =>
  world.ask('issueCode', { ...terms, ...changes }, token)

async function issued(changes: Partial<RouteInput<'issueCode'>> = {}) {
  const answer = await issue(changes)
  if (!answer.ok) throw new Error(answer.code)
  return answer.body
}

async function activate(code: string) {
  const preview = await world.call('previewCode', { code }, admin)
  const support = await world.call('activateCode', { code, stateToken: preview.stateToken }, admin)
  return { preview, support }
}

const live = async () => {
  const { connections } = await world.call('listConnections', {}, owner)
  return connections.find(({ endedAt }) => endedAt === null)
}

describe('C1 the plans that a code allows', () => {
  it('are all of the desk’s unless it says otherwise', async () => {
    const { plans } = await world.call('readDesk', {}, owner)
    const { code, view } = await issued()

    const { preview } = await activate(code)

    expect(view.plans).toBeNull()
    expect(preview.plans.map((plan) => plan.code)).toEqual(plans.map((plan) => plan.code))
    expect((await live())?.plans).toBeNull()
  })

  it('are shown before the activation, and the connection keeps them', async () => {
    const { code, view } = await issued({ plans: ['online', 'prepaid'] })

    const { preview } = await activate(code)

    expect(view.plans).toEqual(['online', 'prepaid'])
    expect(preview.plans.map((plan) => plan.code).toSorted()).toEqual(['online', 'prepaid'])
    expect((await live())?.plans).toEqual(['online', 'prepaid'])
  })

  it('hold again when the client comes back without a code', async () => {
    const { support } = await activate((await issued({ plans: ['first-aid'] })).code)
    const { stateToken, formerDesks } = await world.call('returnToStandard', { stateToken: support.stateToken }, admin)
    await world.call('reconnectDesk', { deskId: formerDesks[0]?.deskId ?? '', stateToken }, admin)

    expect(await live()).toMatchObject({ plans: ['first-aid'], clientStatus: 2 })
  })

  it.each([
    ['a plan that the regulation does not have', { plans: ['prepaid', 'gold'] }],
    ['a client status that it does not have', { clientStatus: 7 }],
  ])('%s is refused', async (_what, changes) => {
    expect(await issue(changes)).toMatchObject({ ok: false, code: 'terms_unknown' })
  })

  it('a desk that sells nothing asks for no status and has no plans to allow', async () => {
    const { plans, clientStatuses } = await world.call('readDesk', {}, standardOwner)

    expect({ plans, clientStatuses }).toEqual({ plans: [], clientStatuses: [] })
    expect(await issue({ clientStatus: 1 }, standardOwner)).toMatchObject({ ok: true })
    expect(await issue({ plans: ['prepaid'] }, standardOwner)).toMatchObject({ code: 'terms_unknown' })
  })
})

describe('C5 the notice that an end would take', () => {
  it('stands in the connection before anybody ends it, and then its date is so many days away', async () => {
    await activate((await issued()).code)
    const { connectionId = '', noticeDays = 0 } = (await live()) ?? {}

    const before = Date.now()
    const { endsAt } = await world.call('endConnection', { connectionId }, owner)

    expect(noticeDays).toBeGreaterThan(0)
    const days = (Date.parse(endsAt ?? '') - before) / 86_400_000
    expect(Math.round(days)).toBe(noticeDays)
  })
})

describe('C1 the portal that a code is for', () => {
  it.each([
    ['romashka.bitrix24.ru', 'romashka.bitrix24.ru'],
    [' HTTPS://Romashka.Bitrix24.ru/company/?x=1#y ', 'romashka.bitrix24.ru'],
    ['127.0.0.2:8101', '127.0.0.2:8101'],
    ['портал.рф', 'портал.рф'],
    ['0123456789abcdef0123456789ABCDEF', '0123456789abcdef0123456789abcdef'],
  ])('"%s" is read as %s', (typed, host) => {
    expect(readPortalName(typed)).toBe(host)
  })

  it.each(['ООО Ромашка', 'ромашка', '', 'https://', 'a b.ru', '.ru', 'x.', 'кто@где.ру'])('"%s" is none', (typed) => {
    expect(readPortalName(typed)).toBeNull()
  })

  it('what is no address is refused instead of making a code that works nowhere', async () => {
    expect(await issue({ portal: 'ООО Ромашка' })).toMatchObject({
      code: 'invalid_input',
      details: { field: 'portal' },
    })
  })
})
