import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { quantumMaintenance } from '#server/regulations/presets/quantumMaintenance.ts'
import { cloneDatabase } from '#test/support/database.ts'
import { openBillingStage, type BillingStage, type Pair } from '../billingStage.ts'

const monday = new Date('2026-03-02T07:00:00Z')
const minutes = (count: number) => new Date(monday.getTime() + count * 60_000)

let database: Awaited<ReturnType<typeof cloneDatabase>>
let stage: BillingStage
let desk: Pair['desk']
beforeAll(async () => {
  database = await cloneDatabase()
  stage = await openBillingStage(database.url)
  desk = await stage.openDesk(quantumMaintenance)
}, 60_000)
afterAll(async () => {
  await stage.close()
  await database.drop()
})

it('Q9 what was given on top before that was kept is found in the ledger: by how much a package was ever above what was bought', async () => {
  // Given and taken again; given back what was taken; never touched.
  const packages = [await adjusted([1, 2, -5]), await adjusted([-4, 4]), await adjusted([])]
  const kept = await extraOf(packages)
  await sql`update packages set extra_quanta = 0`.execute(stage.db())

  await sql.raw(await backFill()).execute(stage.db())

  expect(kept).toEqual([3, 0, 0])
  expect(await extraOf(packages)).toEqual(kept)
})

/** A package of twelve quanta after these adjustments. */
async function adjusted(changes: readonly number[]): Promise<string> {
  const pair = await stage.openClient(desk)
  const packageId = await stage.pay(monday, pair, 12, { unit: 'days', count: 30 })
  const { memberId } = pair.client
  for (const quanta of changes) {
    const input = { memberId, adjustmentId: randomUUID(), packageId, quanta, reason: 'Ошибка' }
    await stage.work(minutes(1), (unit) => stage.billing.adjustments.adjustQuanta(unit, desk.owner, input))
  }
  return packageId
}

async function extraOf(packageIds: readonly string[]): Promise<(number | undefined)[]> {
  const { rows } = await sql<{ id: string; extra: number }>`
    select package_id as id, extra_quanta as extra from packages`.execute(stage.db())
  return packageIds.map((packageId) => rows.find(({ id }) => id === packageId)?.extra)
}

async function backFill(): Promise<string> {
  const file = new URL('../../../../server/migrations/000032_billing_links_and_sums.sql', import.meta.url)
  return /update packages [^;]*;/.exec(await readFile(file, 'utf8'))?.[0] ?? ''
}
