import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { settleDue, settleEach } from '#server/billing/accounts/accountClock.jobs.ts'
import { quantumMaintenance } from '#server/regulations/presets/quantumMaintenance.ts'
import { cloneDatabase } from '#test/support/database.ts'
import { openBillingStage, type BillingStage, type Pair } from '../billingStage.ts'

/** Monday, 10:00 in Moscow. */
const monday = new Date('2026-03-02T07:00:00Z')
const minutes = (count: number, seconds = 0) => new Date(monday.getTime() + (count * 60 + seconds) * 1000)

let database: Awaited<ReturnType<typeof cloneDatabase>>
let stage: BillingStage
beforeAll(async () => {
  database = await cloneDatabase()
  stage = await openBillingStage(database.url)
}, 60_000)
afterAll(async () => {
  await stage.close()
  await database.drop()
})

async function working(desk: Pair['desk'], userId: number): Promise<Pair> {
  const pair = await stage.openClient(desk)
  const ticketId = await stage.openTicket(minutes(-10), pair)
  await stage.pay(monday, pair, 12, { unit: 'days', count: 30 })
  await stage.start(monday, stage.agent(pair, userId), ticketId, randomUUID())
  return pair
}

it('an account that cannot be settled holds no other back, and is looked for again', async () => {
  const desk = await stage.openDesk(quantumMaintenance)
  const [whole, broken] = [await working(desk, 11), await working(desk, 12)]
  // Its next entry would have a number that its ledger has already.
  await sql`update accounts set entries = entries - 1 where member_id = ${broken.client.memberId}`.execute(stage.db())
  const at = minutes(25)
  const { accounts } = stage.billing
  await expect(stage.work(at, (unit) => settleDue(unit, accounts))).rejects.toThrow('ledger_pkey')

  const logged: string[] = []
  const log = { error: (_what: object, text?: string) => void logged.push(text ?? '') }
  const settled = await settleEach({ transaction: (act) => stage.work(at, act), log, accounts })

  expect(settled).toBe(1)
  expect(logged).toHaveLength(1)
  expect(await stage.charges(whole)).toHaveLength(3)
  const { rows } = await sql<{ wake_at: Date }>`
    select wake_at from accounts where member_id = ${broken.client.memberId}`.execute(stage.db())
  expect(rows[0]?.wake_at).toEqual(minutes(25, 30))
})
