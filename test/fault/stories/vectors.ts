import { randomUUID } from 'node:crypto'
import * as v from 'valibot'
import { readEvidence } from '#contract/sla/evidence.types.ts'
import { slaView } from '#contract/sla/types.ts'
import type { HttpAnswer } from '#test/support/postJson.ts'
import { slaVectors } from '#test/support/slaVectors.ts'
import type { Outcome } from '../outcome.ts'
import { openStage, type Stage } from '../stage.ts'
import { openStandingServer, type StandingServer } from '../standingServer.ts'
import { isWholeMinutes, openVectorDesks, type Placed } from '../vectorDesks.ts'

export type VectorsSize = {
  /** How many of the vectors, spread over all of them. */
  cases: number
  kills: number
  /** For the control: what was folded is altered while the server is dead. */
  altersFolded?: boolean
}

type Played = Placed & { ticketId: string }
/** One thing that somebody does or looks at, at its instant; what is wrong with the answer, if anything is. */
type Step = { at: number; ask(server: StandingServer): Promise<HttpAnswer>; judge(answer: HttpAnswer): string[] }

/**
 * S2, S3: the vectors through the real routes, jobs and database of a server whose clock goes from event to event, and which
 * is killed with `kill -9` between two of them and in the middle of one.
 */
export async function vectorsArePlayed(databaseUrl: string, size: VectorsSize): Promise<Outcome> {
  const every = Math.max(1, Math.floor(slaVectors.cases.length / size.cases))
  const cases = slaVectors.cases.filter((_one, index) => index % every === 0).slice(0, size.cases)
  const played = (await openVectorDesks(databaseUrl, cases)).map((one) => ({ ...one, ticketId: randomUUID() }))
  const steps = played.flatMap(stepsOf).toSorted((one, other) => one.at - other.at)
  const stage = await openStage(databaseUrl)
  try {
    const server = await openStandingServer(stage, played[0]?.deskToken ?? '', steps[0]?.at ?? 0)
    const faults = await play(stage, server, steps, size)
    await server.standAt(Math.max(...steps.map(({ at }) => at)) + 366 * 86_400_000)
    await stage.until('nothing is left to fold or to ring', () => isAllDone(stage), 60_000)
    faults.push(...(await judge(stage, server, played)))
    return { faults, facts: { vectors: played.length, events: steps.length, kills: size.kills } }
  } finally {
    await stage.close()
  }
}

/** Nobody's word that the clock hears: a ticket, an agent who takes it, a note. Then two looks at what was counted. */
function stepsOf({ one, kind, ticketId, clientToken, deskToken }: Played): Step[] {
  const start = Date.parse(one.start)
  const opening = { ticketId, messageId: randomUUID(), subject: 'Почта', text: 'Не приходят письма', ...kind }
  const note = { ticketId, messageId: randomUUID(), text: 'Смотрю', kind: 'note' } as const
  const look = (until: string, expected: number): Step => ({
    at: Date.parse(until),
    ask: (server) => server.ask('readEvidence', clientToken, { ticketId, clock: 'firstReaction', round: 0 }),
    judge({ body }) {
      const read = readEvidence(body)
      const counted = 'evidence' in read ? read.evidence.workingSeconds : read.wrongAt
      return counted === expected ? [] : [`${nameOf(one)}: ${counted} s counted at ${until} instead of ${expected}`]
    },
  })
  return [
    { at: start, ask: (server) => server.ask('openTicket', clientToken, opening), judge: taken },
    // What the client proposes counts when staff says so (T3); it is counted from the start all the same.
    { at: start + 500, ask: (server) => server.ask('classifyTicket', deskToken, { ticketId, ...kind }), judge: taken },
    { at: start + 1000, ask: (server) => server.ask('takeTicket', deskToken, { ticketId }), judge: taken },
    { at: start + 2000, ask: (server) => server.ask('sendMessage', deskToken, note), judge: taken },
    look(one.deadline, one.addSeconds),
    look(one.end, one.workingSeconds),
  ]
}

/** What was asked a second time after a kill may have happened already. */
function taken({ status, body }: HttpAnswer): string[] {
  return status === 200 || JSON.stringify(body).includes('already_assigned')
    ? []
    : [`refused: ${JSON.stringify(body).slice(0, 200)}`]
}

async function play(stage: Stage, server: StandingServer, steps: Step[], size: VectorsSize): Promise<string[]> {
  const faults: string[] = []
  const kills = Array.from({ length: size.kills }, (_, kill) =>
    Math.floor((steps.length * (kill + 1)) / (size.kills + 1)),
  )
  for (const [index, step] of steps.entries()) {
    await server.standAt(step.at)
    const kill = kills.indexOf(index)
    if (kill >= 0) {
      if (size.altersFolded === true) await stage.until('what was told is folded', () => isFolded(stage))
      const asked = step.ask(server)
      // The middle one comes between two events; of the others nobody knows how far they got.
      if (kill % 2 === 1) await asked
      await server.kill()
      await asked
      if (size.altersFolded === true) await alterFolded(stage)
      await server.start()
    }
    faults.push(...step.judge(await step.ask(server)))
  }
  return faults
}

async function judge(stage: Stage, server: StandingServer, played: Played[]): Promise<string[]> {
  const faults: string[] = []
  const rung = await readRung(stage)
  for (const { one, ticketId, clientToken } of played) {
    const rings = rung.get(ticketId) ?? []
    if (rings.length !== 1) faults.push(`${nameOf(one)}: rang ${rings.length} times`)
    if (!isWholeMinutes(one)) continue
    const { body } = await server.ask('readSla', clientToken, { ticketId })
    const sla = v.safeParse(slaView, body)
    const due = sla.success ? sla.output.clocks[0]?.deadline : null
    const [deadline, breach] = [0, 1].map((more) => new Date(Date.parse(one.deadline) + more).toISOString())
    if (due !== deadline) faults.push(`${nameOf(one)}: due at ${due} instead of ${deadline}`)
    if (rings[0] !== breach) faults.push(`${nameOf(one)}: the breach of ${rings[0]} rang instead of ${breach}`)
  }
  return faults
}

async function readRung({ pool }: Stage): Promise<Map<string, string[]>> {
  const { rows } = await pool.query<{ ticket_id: string; due_at: string }>(
    `select ticket_id, payload->>'dueAt' as due_at from journal where type = 'sla.alarm'`,
  )
  return new Map(
    [...Map.groupBy(rows, (row) => row.ticket_id)].map(([ticketId, rings]) => [
      ticketId,
      rings.map((row) => row.due_at),
    ]),
  )
}

async function isAllDone(stage: Stage): Promise<boolean> {
  return (await isFolded(stage)) && !(await isThere(stage, 'select from sla_alarms where fired_at is null'))
}

async function isFolded(stage: Stage): Promise<boolean> {
  const behind = `select from tickets t left join ticket_clocks c using (ticket_id)
                   where c.upto_seq is distinct from t.last_seq`
  return !(await isThere(stage, behind))
}

async function isThere({ pool }: Stage, rows: string): Promise<boolean> {
  const { rows: found } = await pool.query<{ there: boolean }>(`select exists (${rows}) as there`)
  return found[0]?.there === true
}

async function alterFolded({ pool }: Stage): Promise<void> {
  await pool.query(
    `update ticket_clocks set state = jsonb_set(state, '{clocks,firstReaction,startedAt}', '"2023-02-01T00:00:00.000Z"')`,
  )
}

function nameOf({ calendar, start, addSeconds }: Placed['one']): string {
  return `${calendar} ${start} + ${addSeconds} s`
}
