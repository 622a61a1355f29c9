import { randomUUID } from 'node:crypto'
import { Agent } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import type pg from 'pg'
import { routes } from '#contract/routes.ts'
import { plain, startCouponScene, type CouponScene } from '#test/server/coupons/couponScene.ts'
import { testMasterKey } from '#test/support/masterKey.ts'
import { postJson } from '#test/support/postJson.ts'
import type { ServerProcess } from '#test/support/serverProcess.ts'
import { environment } from '#test/support/world.ts'
import { couponFaults, type Answered, type CouponRecord } from '../couponChecks.ts'
import type { Outcome } from '../outcome.ts'
import { openStage, type Stage } from '../stage.ts'

/** Coupons one after the other; so many pages spend each at once, and the server is killed so often meanwhile. */
export type KilledCouponsSize = { coupons: number; pages: number; kills: number }

const requests = 15

/**
 * T10: a hundred pages spend one coupon while the server is killed with `kill -9`, and each sends again until it has an answer.
 * @param isFlawed for the control: somebody does to the tables what the product never does
 */
export async function couponsAreKilled(
  databaseUrl: string,
  size: KilledCouponsSize,
  isFlawed = false,
): Promise<Outcome> {
  const database = { url: databaseUrl, drop: async () => {} }
  const further = { OPORA_MASTER_KEY: testMasterKey }
  const scene = await startCouponScene(undefined, { further, openDatabase: async () => database })
  const stage = await openStage(databaseUrl)
  const env = { ...environment(databaseUrl, stage.folder, scene.world.sandbox), OPORA_LOG_LEVEL: 'warn', ...further }
  const killedAt: number[] = []
  const [couponIds, answers]: [string[], Answered[]] = [[], []]
  try {
    let server = await stage.launch({ env })
    const spending: Spending = { scene, stage, port: () => server.port, size }
    for (let coupon = 0; coupon < size.coupons; coupon += 1) {
      const { code, couponId } = await scene.issue()
      await scene.enter(code)
      couponIds.push(couponId)
      const pages = spendByAll(spending, couponId)
      for (let kill = 1; kill <= size.kills; kill += 1) {
        killedAt.push(await killAfter(spending, server, couponId, Math.floor((requests * kill) / (size.kills + 1))))
        if (isFlawed) await disturb(stage.pool, couponId)
        server = await stage.launch({ env })
      }
      answers.push(...(await pages))
    }
    const record = { ...(await readRecord(stage.pool)), answers }
    return {
      faults: [...couponFaults(record, couponIds, requests), ...inTheMiddle(killedAt)],
      facts: {
        coupons: couponIds.length,
        'pages that asked': answers.length,
        'spent when it was killed': killedAt.join(' '),
      },
    }
  } finally {
    await stage.close()
    await scene.world.stop(/./)
  }
}

type Spending = { scene: CouponScene; stage: Stage; port: () => number; size: KilledCouponsSize }

function spendByAll(spending: Spending, couponId: string): Promise<Answered[]> {
  const agent = new Agent({ keepAlive: true })
  const pages = Array.from({ length: spending.size.pages }, (_, place) => spendByOne(spending, couponId, place, agent))
  return Promise.all(pages).finally(() => agent.destroy())
}

/** As a page does: the same again until it is told what became of it. */
async function spendByOne(spending: Spending, couponId: string, place: number, agent: Agent): Promise<Answered> {
  const { scene, port } = spending
  const ticketId = randomUUID()
  const ids = { ticketId, messageId: randomUUID(), special: plain }
  const input = { ...ids, subject: 'Сайт не открывается', text: 'После обновления белая страница' }
  const token = place % 2 === 0 ? scene.admin : scene.integrator
  const { path } = routes.openTicket
  for (;;) {
    const url = `http://127.0.0.1:${port()}`
    const { status, body } = await postJson({ url, path, token, input, agent, timeoutMs: 30_000 })
    const code = typeof body['code'] === 'string' ? body['code'] : null
    if (status === 200) return { couponId, ticketId, code: null }
    if (status !== null && status < 500 && status !== 429) return { couponId, ticketId, code: code ?? String(status) }
    await delay(20)
  }
}

/** How many were spent by then. */
async function killAfter(
  { stage }: Spending,
  server: ServerProcess,
  couponId: string,
  enough: number,
): Promise<number> {
  await stage.until(`${enough} were spent`, async () => (await countSpent(stage.pool, couponId)) >= enough)
  server.kill('SIGKILL')
  await server.exited
  return countSpent(stage.pool, couponId)
}

async function countSpent(pool: pg.Pool, couponId: string): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    `select count(*)::int as count from coupon_entries where coupon_id = $1 and kind = 'spent'`,
    [couponId],
  )
  return rows[0]?.count ?? 0
}

/** A story in which nobody was killed while spending shows nothing. */
function inTheMiddle(killedAt: readonly number[]): string[] {
  return killedAt.some((spent) => spent > 0 && spent < requests) ? [] : ['every kill came before or after all spending']
}

async function readRecord(pool: pg.Pool): Promise<Omit<CouponRecord, 'answers'>> {
  const { rows: entries } = await pool.query<CouponRecord['entries'][number]>(`
    select coupon_id as "couponId", position, change, left_after as "leftAfter", ticket_id as "ticketId"
      from coupon_entries order by coupon_id, position`)
  const { rows: specials } = await pool.query<CouponRecord['specials'][number]>(
    'select coupon_id as "couponId", ticket_id as "ticketId" from special_requests',
  )
  const { rows: tickets } = await pool.query<{ ticket_id: string }>('select ticket_id from tickets')
  const { rows: journal } = await pool.query<CouponRecord['journal'][number]>(`
    select payload->>'couponId' as "couponId", (payload->>'left')::int as left from journal where type = 'coupon.spent'`)
  return { entries, specials, journal, ticketIds: tickets.map(({ ticket_id: ticketId }) => ticketId) }
}

/** A spend without a request, and a request without a spend. */
async function disturb(pool: pg.Pool, couponId: string): Promise<void> {
  await pool.query(
    `with last as (select max(position) as position, min(left_after) as left_after from coupon_entries where coupon_id = $1)
     insert into coupon_entries select $1, position + 1, 'spent', -1, left_after - 1, gen_random_uuid(), now() from last`,
    [couponId],
  )
  await pool.query(`insert into special_requests values (gen_random_uuid(), $1, null, '{"objects": []}')`, [couponId])
}
