import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { factTextsOf, nameOf, sentenceOf } from '#contract/audit/texts.ts'
import type { AuditEntry, AuditPage } from '#contract/audit/types.ts'
import type { RouteInput } from '#contract/routes.ts'
import { now } from '#server/platform/clock.ts'
import { openTicket, connect } from '../situation.ts'
import { cloneDatabase } from '#test/support/database.ts'
import { paceByHand } from '#test/support/paceByHand.ts'
import { appendStored } from '#test/support/storedEntries.ts'
import { startWorld, type World } from '#test/support/world.ts'

let world: World
let owner: string
let admin: string
let deskId: string
beforeAll(async () => {
  // By hand, and never turned: the last case appends what no reaction of this release can read.
  world = await startWorld(cloneDatabase, paceByHand())
  await world.install('standard', 'desk', 'standard')
  owner = await world.install('partner', 'desk')
  admin = await world.install('client', 'client')
  deskId = (await world.call('readDesk', {}, owner)).deskId
}, 60_000)
afterAll(() => world.stop())

type Filter = Omit<RouteInput<'listAudit'>, 'limit' | 'cursor'>
const list = async (filter: Filter = {}, token = owner) => (await world.call('listAudit', filter, token)).entries
const said = (entry: AuditEntry) =>
  sentenceOf(entry, 'ru', factTextsOf(entry, 'ru', { instant: (at) => at, plans: [] }))
const sentences = async (filter: Filter = {}) => (await list(filter)).map(said)
const memberIdOf = (portal: string) => world.sandbox.portals[portal]?.memberId ?? ''
const domainOf = (portal: string) => new URL(world.sandbox.portals[portal]?.origin ?? '').host

describe('D5 every act is told with who, when and from where', () => {
  it('what the owner does with codes and people, and the client with the connection, in the order of doing', async () => {
    await world.call('setStaff', { userId: 2, role: 'lead' }, owner)
    await world.call('setStaff', { userId: 2, role: 'agent' }, owner)
    await world.call('setStaff', { userId: 2, role: null }, owner)
    const standard = await openTicket(world, admin, 'запрется')
    await connect(world, admin, owner)
    const { view } = await world.call(
      'issueCode',
      { portal: 'other.example', maxUses: 1, expiresInDays: 1, clientStatus: 1, note: '' },
      owner,
    )
    await world.call('revokeCode', { codeId: view.codeId }, owner)
    const { stateToken } = await world.call('readSupport', {}, admin)
    await world.call('returnToStandard', { stateToken }, admin)

    const [code] = (await world.call('listCodes', {}, owner)).codes.toReversed()
    const group = `…-${code?.lastGroup}`
    const portal = domainOf('client')
    const told = (await sentences()).toReversed()
    expect(told).toEqual([
      expect.stringContaining('Открыта служба поддержки'),
      expect.stringMatching(/^Добавлен сотрудник .+: руководитель$/),
      expect.stringMatching(/^Сменилась роль сотрудника .+: руководитель → специалист$/),
      expect.stringMatching(/^Сотрудник .+ убран из службы$/),
      `Выпущен код ${group}`,
      `Портал ${portal} подключён по коду ${group}`,
      `Выпущен код …-${view.lastGroup} для портала other.example`,
      `Отозван код …-${view.lastGroup}`,
      `Подключение портала ${portal} завершено: клиент вернулся к стандартной поддержке`,
    ])
    expect(standard.ticketId).toBeTruthy()
  })

  it('who, with the portal of those who are not the desk’s own, and the address', async () => {
    const [made] = await list({ kinds: ['connections'], search: domainOf('client') })
    const [opened] = (await list()).toReversed()

    expect(made).toMatchObject({
      by: { side: 'client', portalName: domainOf('client') },
      address: '127.0.0.1',
      portalName: domainOf('client'),
    })
    expect(opened).toMatchObject({
      by: { side: 'desk', name: 'Виктор Лаптев', portalName: null },
      address: '127.0.0.1',
    })
  })

  it('an installer that renames the desk, and one that becomes its owner because there was none', async () => {
    await world.call('install', { choice: 'desk', deskName: 'Другое имя' }, owner)

    expect((await sentences())[0]).toMatch(/^Служба переименована: «.+» → «Другое имя»$/)
  })

  it('tickets that one switch locks are one act, with their numbers', async () => {
    const standardOwner = await world.enter('standard', 1)
    await openTicket(world, admin, 'второе')
    await openTicket(world, admin, 'третье')
    await connect(world, admin, owner)
    const locked = (await list({ kinds: ['tickets'] }, standardOwner))[0]
    const listed = await world.call('listQueue', { filter: 'all', order: 'newest' }, standardOwner)

    expect(locked && said(locked)).toContain('закрыты для изменений, всего: 3')
    const numbers = locked?.facts.find(({ name }) => name === 'numbers')?.value.split(', ')
    expect(numbers?.toSorted()).toEqual(listed.tickets.map(({ number }) => number).toSorted())
  })

  it('what is said in tickets, and how they move, is not in it', async () => {
    const { ticketId } = await openTicket(world, admin, 'слово')
    await world.call('takeTicket', { ticketId }, owner)
    const types = new Set((await list()).map(({ type }) => type))

    expect([...types].filter((type) => /^(message|ticket)\./.test(type))).toEqual([])
  })
})

describe('D8 the log calls a client as every page does', () => {
  it('by its name, with the address beside it, in sentences, filters and by search; without one by the address', async () => {
    const [memberId, domain] = [memberIdOf('client'), domainOf('client')]
    await world.call('nameClient', { memberId, name: 'Ромашка' }, owner)

    const found = await list({ kinds: ['connections'], search: 'ромашка' })
    const made = found.find(({ type }) => type === 'connection.made')
    const { people, portals } = await world.call('readAuditChoices', {}, owner)
    const { text } = await world.call('exportAudit', { filter: { kinds: ['connections'] }, language: 'ru' }, owner)
    await world.call('nameClient', { memberId, name: null }, owner)
    const [unnamed] = await list({ kinds: ['connections'], search: domain })

    expect(made).toMatchObject({ portalName: domain, clientName: 'Ромашка', by: { clientName: 'Ромашка' } })
    expect(made && said(made)).toContain(`Ромашка (${domain})`)
    expect(people).toContainEqual(expect.objectContaining({ memberId, portalName: domain, clientName: 'Ромашка' }))
    expect(people.find((one) => one.memberId === memberIdOf('partner'))).toMatchObject({ clientName: null })
    expect(portals).toContainEqual({ memberId, portalName: domain, clientName: 'Ромашка' })
    expect(text).toContain(`"Ромашка (${domain})"`)
    expect(unnamed && said(unnamed)).not.toContain('Ромашка')
  })
})

describe('D5 the owner finds an act', () => {
  it('by what it is about, by person, by portal and by words, also by several at once', async () => {
    const client = memberIdOf('client')
    const byKind = await list({ kinds: ['codes', 'staff'] })
    const byPerson = await list({ person: { memberId: client, userId: 1 } })
    const byPortal = await list({ portal: client })
    const bySomeone = await list({ search: 'other.example' })
    const both = await list({ portal: client, kinds: ['codes'] })

    expect(new Set(byKind.map(({ kind }) => kind))).toEqual(new Set(['codes', 'staff']))
    expect(byPerson.length).toBeGreaterThan(1)
    expect(byPerson.every(({ by }) => by.portalName === domainOf('client'))).toBe(true)
    expect(byPortal.every(({ portalName }) => portalName === domainOf('client'))).toBe(true)
    expect(bySomeone.map(({ type }) => type)).toEqual(['code.revoked', 'code.issued'])
    expect(both).toEqual([])
  })

  it.each(['%', '_', '\\', `' or true --`])('%s is looked for as it stands', async (search) => {
    expect(await list({ search })).toEqual([])
  })

  it('by days: from the first instant on, up to the last one', async () => {
    const at = new Date('2026-03-01T00:00:00Z')
    await Promise.all([-1, 0, 1].map((seconds) => tellAct({ at: new Date(at.getTime() + seconds * 1000) })))
    const from = (await list({ from: at.toISOString(), until: '2026-03-02T00:00:00Z' })).map((entry) => entry.at)
    const until = (await list({ until: at.toISOString() })).map((entry) => entry.at)

    expect(from).toEqual(['2026-03-01T00:00:01.000Z', '2026-03-01T00:00:00.000Z'])
    expect(until).toEqual(['2026-02-28T23:59:59.000Z'])
  })

  it('the filters offer the people and portals that are there, and nobody else', async () => {
    const { people, portals } = await world.call('readAuditChoices', {}, owner)

    expect(people.map(({ name, portalName }) => [name, portalName])).toContainEqual(['Виктор Лаптев', null])
    expect(people.filter(({ memberId }) => ![memberIdOf('client'), memberIdOf('partner')].includes(memberId))).toEqual(
      [],
    )
    expect(portals.map(({ portalName }) => portalName).toSorted()).toEqual(
      [domainOf('client'), domainOf('partner')].toSorted(),
    )
  })

  it('an act that this release does not know is shown all the same', async () => {
    await tellAct({ type: 'future.done', name: 'something' })
    const [entry] = await list({ kinds: ['other'] })

    expect(entry && said(entry)).toBe('Действие future.done')
    expect(JSON.stringify(entry)).not.toContain('something')
  })
})

describe('D5 a long journal is read page by page', () => {
  const many = 230

  it('without a hole and without a repetition, while new acts are told, also several at one instant', async () => {
    const at = new Date('2026-04-01T00:00:00Z')
    for (let i = 0; i < many; i++)
      await tellAct({ at: new Date(at.getTime() + Math.floor(i / 3) * 1000), name: `n${i}` })
    const until = '2026-04-02T00:00:00Z'
    const seen: AuditEntry[] = []
    let cursor: string | null = null
    do {
      const page: AuditPage = await world.call(
        'listAudit',
        { from: at.toISOString(), until, limit: 40, ...(cursor !== null && { cursor }) },
        owner,
      )
      seen.push(...page.entries)
      cursor = page.nextCursor
      await tellAct({ at: new Date('2026-04-01T12:00:00Z'), name: 'newer' })
    } while (cursor !== null)

    expect(seen).toHaveLength(many)
    expect(new Set(seen.map(({ entryId }) => entryId)).size).toBe(many)
    expect(seen.map((entry) => entry.at)).toEqual(
      seen
        .map((entry) => entry.at)
        .toSorted()
        .toReversed(),
    )
  })

  it('through the index, however many acts there are', async () => {
    const { rows } = await sql<{ 'QUERY PLAN': string }>`
      explain select 1 from journal j
       where j.desk_id = ${deskId} and j.ticket_id is null
         and (j.at, j.entry_id) < (${now()}::timestamptz, 1) order by j.at desc, j.entry_id desc limit 50`.execute(
      world.store.db,
    )
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n')

    expect(plan).not.toContain('Sort')
    expect(plan).toContain('journal_of_desk')
  })

  it.each(['1_', 'x_1', '1_2_3', '9999999999999999_1'])('%s is no cursor', async (cursor) => {
    expect(await world.ask('listAudit', { cursor }, owner)).toMatchObject({ ok: false, code: 'invalid_input' })
  })
})

it('D5 no desk sees what another one did', async () => {
  const standardOwner = await world.enter('standard', 1)
  const theirs = await list({}, standardOwner)
  const ours = new Set((await list()).map(({ entryId }) => entryId))

  expect(theirs.length).toBeGreaterThan(0)
  expect(theirs.filter(({ entryId }) => ours.has(entryId))).toEqual([])
  expect(JSON.stringify(theirs)).not.toContain(domainOf('partner'))
})

it('what happens by itself has no person and comes from nowhere', async () => {
  await tellAct({ type: 'connection.ended', at: new Date('2026-05-01T00:00:00Z'), bySystem: true })
  const [entry] = await list({ from: '2026-05-01T00:00:00Z', until: '2026-05-02T00:00:00Z' })

  expect(entry && nameOf(entry, 'en')).toBe('The system')
  expect(entry?.address).toBeNull()
})

async function tellAct(act: { type?: string; at?: Date; name?: string; bySystem?: true }): Promise<void> {
  const memberId = memberIdOf('partner')
  const actor = act.bySystem
    ? ({ side: 'system', memberId: null, userId: null, name: '', address: null } as const)
    : ({ side: 'desk', memberId, userId: 1, name: 'Виктор Лаптев', address: '10.0.0.1' } as const)
  await world.transaction(
    (unit) =>
      appendStored(unit, {
        type: act.type ?? 'desk.renamed',
        actor,
        memberId,
        deskId,
        payload: { from: 'было', to: act.name ?? 'стало' },
      }),
    act.at ?? now(),
  )
}
