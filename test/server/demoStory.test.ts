import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { TicketSummary } from '#contract/tickets/types.ts'
import { readConfig } from '#server/config.ts'
import { now } from '#server/platform/clock.ts'
import { openStore, type Store } from '#server/platform/db/db.ts'
import { startServer } from '#server/server.ts'
import { startChannels } from '#test/demo/channels/start.ts'
import { cast } from '#test/demo/people.ts'
import { addDemoPortals } from '#test/demo/portals.ts'
import { tellStory } from '#test/demo/story.ts'
import { startTelling, type Teller } from '#test/demo/teller.ts'
import { startSandbox, type Sandbox } from '#test/portal/sandbox.ts'
import { cloneDatabase } from '#test/support/database.ts'
import { makeMemoryLog } from '#test/support/memoryLog.ts'
import { paceByHand } from '#test/support/paceByHand.ts'
import { clientId, clientSecret, environment, post } from '#test/support/world.ts'

/** Wednesday, 15:00 in Moscow: the visitor comes in the middle of a working day. */
const visitorComes = new Date('2026-11-25T12:00:00Z')

let database: Awaited<ReturnType<typeof cloneDatabase>>
let folder: string
let sandbox: Sandbox
let store: Store
let env: Record<string, string>
let channels: Awaited<ReturnType<typeof startChannels>>
const memory = makeMemoryLog()
beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: visitorComes })
  database = await cloneDatabase()
  folder = await mkdtemp(join(tmpdir(), 'opora-demo-'))
  sandbox = await startSandbox({ appUrl: 'http://127.0.0.1:1', clientId, clientSecret })
  await addDemoPortals(sandbox)
  channels = await startChannels()
  env = { ...environment(database.url, folder, sandbox), ...channels.env }
  const told = await startTelling(env, sandbox)
  await tellStory(told, now(), channels)
  await told.close()
  store = openStore(database.url, 4)
}, 120_000)
afterAll(async () => {
  // First: whatever fails below, the next file of this worker has the true time.
  vi.useRealTimers()
  await store.close()
  await sandbox.close()
  await channels.close()
  await database.drop()
  await rm(folder, { recursive: true, force: true })
  expect(memory.takeErrors()).toEqual([])
})

/** A server on what was told without one, until nothing is left to do; then what its people ask it. */
async function withServer<Result>(act: (url: string) => Promise<Result>): Promise<Result> {
  const pace = paceByHand()
  const server = await startServer(readConfig(env), { log: memory.log, ...pace })
  try {
    await pace.turn()
    return await act(`http://127.0.0.1:${server.port}`)
  } finally {
    await server.stop()
  }
}

async function enter(url: string, { portal, userId }: Teller): Promise<string> {
  const { accessToken } = sandbox.issueToken(portal, userId)
  const memberId = sandbox.portals[portal]?.memberId ?? ''
  const visit = { accessToken, memberId, serverEndpoint: `${sandbox.oauthOrigin}/rest/` }
  const answer = await post(url, 'openSession', visit, null)
  if (!answer.ok) throw new Error(`no session: ${answer.code}`)
  return answer.body.token
}

type Shown = { tickets: TicketSummary[]; owner: string }

/** The whole queue of a desk, as its people see it, in the queue's own order. */
async function queueOf(url: string, who: Teller): Promise<Shown> {
  const owner = await enter(url, who)
  const tickets: TicketSummary[] = []
  for (const filter of ['open', 'closed'] as const) {
    const answer = await post(url, 'listQueue', { filter, order: 'queue', limit: 50 }, owner)
    if (!answer.ok) throw new Error(answer.code)
    tickets.push(...answer.body.tickets)
  }
  return { tickets, owner }
}

async function found(url: string, owner: string, search: string): Promise<string[]> {
  const answer = await post(url, 'listQueue', { filter: 'all', search }, owner)
  if (!answer.ok) throw new Error(answer.code)
  return answer.body.tickets.map(({ ticketId }) => ticketId)
}

/** Alarms in the conversations, and what has gone out of the product. */
async function firings() {
  const { rows } = await sql<{ portal: string; ticketId: string; clock: string; percent: number; isOpen: boolean }>`
    select d.member_id as portal, j.ticket_id as "ticketId", j.payload ->> 'clock' as clock, (j.payload ->> 'percent')::int as percent,
           t.status not in ('resolved', 'closed') as "isOpen"
      from journal j join tickets t using (ticket_id) join desks d on d.desk_id = t.desk_id where j.type = 'sla.alarm' order by j.entry_id`.execute(
    store.db,
  )
  return rows
}
const notices = (portal: string) =>
  sandbox.notifications(portal).map(({ userId, tag, message }) => ({ userId, kind: tag.split('|')[1], message }))

const isLate = (dueAt: string | null) => dueAt !== null && new Date(dueAt) < now()

describe('P9 a database that was written while no server ran', () => {
  it('control: with nothing caught up no search finds a ticket, and nobody knows that one is late', async () => {
    const done = { revision: 1000, is_over: true, upto_ticket: null }
    const walked = ['sla', 'words'].map((projection) => ({ projection, ...done }))
    await store.db.insertInto('projection_walks').values(walked).execute()

    await withServer(async (url) => {
      const { tickets, owner } = await queueOf(url, cast.viktor)
      expect(tickets.length).toBeGreaterThan(4)
      expect(tickets.flatMap(({ queue }) => queue?.dueAt ?? [])).toEqual([])
      for (const { number } of tickets) expect(await found(url, owner, number)).toEqual([])
    })

    expect(await firings()).toEqual([])
    await sql`delete from projection_walks`.execute(store.db)
  })

  it('every ticket is found by its number and by its words, on either side', async () => {
    await withServer(async (url) => {
      for (const desk of [cast.viktor, cast.elena]) {
        const { tickets, owner } = await queueOf(url, desk)
        expect(tickets.length).toBeGreaterThan(0)
        for (const { ticketId, number, subject } of tickets) {
          expect.soft(await found(url, owner, number), number).toContain(ticketId)
          expect.soft(await found(url, owner, subject), subject).toContain(ticketId)
        }
      }
      const client = await enter(url, cast.marina)
      const answer = await post(url, 'listTickets', { filter: 'all', search: 'DKIM' }, client)
      expect(answer.ok && answer.body.tickets.map(({ subject }) => subject)).toEqual([
        'Письма клиентам попадают в спам',
      ])
    })
  })

  it('overdue ones stand first, each with its badge and the alarm in its conversation', async () => {
    await withServer(async (url) => {
      const { tickets } = await queueOf(url, cast.viktor)
      const open = tickets.filter(({ status }) => status !== 'closed')
      const late = open.map(({ queue }) => isLate(queue?.dueAt ?? null))
      expect(late).toContain(true)
      expect(late).toEqual(late.toSorted((one, other) => Number(other) - Number(one)))

      const alarms = await firings()
      for (const { ticketId } of open.filter((_ticket, index) => late[index])) {
        expect.soft(alarms.filter((alarm) => alarm.ticketId === ticketId && alarm.percent === 100)).toHaveLength(1)
      }
      expect(alarms.every(({ isOpen }) => isOpen)).toBe(true)
    })
  })

  it('outside, what was missed is told as one summary a desk', async () => {
    const alarms = await firings()
    const lateAt = (portal: string) => {
      const ofDesk = alarms.filter((alarm) => alarm.portal === sandbox.portals[portal]?.memberId)
      return new Set(ofDesk.map(({ ticketId }) => ticketId)).size
    }
    expect(notices('partner').filter(({ kind }) => kind === 'SLA')).toEqual([])
    await withServer(async () => {})
    expect(notices('partner').filter(({ kind }) => kind === 'MISSED')).toEqual([])

    vi.setSystemTime(visitorComes.getTime() + 31_000)
    await withServer(async () => {})

    for (const { portal, userId } of [cast.svetlana, cast.vera]) {
      const summaries = notices(portal).filter(({ kind }) => kind === 'MISSED')
      const told = summaries.map((summary) => summary.userId)
      expect(told).toContain(userId)
      expect(new Set(told).size).toBe(told.length)
      for (const { message } of summaries) expect(message).toContain(`ждут: ${lateAt(portal)} (`)
      expect(notices(portal).filter(({ kind }) => kind === 'SLA')).toEqual([])
    }
  })

  it('and a further start does nothing more', async () => {
    const [before, alarms] = [notices('partner').length, await firings()]

    vi.setSystemTime(visitorComes.getTime() + 60_000)
    await withServer(async () => {})

    expect(notices('partner').length).toBe(before)
    expect(await firings()).toEqual(alarms)
  })
})

describe('the desks of the demo', () => {
  it.each([
    { who: cast.oksana, lock: 'left_desk' },
    { who: cast.german, lock: 'desk_ended' },
    { who: cast.elena, lock: null },
    { who: cast.viktor, lock: null },
  ])('of $who.portal has tickets in every state, closed for every reason', async ({ who, lock }) => {
    await withServer(async (url) => {
      const { tickets } = await queueOf(url, who)
      const states = new Set(tickets.map(({ status }) => status))
      expect(states).toEqual(new Set(['queued', 'inProgress', 'waitingForClient', 'deferred', 'resolved', 'closed']))
      const ends = new Set(tickets.flatMap(({ closeReason }) => closeReason ?? []))
      expect(ends).toEqual(new Set(['answered', 'confirmed', 'timeout', 'declined', 'withdrawn', 'merged']))
      expect(tickets.map((ticket) => ticket.lock)).toContain(lock)
      const waiting = tickets.filter(({ status }) => status === 'deferred')
      for (const { deferral } of waiting) expect(new Date(deferral?.until ?? 0).getTime()).toBeGreaterThan(Date.now())
    })
  })

  it.each([
    { who: cast.taras, scores: [2, 4], waiting: 1 },
    { who: cast.vera, scores: [2, 5], waiting: 1 },
    { who: cast.elena, scores: [5, 2], waiting: 1 },
    { who: cast.svetlana, scores: [5, 2], waiting: 1 },
  ])('the head of support at $who.portal has ratings, letters and quick replies', async ({ who, scores, waiting }) => {
    await withServer(async (url) => {
      const lead = await enter(url, who)
      const rated = await post(url, 'listRatings', { filter: {} }, lead)
      expect(rated.ok && rated.body.ratings.map(({ score }) => score)).toEqual(scores)
      const letters = await post(url, 'readWaitingLetters', {}, lead)
      expect(letters.ok && letters.body.waiting).toBe(waiting)
      const replies = await post(url, 'readReplies', {}, lead)
      expect(replies.ok && replies.body.replies.length).toBe(2)
    })
  })

  it.each([cast.oksana, cast.german, cast.elena, cast.viktor])(
    'D5 every act that the owner at $portal finds in the log is said in words',
    async (who) => {
      await withServer(async (url) => {
        const owner = await enter(url, who)
        const told = await post(url, 'listAudit', {}, owner)
        const unsaid = await post(url, 'listAudit', { kinds: ['other'] }, owner)
        expect(told.ok && told.body.entries.length).toBeGreaterThan(0)
        expect(unsaid.ok && unsaid.body.entries).toEqual([])
      })
    },
  )

  it('pictures with thumbnails, logs and documents came by the way that files come', async () => {
    const { rows } = await sql<{ portal: string; kinds: string[] }>`
      select d.member_id as portal, array_agg(distinct c.kind order by c.kind) as kinds
        from ticket_files f join ticket_file_contents c using (content_id) join desks d on d.desk_id = f.desk_id
       where f.ticket_id is not null and (c.kind <> 'picture' or c.has_thumbnail) group by 1`.execute(store.db)
    const kindsAt = ({ portal }: Teller) => rows.find((row) => row.portal === sandbox.portals[portal]?.memberId)?.kinds
    for (const who of [cast.elena, cast.viktor, cast.oksana, cast.german])
      expect(kindsAt(who)).toEqual(['pdf', 'picture', 'text'])
  })

  it('a vendor’s clients read Ukrainian, and are promised a time by coupon alone, half of which is spent', async () => {
    await withServer(async (url) => {
      const client = await enter(url, cast.natalia)
      const terms = await post(url, 'readConditions', {}, client)
      expect(terms.ok && terms.body.conditions?.document.title.uk).toBe('Підтримка виробника')
      const { tickets, owner } = await queueOf(url, cast.oksana)
      const reasons = await post(url, 'readReasons', { ticketId: tickets[0]?.ticketId ?? '' }, owner)
      expect(reasons.ok && reasons.body.clientLanguage).toBe('uk')
      const promised = await outcomes(url, cast.oksana)
      expect(promised).toHaveLength(7)
      expect(new Set(promised.map(([, clock, outcome]) => `${clock} ${outcome}`))).toEqual(
        new Set(['firstReaction kept']),
      )
      const own = await post(url, 'readOwnCoupons', {}, client)
      expect(own.ok && own.body.offer?.coupons[0]).toMatchObject({ state: 'live', spent: 7, left: 8 })
    })
  })

  it('a service’s promises were kept and missed, also at night', async () => {
    await withServer(async (url) => {
      const kept = await outcomes(url, cast.german)
      expect(kept).toContainEqual(['Не проходят оплаты броней', 'firstReaction', 'kept'])
      expect(kept).toContainEqual(['Не проходят оплаты броней', 'resolution', 'kept'])
      expect(kept).toContainEqual(['Ночью не заселить гостя: замки не получают код', 'firstReaction', 'kept'])
      expect(kept).toContainEqual(['Календарь занятости отстаёт от площадок', 'firstReaction', 'kept'])
      expect(kept).toContainEqual(['Календарь занятости отстаёт от площадок', 'resolution', 'broken'])
      expect(kept).toContainEqual(['Как поменять местами фотографии номера', 'firstReaction', 'broken'])
    })
  })
})

/** How each promise of a desk has come out so far: subject, clock, outcome of the promise in force. */
async function outcomes(url: string, who: Teller): Promise<[string, string, string][]> {
  const { tickets, owner } = await queueOf(url, who)
  const known: [string, string, string][] = []
  for (const { ticketId, subject } of tickets) {
    const answer = await post(url, 'readSla', { ticketId }, owner)
    if (!answer.ok) throw new Error(answer.code)
    for (const { clock, promises } of answer.body.clocks) {
      const last = promises.at(-1)
      if (last !== undefined && last.target !== null) known.push([subject, clock, last.outcome])
    }
  }
  return known
}
