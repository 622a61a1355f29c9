import { isDeepStrictEqual } from 'node:util'
import * as v from 'valibot'
import { ledgerPart, type LedgerPart } from '#contract/billing/ledgerFiles.types.ts'
import { verifyLedger } from '#test/support/verifyLedger.ts'
import { openStore, type Db } from '#server/platform/db/db.ts'
import { billingVectors, intervalIdOf, outcomeOf } from '#test/support/billingVectors.ts'
import type { HttpAnswer } from '#test/support/postJson.ts'
import { openBillingDesks, type PlacedCase } from '../billingDesks.ts'
import type { Outcome } from '../outcome.ts'
import { openStage, type Stage } from '../stage.ts'
import { openStandingServer, type StandingServer } from '../standingServer.ts'

export type BillingVectorsSize = {
  /** How many of the vectors, spread over all of them. */
  cases: number
  kills: number
  /** For the control: what packages have left is altered while the server is dead. */
  altersPackages?: boolean
}

type PlayedCase = PlacedCase & { refused: Set<string> }
/** One thing that somebody does at its instant; `place` says in which order things of one instant happen. */
type Step = {
  at: number
  place: string
  ask(server: StandingServer): Promise<HttpAnswer>
  judge(answer: HttpAnswer): string[]
}

const DAY = 86_400_000

/**
 * Q6: the vectors through the real routes, the account clock and the database of a server whose clock goes from event to
 * event, and which is killed with `kill -9` between two of them and in the middle of others.
 */
export async function billingVectorsArePlayed(databaseUrl: string, size: BillingVectorsSize): Promise<Outcome> {
  const every = Math.max(1, Math.floor(billingVectors.length / size.cases))
  const cases = billingVectors.filter((_one, index) => index % every === 0).slice(0, size.cases)
  const played = (await openBillingDesks(databaseUrl, cases)).map((one) => ({ ...one, refused: new Set<string>() }))
  const steps = played
    .flatMap(stepsOf)
    .toSorted((one, other) => one.at - other.at || Number(one.place > other.place) - Number(one.place < other.place))
  const ends = cases.flatMap(({ packages }) => packages.map((one) => Date.parse(one.ends)))
  const stage = await openStage(databaseUrl)
  const store = openStore(databaseUrl, 2)
  try {
    const server = await openStandingServer(stage, played[0]?.ownerToken ?? '', steps[0]?.at ?? 0)
    const faults = await play(stage, server, steps, size)
    const end = Math.max(...steps.map(({ at }) => at), ...ends) + DAY
    await server.standAt(end)
    await stage.until('nothing is left to settle', () => isAllSettled(stage, end), 60_000)
    for (const one of played) faults.push(...(await judge(store.db, server, one)))
    return { faults, facts: { vectors: played.length, events: steps.length, kills: size.kills } }
  } finally {
    await store.close()
    await stage.close()
  }
}

/** At one instant timers stop first, then payments are recorded, then timers start; those that stop at once, right away. */
function stepsOf(played: PlayedCase): Step[] {
  const { one, memberId, ownerToken, orders, refused } = played
  const payments = orders.map(({ id, orderId, starts, total }): Step => {
    const payment = { orderId, documentNumber: orderId, documentDate: '2026-01-01', amount: total }
    return {
      at: Date.parse(starts),
      place: `1 ${id}`,
      ask: (server) => server.ask('recordPayment', ownerToken, payment),
      judge: (answer) => taken(one.name, answer),
    }
  })
  const timers = played.intervals.flatMap(({ id, start, stop, ticketId, agentToken }): Step[] => {
    const intervalId = intervalIdOf(memberId, one, id)
    const isEmpty = start === stop
    return [
      {
        at: Date.parse(start),
        place: `2 ${id} 0`,
        ask: (server) => server.ask('startTimer', agentToken, { ticketId, intervalId, stopsOther: false }),
        judge(answer) {
          if (!isOutOfQuanta(answer.body['code'])) return taken(one.name, answer)
          refused.add(id)
          return []
        },
      },
      {
        at: Date.parse(stop),
        place: isEmpty ? `2 ${id} 1` : `0 ${id}`,
        ask: (server) => server.ask('stopTimer', agentToken, { intervalId }),
        // What could not start is not there to be stopped.
        judge: (answer) => (refused.has(id) ? [] : taken(one.name, answer)),
      },
    ]
  })
  return [...payments, ...timers]
}

function taken(name: string, { status, body }: HttpAnswer): string[] {
  return status === 200 ? [] : [`${name}: refused: ${JSON.stringify(body).slice(0, 200)}`]
}

async function play(
  stage: Stage,
  server: StandingServer,
  steps: Step[],
  { kills, altersPackages = false }: BillingVectorsSize,
): Promise<string[]> {
  const faults: string[] = []
  const killedAt = Array.from({ length: kills }, (_, kill) => Math.floor((steps.length * (kill + 1)) / (kills + 1)))
  for (const [index, step] of steps.entries()) {
    await server.standAt(step.at)
    const kill = killedAt.indexOf(index)
    if (kill >= 0) {
      const asked = step.ask(server)
      // The middle one comes between two events; of the others nobody knows how far they got.
      if (kill % 2 === 1) await asked
      await server.kill()
      await asked
      if (altersPackages) await alterPackages(stage)
      await server.start()
    }
    faults.push(...step.judge(await step.ask(server)))
  }
  return faults
}

/** For a ticket that nobody has worked on a rest may be too little (Q16). */
function isOutOfQuanta(code: unknown): boolean {
  return code === 'no_quanta_left' || code === 'rest_below_least'
}

async function isAllSettled({ pool }: Stage, end: number): Promise<boolean> {
  const { rows } = await pool.query<{ there: boolean }>(
    'select exists (select from accounts where wake_at <= $1) as there',
    [new Date(end)],
  )
  return rows[0]?.there === false
}

async function alterPackages({ pool }: Stage): Promise<void> {
  await pool.query('update packages set left_quanta = left_quanta - 1 where left_quanta > 0 and not has_ended')
}

/** The same charges, stops and ends as the vector says, and an export that fits. */
async function judge(db: Db, server: StandingServer, played: PlayedCase): Promise<string[]> {
  const { one, deskId, memberId, orders, refused } = played
  const bought = await db.selectFrom('packages').selectAll().where('member_id', '=', memberId).execute()
  const packageIds = new Map(
    orders.flatMap(({ id, orderId }) => {
      const packageId = bought.find(({ order_id: ofOrder }) => ofOrder === orderId)?.package_id
      return packageId === undefined ? [] : [[id, packageId] as const]
    }),
  )
  const outcome = await outcomeOf(db, one, { deskId, memberId, packageIds, refused })
  const faults = (['charges', 'intervals', 'expire'] as const)
    .filter((part) => !isDeepStrictEqual(outcome[part], one.expected[part]))
    .map(
      (part) => `${one.name}: ${part} are ${JSON.stringify(outcome[part])}, not ${JSON.stringify(one.expected[part])}`,
    )
  if (bought.length === 0) return faults
  const verdict = verifyLedger(JSON.parse(await exported(server, played)))
  if (!verdict.fits) faults.push(`${one.name}: the ledger: ${JSON.stringify(verdict)}`)
  return faults
}

/** As the client gets it, all its parts behind each other. */
async function exported(server: StandingServer, { deskId, clientToken }: PlayedCase): Promise<string> {
  let text = ''
  let from: LedgerPart['next'] = null
  do {
    const account = { side: 'client', deskId } as const
    const after = from === null ? {} : { from }
    const { body } = await server.ask('exportLedger', clientToken, { account, format: 'json', ...after })
    const part: LedgerPart = v.parse(ledgerPart, body)
    text += part.text
    from = part.next
  } while (from !== null)
  return text
}
