import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { codeStates, type CodeView } from '#contract/connections/codes.types.ts'
import type { RouteInput } from '#contract/routes.ts'
import { startWorld, type World } from '#test/support/world.ts'
import { connect } from '../../situation.ts'

let world: World
let owner: string
let bureau: string
beforeAll(async () => {
  world = await startWorld()
  await world.install('standard', 'desk', 'standard')
  owner = await world.install('partner', 'desk')
  bureau = await world.install('client', 'both')
}, 60_000)
afterAll(() => world.stop())

const terms = { maxUses: 1, expiresInDays: 30, clientStatus: 1, note: '' }
const deskIdOf = async (token: string) => (await world.call('readDesk', {}, token)).deskId

/** Many codes of every state, a good part of them issued at one and the same instant. */
async function fill(deskId: string, count: number, mark: string): Promise<void> {
  await sql`
    insert into support_codes (code_id, desk_id, code_hash, last_group, portal, max_uses, used, client_status, note,
                               issued_by, issued_at, expires_at, revoked_at, revoked_by)
    select gen_random_uuid(), ${deskId}, sha256(convert_to(${mark} || i, 'UTF8')), lpad(i::text, 4, '0'),
           case when i % 4 = 0 then 'portal' || i || '.example' end, 2, i % 3, 1, ${mark},
           'Виктор', timestamptz '2026-01-01' + (i / 7) * interval '1 minute',
           case when i % 5 < 2 then timestamptz '2026-02-01' else timestamptz '2099-01-01' end,
           case when i % 11 = 0 then timestamptz '2026-01-20' end, case when i % 11 = 0 then 'Света' end
      from generate_series(1, ${count}) i`.execute(world.store.db)
}

async function walk(input: Omit<RouteInput<'listCodes'>, 'cursor'>, meanwhile = async () => {}): Promise<CodeView[]> {
  const found: CodeView[] = []
  let cursor: string | null = null
  do {
    const page: { codes: CodeView[]; nextCursor: string | null } = await world.call(
      'listCodes',
      cursor === null ? input : { ...input, cursor },
      owner,
    )
    found.push(...page.codes)
    cursor = page.nextCursor
    await meanwhile()
  } while (cursor !== null)
  return found
}

describe('D1 ten thousand codes', () => {
  const many = 10_000
  beforeAll(async () => {
    await fill(await deskIdOf(owner), many, 'наш')
    await fill(await deskIdOf(bureau), 50, 'чужой')
  })

  it('are paged without one that is missing or comes twice, also while further ones are issued', async () => {
    let issued = 0
    const found = await walk({ limit: 100 }, async () => {
      if (issued < 5) await world.call('issueCode', { ...terms, note: 'между страницами' }, owner)
      issued += 1
    })

    const old = found.filter(({ note }) => note === 'наш')
    expect(old).toHaveLength(many)
    expect(new Set(found.map(({ codeId }) => codeId)).size).toBe(found.length)
    const instants = found.map(({ issuedAt }) => issuedAt)
    expect(instants).toEqual(instants.toSorted().toReversed())
  }, 60_000)

  it('each state is a part of them: the parts have nothing in common and are all of them together', async () => {
    const search = 'portal9'
    const all = await walk({ search, limit: 100 })
    const parts = await Promise.all(codeStates.map((state) => walk({ state, search, limit: 100 })))

    for (const [index, part] of parts.entries()) {
      expect(part.length).toBeGreaterThan(0)
      expect(new Set(part.map((code) => code.state))).toEqual(new Set([codeStates[index]]))
    }
    const ids = parts.flat().map(({ codeId }) => codeId)
    expect(ids.toSorted()).toEqual(all.map(({ codeId }) => codeId).toSorted())
  }, 60_000)

  it('a page of them is read through the index, whatever comes before it', async () => {
    const deskId = await deskIdOf(owner)
    await sql`analyze support_codes`.execute(world.store.db)
    const { rows } = await sql<{ 'QUERY PLAN': string }>`
      explain select code_id from support_codes
       where desk_id = ${deskId} and (issued_at, code_id) < (timestamptz '2026-01-01 12:00', gen_random_uuid())
       order by issued_at desc, code_id desc limit 50`.execute(world.store.db)
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n')

    expect(plan).toContain('codes_of_desk')
    expect(plan).not.toContain('Sort')
  })

  it('no code of another desk is among them, however it is searched for', async () => {
    for (const search of ['чужой', '%', '_', String.raw`\ `]) {
      const { codes } = await world.call('listCodes', { search, limit: 100 }, owner)
      expect(codes.filter(({ note }) => note === 'чужой')).toEqual([])
    }
    expect((await world.call('listCodes', { search: 'чужой' }, bureau)).codes).not.toEqual([])
  })
})

describe('D1 a code is found by', () => {
  it.each([
    ['its last group', (code: CodeView) => code.lastGroup.toLowerCase()],
    ['its portal', () => 'ROMASHKA.bit'],
    ['its note', () => 'договор 4'],
    ['who issued it', () => 'лаптев'],
  ])('%s', async (_what, search) => {
    const named = { ...terms, portal: 'https://romashka.bitrix24.ru/stream/', note: 'Договор 42' }
    const { view } = await world.call('issueCode', named, owner)

    const { codes } = await world.call('listCodes', { search: search(view) }, owner)

    expect(codes.map(({ codeId }) => codeId)).toContain(view.codeId)
    expect(view.portal).toBe('romashka.bitrix24.ru')
  })

  it('the portal that has connected with it', async () => {
    const { codeId } = await connect(world, bureau, owner)

    const { codes } = await world.call('listCodes', { search: world.sandbox.portals.client.domain }, owner)

    expect(codes.map((code) => code.codeId)).toEqual([codeId])
  })
})

describe('D1 the life of a code is its desk’s alone', () => {
  it('with who issued it, who used it in which portal, and who revoked it', async () => {
    const { stateToken, connection } = await world.call('readSupport', {}, bureau)
    if (connection !== null) await world.call('returnToStandard', { stateToken }, bureau)
    await world.store.db.deleteFrom('activation_attempts').execute()
    const { codeId } = await connect(world, bureau, owner)
    await world.call('revokeCode', { codeId }, owner)

    const { moments } = await world.call('readCodeLife', { codeId }, owner)

    expect(moments).toMatchObject([
      { type: 'issued', by: 'Виктор Лаптев' },
      { type: 'used', by: expect.any(String), clientName: null, portalName: world.sandbox.portals.client.domain },
      { type: 'usedUp' },
      { type: 'revoked', by: 'Виктор Лаптев' },
    ])
    expect(await world.ask('readCodeLife', { codeId }, bureau)).toMatchObject({ code: 'not_found' })
  })
})
