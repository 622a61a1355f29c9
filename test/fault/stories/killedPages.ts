import { randomUUID } from 'node:crypto'
import { dutySteps, type DutyStep } from '#contract/tickets/duty.types.ts'
import { saasSupport } from '#server/regulations/presets/saasSupport.ts'
import { openClockStage } from '#test/server/sla/clockStage.ts'
import type { ServerProcess } from '#test/support/serverProcess.ts'
import { quantile, wholeMs, type Outcome } from '../outcome.ts'
import { pageFaults, type ShownPage, type ToldStep } from '../pageChecks.ts'
import { openStage, type Stage } from '../stage.ts'

/** Pages fall due one after the other within this time, at each of their steps; in the middle of each a server is killed. */
export type KilledPagesSize = {
  pages: number
  withinMs: number
  /** T12: of 99 in 100 steps each is told within this time of its instant. */
  latestMs: number
}

/** For the control: what somebody does to the pages that the product never does. */
export type PageSabotage = 'none' | 'repeats'

/** Who is on duty, who is next, who leads; the owner is whoever opened the desk. */
const people = { onDuty: 101, next: 102, lead: 103 } as const
const document = { ...saasSupport, escalation: [] }

/** T12: critical incidents page the on-duty and nobody confirms, while one of two servers is killed with `kill -9` at every step. */
export async function pagesAreKilled(
  databaseUrl: string,
  size: KilledPagesSize,
  sabotage: PageSabotage = 'none',
): Promise<Outcome> {
  const { ticketIds, owner } = await makePages(databaseUrl, size)
  const stage = await openStage(databaseUrl)
  try {
    const servers: ServerProcess[] = [await stage.launch(), await stage.launch()]
    const dues = new Map<string, number>()
    for (const [place, step] of dutySteps.entries()) {
      await fallDue(stage, { ticketIds, step, size, dues })
      await areTold(stage, place * size.pages + Math.floor(size.pages / 2), size)
      servers[place % 2]?.kill('SIGKILL')
      await servers[place % 2]?.exited
      servers[place % 2] = await stage.launch()
      await areTold(stage, (place + 1) * size.pages, size)
      if (step === 'next') await disturb(stage, sabotage)
    }
    const all = size.pages * dutySteps.length
    await stage.until('every page is shown', async () => (await readShown(stage)).length >= all, patienceOf(size))
    const told = await readTold(stage, dues)
    return judge({ ticketIds, told, shown: await readShown(stage), askedAt: { ...people, owner } }, size)
  } finally {
    await stage.close()
  }
}

async function makePages(databaseUrl: string, { pages }: KilledPagesSize) {
  const desk = await openClockStage(databaseUrl, document)
  const openedAt = new Date()
  const kind = { category: 'incident', priority: 'critical' } as const
  const ticketIds = await desk.openMany(
    Array.from({ length: pages }, () => openedAt),
    kind,
  )
  const db = desk.db()
  const { deskId } = desk
  const { user_id: owner } = await db
    .selectFrom('desk_staff')
    .select('user_id')
    .where('desk_id', '=', deskId)
    .where('role', '=', 'owner')
    .executeTakeFirstOrThrow()
  const staff = Object.values(people).map((userId) => ({
    desk_id: deskId,
    user_id: userId,
    name: `Человек ${userId}`,
    role: userId === people.lead ? ('lead' as const) : ('agent' as const),
    added_at: openedAt,
  }))
  await db.insertInto('desk_staff').values(staff).execute()
  const weeks = { people: [people.onDuty, people.next], first_day: 20_000, hand_over: 0, confirm_minutes: 240 }
  await db
    .insertInto('duty_rotas')
    .values({ desk_id: deskId, version: 1, ...weeks })
    .execute()
  const rows = ticketIds.map((ticketId) => ({ page_id: randomUUID(), ticket_id: ticketId, paged_at: openedAt }))
  await db
    .insertInto('duty_pages')
    .values(rows.map((row) => ({ ...row, due_at: null, confirmed_by: null, confirmed_at: null, ended_at: null })))
    .execute()
  await desk.close()
  return { ticketIds, owner }
}

type Falling = { ticketIds: readonly string[]; step: DutyStep; size: KilledPagesSize; dues: Map<string, number> }

/** Instead of minutes that pass: the next step of each page is due within the next seconds. */
async function fallDue({ pool }: Stage, { ticketIds, step, size, dues }: Falling): Promise<void> {
  const first = Date.now() + 500
  const instants = ticketIds.map((_, place) => first + Math.floor((size.withinMs * place) / ticketIds.length))
  await pool.query(
    `update duty_pages p set due_at = due.at from unnest($1::uuid[], $2::timestamptz[]) due (ticket_id, at)
      where p.ticket_id = due.ticket_id`,
    [ticketIds, instants.map((instant) => new Date(instant).toISOString())],
  )
  for (const [place, ticketId] of ticketIds.entries()) dues.set(keyOf(ticketId, step), instants[place] ?? 0)
}

async function areTold({ until, pool }: Stage, count: number, size: KilledPagesSize): Promise<void> {
  const told = async () => {
    const { rows } = await pool.query<{ count: number }>(
      `select count(distinct (ticket_id, payload ->> 'step'))::int as count from journal where type = 'ticket.dutyPaged'`,
    )
    return (rows[0]?.count ?? 0) >= count
  }
  await until(`${count} steps are told`, told, patienceOf(size))
}

async function disturb(stage: Stage, sabotage: PageSabotage): Promise<void> {
  if (sabotage === 'none') return
  const { rows } = await stage.pool.query<{ ticket_id: string }>(
    `update duty_pages set steps = steps[1:1], told = told[1:1], due_at = now()
      where page_id = (select min(page_id::text)::uuid from duty_pages) returning ticket_id`,
  )
  const again = async () => {
    const told = await readTold(stage, new Map())
    return told.filter(({ ticketId, step }) => ticketId === rows[0]?.ticket_id && step === 'next').length > 1
  }
  await stage.until('it is told again', again, 30_000)
}

async function readTold({ pool }: Stage, dues: ReadonlyMap<string, number>): Promise<ToldStep[]> {
  const { rows } = await pool.query<{ ticket_id: string; at: Date; payload: { step: DutyStep; people: number[] } }>(
    `select ticket_id, at, payload from journal where type = 'ticket.dutyPaged' order by seq`,
  )
  return rows.map(({ ticket_id: ticketId, at, payload: { step, people: asked } }) => {
    return { ticketId, step, people: asked, lateMs: at.getTime() - (dues.get(keyOf(ticketId, step)) ?? 0) }
  })
}

async function readShown({ pool }: Stage): Promise<ShownPage[]> {
  const { rows } = await pool.query<{ ticket_id: string; user_id: number }>(
    `select ticket_id, user_id from shown_notices where ticket_id is not null and event = 'sla.alarm'`,
  )
  return rows.map(({ ticket_id: ticketId, user_id: userId }) => ({ ticketId, userId }))
}

type Found = {
  ticketIds: readonly string[]
  told: readonly ToldStep[]
  shown: readonly ShownPage[]
  askedAt: Record<DutyStep, number>
}

function judge({ ticketIds, told, shown, askedAt }: Found, { latestMs }: KilledPagesSize): Outcome {
  const lateMs = told.map((one) => one.lateMs)
  const p99 = quantile(lateMs, 0.99)
  const faults = pageFaults(ticketIds, { told, shown }, askedAt)
  if (p99 > latestMs) faults.push(`one of a hundred steps was told ${wholeMs(p99)} ms late`)
  return {
    faults,
    facts: {
      steps: told.length,
      kills: dutySteps.length,
      'ms late, median': wholeMs(quantile(lateMs, 0.5)),
      'ms late, p99': wholeMs(p99),
    },
  }
}

function keyOf(ticketId: string, step: DutyStep): string {
  return `${ticketId} ${step}`
}

function patienceOf({ withinMs, pages }: KilledPagesSize): number {
  return withinMs + 60_000 + pages * 100
}
