import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RouteName } from '#contract/routes.ts'
import { goodInputs, routeNames } from '../../goodInputs.ts'
import { startSituation, type Situation } from '../../situation.ts'

const reads = routeNames.filter((name) => /^(?:read|list|find|search|preview|check|compare)[A-Z]/.test(name))
/** It counts the attempt, which is a write under the portal's row (C2); that the code is only looked at, it shows below. */
const countsAttempts: readonly RouteName[] = ['previewCode', 'readCodeConditions']
/** What commands lock. */
const tables = ['tickets', 'portals', 'desks', 'desk_staff', 'connections', 'support_codes', 'named_people', 'accounts']

let now: Situation
beforeAll(async () => {
  now = await startSituation()
}, 60_000)
afterAll(() => now.world.stop())

/** While somebody has all rows of these tables locked. */
async function whileLocked<Result>(locked: readonly string[], act: () => Promise<Result>): Promise<Result> {
  return now.world.transaction(async ({ tx }) => {
    for (const table of locked) await sql`select 1 from ${sql.table(table)} for update`.execute(tx)
    return act()
  })
}

async function answerOf(name: RouteName) {
  const { by, input } = goodInputs[name]
  const { status } = await now.world.ask(name, input(now), now.tokens[by])
  return { name, status }
}

describe('a read waits for nobody who writes', () => {
  it('every reading route answers while all that commands lock is locked', async () => {
    const names = reads.filter((name) => !countsAttempts.includes(name))

    const answers = await whileLocked(tables, async () => {
      const answered = []
      for (const name of names) answered.push(await answerOf(name))
      return answered
    })

    expect(names.length).toBeGreaterThan(25)
    expect(answers.filter(({ status }) => status >= 500)).toEqual([])
  })

  it('C3 a code is looked at while another portal has its row locked', async () => {
    const { world, tokens } = now
    const { code } = await world.call(
      'issueCode',
      { maxUses: 3, expiresInDays: 30, clientStatus: 1, note: '' },
      tokens.bureauOwner,
    )

    const preview = await whileLocked(['support_codes'], () => world.ask('previewCode', { code }, tokens.admin))

    expect(preview).toMatchObject({ ok: true })
  })

  it('control: the rows are locked', async () => {
    const second = () => sql`select 1 from tickets for update nowait`.execute(now.world.store.db)

    await expect(whileLocked(tables, second)).rejects.toThrow(/could not obtain lock/)
  })
})
