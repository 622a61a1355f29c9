import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RouteInput } from '#contract/routes.ts'
import { now } from '#server/platform/clock.ts'
import { makeSecrets } from '#server/platform/secrets.ts'
import { hashToken } from '#server/platform/http/session.ts'
import { loadActor } from '#server/desks/actor.queries.ts'
import { countAttempt } from '#server/connections/codes/attempts.commands.ts'
import { issueCode } from '#server/connections/codes/codes.commands.ts'
import { person } from '#test/portal/people.ts'
import { startWorld, type World } from '#test/support/world.ts'
import { eventually } from '#test/support/eventually.ts'

let world: World
let admin: string
let owner: string
beforeAll(async () => {
  world = await startWorld()
  await world.install('standard', 'desk', 'standard')
  owner = await world.install('partner', 'desk')
  admin = await world.install('client', 'client')
}, 60_000)
afterAll(() => world.stop())

const anybodys: RouteInput<'issueCode'> = { maxUses: 1, expiresInDays: 30, clientStatus: 1, note: '' }
const issue = (changes: Partial<RouteInput<'issueCode'>> = {}) =>
  world.call('issueCode', { ...anybodys, ...changes }, owner)
const memberIdOf = (portal: string) => world.sandbox.portals[portal]?.memberId ?? ''

/** Attempts are limited; each case begins with none. */
const forgetAttempts = () => world.store.db.deleteFrom('activation_attempts').execute()
const tryCode = async (code: string, token = admin) => {
  await forgetAttempts()
  const preview = await world.ask('previewCode', { code }, token)
  return preview.ok ? 'taken' : preview.code
}

describe('C3 each reason why a code does not work has a word of its own', () => {
  it('control: a good code is shown, however it is typed', async () => {
    const { code } = await issue()
    const typings = [
      code,
      code.toLowerCase(),
      code.replaceAll('-', ' '),
      code.replaceAll('0', 'O').replaceAll('1', 'l'),
    ]

    for (const typed of typings) expect(await tryCode(typed)).toBe('taken')
  })

  it.each([
    ['what nobody has issued', () => Promise.resolve('AAAA-AAAA-AAAA-AAAA'), 'code_wrong'],
    ['what cannot be a code', () => Promise.resolve('?'), 'code_wrong'],
    [
      'the code of another portal',
      async () => (await issue({ portal: 'https://another.example/x' })).code,
      'code_wrong',
    ],
    ['a revoked one', () => revoked(), 'code_revoked'],
    ['an expired one', () => expired(), 'code_expired'],
    ['one that was used up', () => usedUp(), 'code_used_up'],
  ])('%s', async (_what, make, code) => {
    expect(await tryCode(await make())).toBe(code)
  })

  it('a revoked, expired or used up code of another portal is a wrong one like any other', async () => {
    const { code, view } = await issue({ portal: 'another.example' })
    await world.call('revokeCode', { codeId: view.codeId }, owner)

    expect(await tryCode(code)).toBe('code_wrong')
  })

  it.each(['domain', 'memberId'] as const)('a code for this portal, named by its %s, works here', async (key) => {
    const portal = world.sandbox.portals.client[key]

    expect(await tryCode((await issue({ portal })).code)).toBe('taken')
  })

  it('a desk is no client of itself', async () => {
    const { code } = await issue()
    await world.call('install', { choice: 'client' }, owner)

    expect(await tryCode(code, owner)).toBe('own_desk')
  })

  it('only an admin may try', async () => {
    const { code } = await issue()
    await world.call('namePerson', { userId: 3, as: 'integrator' }, admin)
    const integrator = await world.enter('client', 3)

    expect(await tryCode(code, integrator)).toBe('admin_only')
  })

  it('connected to this desk already', async () => {
    const { code } = await issue()
    await activate(admin, code)

    expect(await tryCode((await issue()).code)).toBe('already_connected')
    expect(await tryCode(code)).toBe('already_connected')
  })
})

async function revoked() {
  const { code, view } = await issue()
  await world.call('revokeCode', { codeId: view.codeId }, owner)
  return code
}

async function expired() {
  const monthAgo = new Date(now().getTime() - 31 * 86_400_000)
  const actor = await loadActor(world.store.db, hashToken(owner), now(), null)
  const pepper = await pepperOfServer()
  const deskId = actor.desk?.deskId ?? ''
  return (await world.transaction((unit) => issueCode(unit, actor, deskId, { ...anybodys }, pepper), monthAgo)).code
}

async function usedUp() {
  const { code } = await issue()
  const other = await newClient()
  await activate(other, code)
  return code
}

async function activate(token: string, code: string) {
  await forgetAttempts()
  const { stateToken } = await world.call('previewCode', { code }, token)
  return world.call('activateCode', { code, stateToken }, token)
}

let clients = 0
/** A portal of its own with the app installed; its admin's session. */
async function newClient(): Promise<string> {
  clients += 1
  const key = `client${clients}`
  await world.sandbox.addPortal({ key, title: key, users: { admin: person(1, 'Анна Первая', { isAdmin: true }) } })
  return world.install(key, 'client')
}

async function pepperOfServer() {
  return makeSecrets(await world.masterKey()).pepper
}

/** A statement that waits for another transaction's lock. */
const isSomebodyWaiting = () =>
  eventually(async () => {
    const { rows } = await sql`
      select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(
      world.store.db,
    )
    expect(rows).not.toEqual([])
  })

describe('C2 attempts are limited', () => {
  it('ten a minute, then a wait; a refused attempt counts as one', async () => {
    await forgetAttempts()
    const codes = []
    for (let i = 0; i < 11; i++) {
      const answer = await world.ask('previewCode', { code: 'AAAA-AAAA-AAAA-AAAA' }, admin)
      codes.push(answer.ok ? 'taken' : answer.code)
    }
    const good = await world.ask('previewCode', { code: (await issue()).code }, admin)

    expect(codes).toEqual([...Array.from({ length: 10 }, () => 'code_wrong'), 'too_many_attempts'])
    expect(good).toMatchObject({ code: 'too_many_attempts', details: { waitSeconds: expect.any(Number) } })
  })

  it('control: another portal is not made to wait', async () => {
    const other = await newClient()

    expect(await world.ask('previewCode', { code: 'AAAA-AAAA-AAAA-AAAA' }, other)).toMatchObject({ code: 'code_wrong' })
  })

  it('of two at once only one is the tenth', async () => {
    const memberId = world.sandbox.portals.standard.memberId
    const at = now()
    for (let i = 0; i < 9; i++) await world.transaction((unit) => countAttempt(unit, memberId), at)
    const counted = Promise.withResolvers<void>()
    const goOn = Promise.withResolvers<void>()
    const tenth = world.transaction(async (unit) => {
      await countAttempt(unit, memberId)
      counted.resolve()
      await goOn.promise
    }, at)
    await counted.promise

    const eleventh = world.transaction((unit) => countAttempt(unit, memberId), at)
    const outcome = eleventh.then(
      () => 'taken',
      (error: unknown) => error,
    )
    await Promise.race([outcome, isSomebodyWaiting()])
    goOn.resolve()

    await tenth
    expect(await outcome).toMatchObject({ code: 'too_many_attempts' })
  })

  it('the wait grows each time', async () => {
    await forgetAttempts()
    const memberId = memberIdOf('client')
    let at = new Date('2026-11-16T07:00:00Z')
    const waits = []
    for (let round = 0; round < 3; round++) {
      for (let i = 0; i < 10; i++) await world.transaction((unit) => countAttempt(unit, memberId), at)
      const refused: unknown = await world
        .transaction((unit) => countAttempt(unit, memberId), at)
        .catch((error: unknown) => error)
      const seconds = Number(Reflect.get(Object(Reflect.get(Object(refused), 'details')), 'waitSeconds'))
      waits.push(seconds)
      at = new Date(at.getTime() + seconds * 1000)
    }

    expect(waits).toEqual([60, 120, 240])
  })
})

describe('C4 of two at once one wins', () => {
  it('two admins who activate different codes at once: one wins, the other reads that the preview is stale', async () => {
    const bureau = await newDesk('bureau')
    const codes = [(await issue()).code, (await world.call('issueCode', anybodys, bureau)).code]
    const client = await newClient()
    const states: string[] = []
    for (const code of codes) states.push((await world.call('previewCode', { code }, client)).stateToken)

    const answers = await Promise.all(
      codes.map((code, index) => world.ask('activateCode', { code, stateToken: states[index] ?? '' }, client)),
    )

    expect(answers.map((answer) => (answer.ok ? 'taken' : answer.code)).toSorted()).toEqual(['preview_stale', 'taken'])
    const { rows } = await sql<{ used: number }>`
      select sum(used)::int as used from support_codes where last_group = any(${codes.map((code) => code.slice(-4))})`.execute(
      world.store.db,
    )
    expect(rows).toEqual([{ used: 1 }])
  })

  it('a preview that shows another regulation than now is stale', async () => {
    const client = await newClient()
    const { code } = await issue()
    await world.call('previewCode', { code }, client)
    const { stateToken } = await world.call('readSupport', {}, client)

    expect(await world.ask('activateCode', { code, stateToken }, client)).toMatchObject({ code: 'preview_stale' })
  })
})

async function newDesk(key: string): Promise<string> {
  await world.sandbox.addPortal({ key, title: key, users: { owner: person(1, 'Кира Бюро', { isAdmin: true }) } })
  return world.install(key, 'desk')
}

describe('C2 a code is a secret', () => {
  it('stands in the answer that issues it, and nowhere else', async () => {
    const { code } = await issue({ note: 'для Ромашки' })
    const plain = code.replaceAll('-', '')
    const listed = JSON.stringify(await world.call('listCodes', {}, owner))
    const tables = await sql<{ name: string }>`
      select table_name as name from information_schema.tables where table_schema = 'public'`.execute(world.store.db)
    const stored = []
    for (const { name } of tables.rows) {
      const { rows } = await sql<{ line: string }>`select t::text as line from ${sql.table(name)} t`.execute(
        world.store.db,
      )
      stored.push(...rows.map(({ line }) => line))
    }
    const written = [listed, ...stored, world.logText()].join('\n')

    expect(written).toContain('для Ромашки')
    expect(written).toContain(code.slice(-4))
    for (const secret of [code, plain, code.toLowerCase(), plain.toLowerCase(), plain.slice(0, 8)]) {
      expect(written).not.toContain(secret)
    }
  })

  it('every act on codes stands in the journal with who, when and from where', async () => {
    const { view } = await issue()
    await world.call('revokeCode', { codeId: view.codeId }, owner)
    const { rows } = await sql<{ type: string; name: string; address: string }>`
      select type, actor ->> 'name' as name, actor ->> 'address' as address from journal
       where payload ->> 'codeId' = ${view.codeId} order by entry_id`.execute(world.store.db)

    const by = { name: 'Виктор Лаптев', address: '127.0.0.1' }
    expect(rows).toEqual([
      { type: 'code.issued', ...by },
      { type: 'code.revoked', ...by },
    ])
  })
})
