import { join } from 'node:path'
import type { Regulation } from '#server/regulations/domain/document.ts'
import { saasSupport } from '#server/regulations/presets/saasSupport.ts'
import { openClockStage } from '#test/server/sla/clockStage.ts'
import { clockIn } from '#test/support/clock.ts'
import type { ServerProcess } from '#test/support/serverProcess.ts'
import type { Outcome } from '../outcome.ts'
import { openStage, type Stage } from '../stage.ts'

export type CaughtUpSize = {
  tickets: number
  kills: number
  /** As by a later release that says a walk is over before it is: nothing is kept that it should have found. */
  marksTooEarly?: boolean
}

/** The servers' clocks begin then: every promise was missed by days. */
const serversStart = Date.UTC(2031, 2, 5, 7)
const openedAt = Date.UTC(2031, 2, 3, 7)
const ticketsAtOnce = 100
const patienceMs = 240_000

/** A minute for every ticket, around the clock; who is named when it is over is told in the desk's summary. */
const document: Regulation = {
  ...saasSupport,
  escalation: [{ atPercent: 100, notify: ['owner'], reassign: null, raisePriority: false, pageOnDuty: false }],
  targets: [
    {
      kind: 'firstReaction',
      categories: null,
      priorities: null,
      plans: null,
      coupon: false,
      within: { by: 'time', minutes: 1, calendar: 'always' },
    },
  ],
}

/**
 * P9: tickets were written while no server ran. One of two servers that catch up with them is killed with `kill -9` again and
 * again, in the middle of its walks and of the alarms that are late.
 */
export async function missedIsCaughtUp(databaseUrl: string, size: CaughtUpSize): Promise<Outcome> {
  const ticketIds = await writeTickets(databaseUrl, size)
  const stage = await openStage(databaseUrl)
  try {
    if (size.marksTooEarly === true) {
      await stage.pool.query(
        "insert into projection_walks (projection, revision, is_over) values ('words', 1000, true)",
      )
    }
    const clock = clockIn(join(stage.folder, 'clock'), serversStart - Date.now())
    const servers: ServerProcess[] = [await stage.launch(clock), await stage.launch(clock)]
    for (let kill = 1; kill <= size.kills; kill += 1) {
      await areKept(stage, Math.floor((size.tickets * kill) / (size.kills + 1)))
      const place = kill % 2
      servers[place]?.kill('SIGKILL')
      await servers[place]?.exited
      servers[place] = await stage.launch(clock)
    }
    await isOver(stage)
    return judge(ticketIds, await readKept(stage))
  } finally {
    await stage.close()
  }
}

async function writeTickets(databaseUrl: string, { tickets }: CaughtUpSize): Promise<string[]> {
  const desk = await openClockStage(databaseUrl, document)
  const ticketIds: string[] = []
  while (ticketIds.length < tickets) {
    const count = Math.min(ticketsAtOnce, tickets - ticketIds.length)
    const instants = Array.from({ length: count }, (_, index) => new Date(openedAt + (ticketIds.length + index) * 1000))
    ticketIds.push(...(await desk.openMany(instants)))
  }
  await desk.close()
  return ticketIds
}

async function areKept({ until, pool }: Stage, count: number): Promise<void> {
  const areSo = async () => {
    const { rows } = await pool.query<{ count: number }>('select count(*)::int as count from ticket_clocks')
    return (rows[0]?.count ?? 0) >= count
  }
  await until(`${count} tickets have their clocks`, areSo, patienceMs)
}

/** The walks, and then every alarm that they brought. */
async function isOver({ until, pool }: Stage): Promise<void> {
  const isSo = async () => {
    const { rows } = await pool.query<{ is_over: boolean }>(`
      select (select count(*) = 2 from projection_walks where is_over)
             and not exists (select 1 from sla_alarms where fired_at is null) as is_over`)
    return rows[0]?.is_over === true
  }
  await until('everything is caught up with', isSo, patienceMs)
}

type Kept = { ticket_id: string; clocks: number; terms: number; alarms: number; missed: number }

async function readKept({ pool }: Stage): Promise<Kept[]> {
  const { rows } = await pool.query<Kept>(`
    select t.ticket_id,
           (select count(*)::int from ticket_clocks c where c.ticket_id = t.ticket_id) as clocks,
           (select count(*)::int from ticket_words w where w.ticket_id = t.ticket_id) as terms,
           (select count(*)::int from journal j where j.ticket_id = t.ticket_id and j.type = 'sla.alarm') as alarms,
           (select count(*)::int from sla_missed m where m.ticket_id = t.ticket_id) as missed
      from tickets t`)
  return rows
}

function judge(ticketIds: readonly string[], kept: readonly Kept[]): Outcome {
  const byId = new Map(kept.map((one) => [one.ticket_id, one]))
  const faults = ticketIds.flatMap((ticketId) => {
    const { clocks = 0, terms = 0, alarms = 0, missed = 0 } = byId.get(ticketId) ?? {}
    // A summary that has been told leaves nothing behind.
    const isRight = clocks === 1 && terms === 1 && alarms === 1 && missed <= 1
    const counts = `clocks ${clocks}, search terms ${terms}, alarms ${alarms}, in the summary ${missed}`
    return isRight ? [] : [`${ticketId.slice(0, 8)} was not caught up with once: ${counts}`]
  })
  return { faults, facts: { tickets: ticketIds.length } }
}
