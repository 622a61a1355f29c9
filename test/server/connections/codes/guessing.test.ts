import { Kysely, PostgresDialect } from 'kysely'
import { Pool } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { now } from '#server/platform/clock.ts'
import type { Db } from '#server/platform/db/db.ts'
import { Refusal } from '#server/platform/refusal.ts'
import { makeSecrets } from '#server/platform/secrets.ts'
import type { Tables } from '#server/platform/db/tables.ts'
import { makeTransaction, type UnitOfWork, type Transaction } from '#server/platform/db/unitOfWork.ts'
import { withAttempt } from '#server/connections/codes/guesses.commands.ts'
import { issueCode, revokeCode } from '#server/connections/codes/codes.commands.ts'
import { digestOf } from '#server/connections/codes/domain/code.ts'
import { formatCode, makeCode } from '#server/connections/codes/domain/code.ts'
import { previewCode } from '#server/connections/codes/codePreview.queries.ts'
import { lockCode } from '#server/connections/codes/codes.sql.ts'
import { loadSupportForUpdate } from '#server/connections/support/support.queries.ts'
import { startWorld, type World } from '#test/support/world.ts'
import { obviousLimits } from './obviousLimits.ts'
import { quickClient, quickDesk, type QuickPortal } from '../quickPortals.ts'

const SECOND = 1000
const MINUTE = 60 * SECOND

let world: World
let pepper: Buffer
let place: { db: Db; transaction: Transaction }
let desk: Awaited<ReturnType<typeof quickDesk>>
/** What was asked of the database, in the words in which it was asked. */
const asked: string[] = []
let watched: Kysely<Tables>
beforeAll(async () => {
  world = await startWorld()
  pepper = makeSecrets(await world.masterKey()).pepper
  watched = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool: new Pool({ connectionString: world.databaseUrl, max: 8 }) }),
    log: ({ query }) => void asked.push(query.sql),
  })
  place = { db: watched, transaction: makeTransaction(watched, () => {}) }
  desk = await quickDesk(place, 'guesseddesk')
}, 60_000)
afterAll(async () => {
  await watched.destroy()
  await world.stop()
})

const terms = { maxUses: 1, expiresInDays: 700, clientStatus: 1, note: '' }
/** Well formed, so that it is looked up like any other. */
const nobodysCode = formatCode(makeCode(new Uint8Array(15).fill(3)))
const codeFor = (portal?: string) =>
  place.transaction((unit) =>
    issueCode(unit, desk.actor, desk.deskId, portal === undefined ? terms : { ...terms, portal }, pepper),
  )

/** One attempt as the route makes it: counted in a transaction of its own, then the code is looked at. */
async function attempt({ memberId, actor }: QuickPortal, code: string, at: Date): Promise<string> {
  try {
    const byThen: Transaction = (act) => place.transaction(act, at)
    await withAttempt(byThen, memberId, () => byThen((unit) => previewCode(unit, actor, digestOf(code, pepper))))
    return 'taken'
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return error.code === 'too_many_attempts' ? `wait ${String(error.details['waitSeconds'])}` : error.code
  }
}

/** Always the same numbers, so that a failure can be looked at again. */
function chance(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

/** Bursts, pauses of minutes, of hours and now and then of weeks: whatever a guesser may try. */
function pauseOf(random: () => number): number {
  const kind = random()
  if (kind < 0.93) return Math.floor(random() * 8 * SECOND)
  if (kind < 0.985) return Math.floor(random() * 20 * MINUTE)
  if (kind < 0.9995) return Math.floor(random() * 40 * 60 * MINUTE)
  return Math.floor(random() * 45 * 24 * 60 * MINUTE)
}

/** Guesses again and again, wrong and foreign codes by turns; gives what differs from the rule as it is written. */
async function guess(guesser: QuickPortal, times: number, seed: number, codes: readonly string[]) {
  const random = chance(seed)
  const rule = obviousLimits()
  const wrongs: string[] = []
  let letThrough = 0
  let at = Date.parse('2026-11-16T07:00:00Z')
  for (let i = 0; i < times; i++) {
    at += pauseOf(random)
    const expected = rule.attempt(at)
    const outcome = await attempt(guesser, codes[i % codes.length] ?? '', new Date(at))
    if (outcome === 'code_wrong') letThrough += 1
    const isRight = expected === 0 ? outcome === 'code_wrong' : outcome === `wait ${expected}`
    if (!isRight) wrongs.push(`${i}: ${outcome} instead of ${expected}`)
  }
  return { wrongs, letThrough }
}

describe('C2 what is no guess', () => {
  it('a right code is looked at as often as anybody likes, and wrong ones count as before', async () => {
    const client = await quickClient(place, 'looker')
    const { code } = await codeFor()
    const second = (count: number) => new Date(Date.parse('2026-11-16T07:00:00Z') + count * SECOND)
    const looks: string[] = []
    for (let i = 0; i < 15; i++) looks.push(await attempt(client, code, second(i)))
    const guesses: string[] = []
    for (let i = 15; i < 26; i++) guesses.push(await attempt(client, nobodysCode, second(i)))

    expect(new Set(looks)).toEqual(new Set(['taken']))
    expect(guesses.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => 'code_wrong'))
    expect(guesses.at(-1)).toMatch(/^wait/)
  })

  it('a dead code is a guess all the same', async () => {
    const client = await quickClient(place, 'necromancer')
    const { code, issued } = await codeFor()
    await place.transaction((unit) => revokeCode(unit, desk.actor, desk.deskId, issued.codeId))
    const at = new Date('2026-11-16T07:00:00Z')
    const answers: string[] = []
    for (let i = 0; i < 11; i++) answers.push(await attempt(client, code, at))

    expect(answers.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => 'code_revoked'))
    expect(answers.at(-1)).toMatch(/^wait/)
  })
})

describe('C2 guessing ten thousand times', () => {
  it('from one portal: every attempt is let through or made to wait exactly as the rule says', async () => {
    const guesser = await quickClient(place, 'guesser')
    const { code } = await codeFor('somebody.example')

    const { wrongs, letThrough } = await guess(guesser, 6000, 7, [code, nobodysCode])

    expect(wrongs).toEqual([])
    expect(letThrough).toBeGreaterThan(100)
    expect(letThrough).toBeLessThan(3000)
  }, 180_000)

  it('from a hundred portals at once: each has its own limits, and none has those of another', async () => {
    const { code } = await codeFor('somebody.example')
    const guessers: QuickPortal[] = []
    for (let i = 0; i < 100; i++) guessers.push(await quickClient(place, `guesser${i}`))

    const told = await Promise.all(guessers.map((guesser, index) => guess(guesser, 40, index + 1, [code, nobodysCode])))

    expect(told.flatMap(({ wrongs }) => wrongs)).toEqual([])
    expect(Math.min(...told.map(({ letThrough }) => letThrough))).toBeGreaterThanOrEqual(10)
  }, 180_000)
})

type Look = (unit: UnitOfWork, guesser: QuickPortal, code: string) => Promise<unknown>

const real: Look = (unit, { actor }, code) => previewCode(unit, actor, digestOf(code, pepper))

/** Everything that somebody outside could tell two codes apart by: the answer, and the work that it took. */
async function traceOf(look: Look, guesser: QuickPortal, code: string): Promise<string> {
  asked.length = 0
  const refusal: unknown = await place.transaction((unit) => look(unit, guesser, code)).catch((error: unknown) => error)
  if (!(refusal instanceof Refusal)) return 'taken'
  return JSON.stringify({ code: refusal.code, message: refusal.message, details: refusal.details, asked })
}

async function codesToTellApart() {
  const used = await codeFor('usedup.example')
  await place.db.updateTable('support_codes').set({ used: 1 }).where('code_id', '=', used.issued.codeId).execute()
  const revoked = await codeFor('revoked.example')
  await place.transaction((unit) => revokeCode(unit, desk.actor, desk.deskId, revoked.issued.codeId))
  const expired = await codeFor('expired.example')
  await place.db
    .updateTable('support_codes')
    .set({ expires_at: new Date(0) })
    .where('code_id', '=', expired.issued.codeId)
    .execute()
  return {
    'a code of another portal': (await codeFor('another.example')).code,
    'a used one of another portal': used.code,
    'a revoked one of another portal': revoked.code,
    'an expired one of another portal': expired.code,
    'a code that nobody has issued': nobodysCode,
    'one with a wrong check character': `${nobodysCode.slice(0, -1)}${nobodysCode.endsWith('0') ? '1' : '0'}`,
    'far too little': '?',
  }
}

/** What a guesser learns with this way of looking: one trace means nothing at all. */
async function tracesWith(look: Look): Promise<Set<string>> {
  const guesser = await quickClient(place, `teller${(tellers += 1)}`)
  const traces = new Set<string>()
  for (const code of Object.values(await codesToTellApart())) traces.add(await traceOf(look, guesser, code))
  return traces
}
let tellers = 0

const findByHash = (unit: UnitOfWork, code: string) =>
  unit.tx
    .selectFrom('support_codes')
    .select(['code_id', 'portal'])
    .where('code_hash', '=', digestOf(code, pepper))
    .executeTakeFirst()

describe('C3 a wrong code and one of another portal cannot be told apart', () => {
  it('by the refusal, by its details, or by the statements that it took', async () => {
    const traces = [...(await tracesWith(real))]

    expect(traces).toHaveLength(1)
    expect(traces[0]).toContain('"code":"code_wrong","message":"code_wrong","details":{}')
    expect(traces[0]).toContain('support_codes')
  })

  it('over HTTP: the answers are the same to the byte', async () => {
    const client = await quickClient(place, 'overhttp')
    const answers = new Set<string>()
    for (const code of Object.values(await codesToTellApart())) {
      const response = await fetch(`${world.url}/api/support/code/preview`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${client.token}` },
        body: JSON.stringify({ code }),
      })
      const headers = [...response.headers].filter(([name]) => name !== 'x-request-id' && name !== 'date')
      answers.add(JSON.stringify([response.status, headers, await response.text()]))
    }

    expect([...answers]).toEqual([expect.stringContaining('code_wrong')])
  })

  it('by waiting for a row: a code of another portal is not locked by whoever guesses it', async () => {
    const guesser = await quickClient(place, 'waiter')
    const { code, issued } = await codeFor('another.example')

    const outcome = await place.transaction(async (unit) => {
      await lockCode(unit, issued.codeId)
      return place
        .transaction((other) => real(other, guesser, code))
        .then(
          () => 'taken',
          (error: unknown) => (error instanceof Refusal ? error.code : error),
        )
    })

    expect(outcome).toBe('code_wrong')
  })

  it.each<[string, Look]>([
    [
      'that looks at the code first and at the portal afterwards',
      async (unit, { memberId }, code) => {
        await loadSupportForUpdate(unit, memberId)
        const found = await findByHash(unit, code)
        if (found !== undefined) await lockCode(unit, found.code_id)
        throw new Refusal('code_wrong')
      },
    ],
    [
      'that says a little more of a code that exists',
      async (unit, _guesser, code) => {
        const found = await findByHash(unit, code)
        throw new Refusal('code_wrong', found === undefined ? {} : { portal: found.portal })
      },
    ],
  ])('control: a way %s would be noticed', async (_what, leaky) => {
    expect((await tracesWith(leaky)).size).toBeGreaterThan(1)
  })

  it('control: the code’s own portal does tell it apart', async () => {
    const client = await quickClient(place, 'rightful')
    const { code } = await codeFor(client.domain)

    expect(await traceOf(real, client, code)).toBe('taken')
    expect(await attempt(client, code, now())).toBe('taken')
  })
})
