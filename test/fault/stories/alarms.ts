import { join } from 'node:path'
import type { Regulation } from '#server/regulations/domain/document.ts'
import { saasSupport } from '#server/regulations/presets/saasSupport.ts'
import { openClockStage } from '#test/server/sla/clockStage.ts'
import { clockIn } from '#test/support/clock.ts'
import type { ServerProcess } from '#test/support/serverProcess.ts'
import { quantile, wholeMs, type Outcome } from '../outcome.ts'
import { openStage, type Stage } from '../stage.ts'

export type AlarmsSize = {
  alarms: number
  /** Over how long they fall due. */
  withinMs: number
  /** How long the servers have to fold the clocks before the first one. */
  leadMs: number
  kills: number
  /** S6: of 99 in 100 the ring comes within this time of its instant. */
  latestMs: number
}

/** The servers' clocks stand then, so that making the tickets may take as long as it does. */
const firstDueAt = Date.UTC(2031, 2, 5, 7)
const promisedMs = 60_000
const ticketsAtOnce = 100

/** A minute around the clock for every ticket, and nothing that follows from a breach. */
const document: Regulation = {
  ...saasSupport,
  escalation: [],
  targets: [
    {
      kind: 'firstReaction',
      categories: null,
      priorities: null,
      plans: null,
      coupon: false,
      within: { by: 'time', minutes: promisedMs / 60_000, calendar: 'always' },
    },
  ],
}

/** S6: alarms fall due one after the other while one of two servers is killed with `kill -9` and comes back. */
export async function alarmsRing(databaseUrl: string, size: AlarmsSize): Promise<Outcome> {
  const dueAt = await makeTickets(databaseUrl, size)
  const stage = await openStage(databaseUrl)
  try {
    const clock = clockIn(join(stage.folder, 'clock'), firstDueAt - size.leadMs - Date.now())
    const servers: ServerProcess[] = [await stage.launch(clock), await stage.launch(clock)]
    for (let kill = 1; kill <= size.kills; kill += 1) {
      await hasRung(stage, Math.floor((size.alarms * kill) / (size.kills + 1)), size)
      const place = kill % 2
      servers[place]?.kill('SIGKILL')
      await servers[place]?.exited
      servers[place] = await stage.launch(clock)
    }
    await hasRung(stage, size.alarms, size)
    return judge(await readRung(stage), dueAt, size)
  } finally {
    await stage.close()
  }
}

async function makeTickets(databaseUrl: string, { alarms, withinMs }: AlarmsSize): Promise<Map<string, number>> {
  const desk = await openClockStage(databaseUrl, document)
  const dueAt = new Map<string, number>()
  const instants = Array.from({ length: alarms }, (_, index) => firstDueAt + Math.floor((withinMs * index) / alarms))
  for (let first = 0; first < alarms; first += ticketsAtOnce) {
    const dues = instants.slice(first, first + ticketsAtOnce)
    const ticketIds = await desk.openMany(dues.map((due) => new Date(due - promisedMs)))
    ticketIds.forEach((ticketId, index) => dueAt.set(ticketId, dues[index] ?? 0))
  }
  await desk.close()
  return dueAt
}

async function hasRung({ until, pool }: Stage, count: number, { withinMs, leadMs }: AlarmsSize): Promise<void> {
  const rung = async () => {
    const { rows } = await pool.query<{ count: number }>(
      'select count(*)::int as count from sla_alarms where fired_at is not null',
    )
    return (rows[0]?.count ?? 0) >= count
  }
  await until(`${count} alarms have rung`, rung, withinMs + leadMs + 60_000)
}

type Rung = { ticket_id: string; at: Date }

async function readRung({ pool }: Stage): Promise<Rung[]> {
  const { rows } = await pool.query<Rung>(`select ticket_id, at from journal where type = 'sla.alarm'`)
  return rows
}

function judge(rung: Rung[], dueAt: Map<string, number>, { latestMs }: AlarmsSize): Outcome {
  const rings = Map.groupBy(rung, ({ ticket_id: ticketId }) => ticketId)
  const lateMs = rung.map(({ ticket_id: ticketId, at }) => at.getTime() - (dueAt.get(ticketId) ?? 0))
  const p99 = quantile(lateMs, 0.99)
  const faults = [...dueAt.keys()].flatMap((ticketId) => {
    const times = rings.get(ticketId)?.length ?? 0
    return times === 1 ? [] : [`the alarm of ${ticketId.slice(0, 8)} rang ${times} times`]
  })
  const early = lateMs.filter((late) => late <= 0).length
  if (early > 0) faults.push(`${early} alarms rang before the promised time was over`)
  if (p99 > latestMs) faults.push(`one of a hundred rang more than ${wholeMs(p99)} ms late`)
  return {
    faults,
    facts: { alarms: rung.length, 'ms late, median': wholeMs(quantile(lateMs, 0.5)), 'ms late, p99': wholeMs(p99) },
  }
}
