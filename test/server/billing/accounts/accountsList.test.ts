import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ListedAccount } from '#server/billing/accounts/accounts.present.ts'
import { listAccountsNow } from '#server/billing/accounts/accountsList.queries.ts'
import type { AccountsQuery } from '#server/billing/accounts/accountsList.sql.ts'
import { accountCursor, readAccountCursor } from '#server/billing/accounts/domain/accountCursor.ts'
import { readSnapshot } from '#server/platform/db/snapshot.ts'
import { quantumMaintenance } from '#server/regulations/presets/quantumMaintenance.ts'
import { cloneDatabase } from '#test/support/database.ts'
import { customerPorts } from '#test/support/ticketDeps.ts'
import { openBillingStage, type BillingStage, type Pair } from '../billingStage.ts'

const monday = new Date('2026-03-02T07:00:00Z')
const minutes = (count: number) => new Date(monday.getTime() + count * 60_000)
const days = (count: number) => minutes(count * 1440)
const valid = (count: number) => ({ unit: 'days', count }) as const

let database: Awaited<ReturnType<typeof cloneDatabase>>
let stage: BillingStage
let pairs: Record<'used' | 'soon' | 'few' | 'busy' | 'idle', Pair>

beforeAll(async () => {
  database = await cloneDatabase()
  stage = await openBillingStage(database.url)
  const desk = await stage.openDesk(quantumMaintenance)
  const open = async (quanta: number, validDays: number) => {
    const pair = await stage.openClient(desk)
    await stage.pay(monday, pair, quanta, valid(validDays))
    return pair
  }
  pairs = {
    idle: await open(30, 90),
    busy: await open(20, 90),
    few: await open(12, 90),
    soon: await open(30, 5),
    used: await open(12, 90),
  }
  await stage.start(
    minutes(1),
    stage.agent(pairs.busy, 100),
    await stage.openTicket(minutes(0), pairs.busy),
    randomUUID(),
  )
  await stage.adjust(minutes(1), pairs.used, -12)
  // Names in the other order of what the list shall be.
  for (const [index, pair] of Object.values(pairs).entries()) {
    const domain = `${['a_idle', 'busy', 'few', 'soon', 'used'][index]}.example`
    await sql`update portals set domain = ${domain} where member_id = ${pair.client.memberId}`.execute(stage.db())
  }
}, 60_000)
afterAll(async () => {
  await stage.close()
  await database.drop()
})

async function list(query: Partial<AccountsQuery> = {}, { deskId } = pairs.idle.desk): Promise<ListedAccount[]> {
  const all = { only: null, search: null, endsBefore: days(7), after: null, limit: 50 }
  return readSnapshot(stage.db(), minutes(2), (snapshot) =>
    listAccountsNow(snapshot, { ...stage.billing, ...customerPorts }, deskId, { ...all, ...query }),
  )
}

const names = (rows: ListedAccount[]) => rows.map(({ place }) => place.name.split('.')[0])

describe('D2 the desk’s clients', () => {
  it('go by what needs attention first: no service, the nearest end, fewest quanta, name', async () => {
    expect(names(await list())).toEqual(['used', 'soon', 'few', 'busy', 'a_idle'])
  })

  it('are each on one page alone, however short the pages are', async () => {
    const seen: (string | undefined)[] = []
    let after: AccountsQuery['after'] = null
    for (;;) {
      const [only]: ListedAccount[] = await list({ after, limit: 1 })
      if (only === undefined) break
      seen.push(...names([only]))
      after = readAccountCursor(accountCursor(only.place))
    }

    expect(seen).toEqual(['used', 'soon', 'few', 'busy', 'a_idle'])
  })

  it('with one gone from its place the next page goes on where the last one ended', async () => {
    const [first, second] = await list({ limit: 2 })
    if (first === undefined || second === undefined) throw new Error('two clients are there')
    const after = second.place

    expect(names(await list({ after: { ...after, memberId: 'gone', name: 'soom' } }))).toEqual([
      'soon',
      'few',
      'busy',
      'a_idle',
    ])
    expect(names(await list({ after }))).toEqual(['few', 'busy', 'a_idle'])
  })

  it('are found by name, letters of a pattern taken as they are', async () => {
    expect(names(await list({ search: 'SOO' }))).toEqual(['soon'])
    expect(names(await list({ search: 'a_i' }))).toEqual(['a_idle'])
    expect(names(await list({ search: 's_o' }))).toEqual([])
    expect(names(await list({ search: '%' }))).toEqual([])
  })

  it('are filtered by running timers, what ends soon, and no quanta left', async () => {
    expect(names(await list({ only: 'running' }))).toEqual(['busy'])
    expect(names(await list({ only: 'endingSoon' }))).toEqual(['soon'])
    expect(names(await list({ only: 'outOfQuanta' }))).toEqual(['used'])
  })

  it('of another desk are nobody’s business', async () => {
    const other = await stage.openDesk(quantumMaintenance)

    expect(await list({}, other)).toEqual([])
  })
})

it('a cursor that is none is refused', () => {
  for (const text of [
    '',
    '2_1_1_a_b',
    '1_x_1_a_b',
    '1__-1_a_b',
    '99999999999999_00000000-0000-4000-8000-000000000000',
  ]) {
    expect(() => readAccountCursor(text)).toThrow('invalid_input')
  }
})
