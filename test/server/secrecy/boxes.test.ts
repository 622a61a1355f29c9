import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accessKinds, fieldsOf } from '#contract/tickets/access.types.ts'
import type { RouteInput } from '#contract/routes.ts'
import { startFakeSmtp, type FakeSmtp } from '#test/support/fakeSmtp.ts'
import { paceByHand } from '#test/support/paceByHand.ts'
import { newId } from '#test/support/world.ts'
import { goodInputs, routeNames } from '../goodInputs.ts'
import { openTicket, startSituation, type Role, type Situation } from '../situation.ts'
import { openClientSide, type ClientSide } from './clientSide.ts'
import { numbersFrom } from './deskStory.ts'
import { filesIn } from './filesIn.ts'
import { findSecrets, type Given } from './findSecrets.ts'

let situation: Situation
let smtp: FakeSmtp
let people: ClientSide[]
const watchers: readonly Role[] = ['admin', 'integrator', 'owner', 'lead', 'rivalAdmin', 'bureauOwner']
beforeAll(async () => {
  smtp = await startFakeSmtp()
  const further = { OPORA_SMTP_URL: smtp.url, OPORA_MAIL_FROM: 'support@opora.example', OPORA_LOG_LEVEL: 'debug' }
  situation = await startSituation({ byHand: paceByHand(), further })
  const { world, tokens } = situation
  await run(`insert into mail_addresses (member_id, user_id, source, address, at)
             select member_id, user_id, 'typed', 'u' || user_id || '@firm.example', seen_at from people`)
  people = await Promise.all(watchers.map((role) => openClientSide(world, role, tokens[role])))
}, 120_000)
afterAll(async () => {
  await Promise.all(people.map((person) => person.close()))
  await situation.world.stop(/./)
  await smtp.close()
})

const run = (statement: string) => sql.raw(statement).execute(situation.world.store.db)

async function turn(): Promise<void> {
  for (let time = 0; time < 2; time += 1) {
    await situation.world.turn()
    await run(`update notices_due set due_at = due_at - interval '1 minute'`)
    await run(`update mail_lines set due_at = due_at - interval '1 day' where taken_at is null`)
  }
}

/** Every row of every table as text, and what bytes lie in it as they are. */
async function tables(): Promise<Given[]> {
  const { rows } = await sql<{ name: string }>`
    select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname in ('public', 'graphile_worker')`.execute(situation.world.store.db)
  const given: Given[] = []
  for (const { name } of rows) {
    const { rows: found } = await sql
      .raw<{ row: string }>(`select t::text as row from ${name} t`)
      .execute(situation.world.store.db)
    for (const { row } of found) given.push({ where: name, bytes: Buffer.from(row) })
  }
  const { rows: sealed } = await sql<{ content: Buffer }>`
    select content from access_boxes where content is not null`.execute(situation.world.store.db)
  return [...given, ...sealed.map(({ content }) => ({ where: 'content', bytes: content }))]
}

function outside(): Given[] {
  const calls = ['firm', 'partner', 'rival', 'bureau'].flatMap((portal) =>
    ['im.notify.system.add', 'im.notify', 'im.notify.personal.add'].flatMap((method) =>
      situation.world.sandbox
        .requests(portal, method)
        .map(({ params }) => ({ where: `${portal}, ${method}`, bytes: Buffer.from(JSON.stringify(params)) })),
    ),
  )
  return [...calls, ...smtp.mails.map(({ raw, to }) => ({ where: `a letter to ${to}`, bytes: Buffer.from(raw) }))]
}

const letters = 'bcdfghjkmnpqrstvwxzбвгджзклмнпрстфхцчшщ'
const inADay = () => new Date(Date.now() + 80_000_000).toISOString()
/** After these the person is told less, or nothing. */
const ending: ReadonlySet<string> = new Set([
  'closeSession',
  'forgetMailAddress',
  'typeMailAddress',
  'saveNotifications',
])

/** Boxes of every kind, given, looked into, refused, twice, damaged, and ended in every way; what is in them are the secrets. */
function makeBoxStory(seed: number) {
  const { world, tokens } = situation
  const next = numbersFrom(seed)
  const secrets: string[] = []
  const tickets: string[] = []
  const word = () => Array.from({ length: 16 }, () => letters[Math.floor(next() * letters.length)] ?? '').join('')

  function contentFor(kind: (typeof accessKinds)[number]): Record<string, string> {
    return Object.fromEntries(
      fieldsOf(kind).map((field) => {
        const secret = word()
        secrets.push(secret)
        return [field, secret]
      }),
    )
  }

  return {
    secrets,
    tickets,
    async one(): Promise<void> {
      const { ticketId } = await openTicket(world, tokens.admin, 'Не работает обмен')
      tickets.push(ticketId)
      await world.call('takeTicket', { ticketId }, tokens.agent)
      for (const kind of accessKinds) {
        const box = { ticketId, accessId: newId() }
        const tool = kind === 'remote' ? { tool: 'anydesk' as const } : {}
        const until = inADay()
        const given: RouteInput<'giveBox'> = { ...box, until, content: contentFor(kind), ...tool }
        // Before anything was asked, damaged, and by whoever may not: none of it is kept anywhere either.
        await world.ask('giveBox', given, tokens.admin)
        await world.ask('giveBox', { ...given, until: 'x' }, tokens.admin)
        await world.ask('giveBox', given, tokens.integrator)
        await world.call('askAccess', { ...box, kind, purpose: 'Посмотреть', until }, tokens.agent)
        await world.call('giveBox', given, tokens.admin)
        await world.ask('giveBox', { ...given, content: contentFor(kind) }, tokens.admin)
        await world.call('lookIntoBox', box, tokens.agent)
        if (kind === 'remote') await world.call('startRemoteSession', { ...box, sessionId: newId() }, tokens.agent)
        if (next() < 0.3) await world.call('endBox', box, tokens.admin)
      }
    },
  }
}

async function everythingThatLeft(story: ReturnType<typeof makeBoxStory>): Promise<Given[]> {
  for (const person of people) {
    for (const ticketId of story.tickets) {
      for (const name of ['readTicket', 'readEvents', 'readSla'] as const) await person.ask(name, { ticketId })
    }
    for (const word of story.secrets.slice(-2))
      await person.ask('listTickets', { filter: 'all', search: word.slice(0, 9) })
    for (const name of routeNames) if (!ending.has(name)) await person.ask(name, goodInputs[name].input(situation))
  }
  await turn()
  const { world } = situation
  return [
    ...people.flatMap(({ given }) => given),
    ...outside(),
    ...(await tables()),
    ...(await filesIn(world.dataDir)),
    ...(await filesIn(world.keysDir)),
    { where: 'the log', bytes: Buffer.from(world.logText()) },
  ]
}

describe('T9 what lies in a box stands nowhere else', () => {
  it.each([20_261_130, 9])(
    'story %d',
    async (seed) => {
      const story = makeBoxStory(seed)
      for (let time = 0; time < 2; time += 1) {
        await story.one()
        for (const person of people) for (const ticketId of story.tickets) person.watch(ticketId)
        await turn()
      }
      const [first = '', second = ''] = story.tickets
      await situation.world.call('withdrawTicket', { ticketId: first }, situation.tokens.admin)
      await situation.world.call(
        'resolveTicket',
        { ticketId: second, messageId: newId(), text: 'Готово' },
        situation.tokens.agent,
      )

      const left = await everythingThatLeft(story)
      expect(story.secrets.length).toBeGreaterThan(80)
      expect(left.some(({ where }) => where.startsWith('a letter to'))).toBe(true)
      expect(left.some(({ where }) => where === 'the log')).toBe(true)
      expect(await findSecrets(left, story.secrets)).toEqual([])
    },
    240_000,
  )

  it('control: what is said instead of given is found in tables, frames, letters and answers', async () => {
    const { world, tokens } = situation
    const { ticketId } = await openTicket(world, tokens.admin, 'Не открывается')
    const word = 'зызызызызызыз'
    for (const person of people) person.watch(ticketId)
    const purpose = {
      ticketId,
      accessId: newId(),
      kind: 'ssh' as const,
      purpose: word,
      until: inADay(),
    }
    await world.call('askAccess', purpose, tokens.agent)
    await world.call('sendMessage', { ticketId, messageId: newId(), text: word }, tokens.agent)
    await turn()
    for (const person of people) await person.ask('readTicket', { ticketId })
    const found = await findSecrets(
      [...people.flatMap(({ given }) => given), ...outside(), ...(await tables())],
      [word],
    )
    for (const place of [/readTicket/, /a frame/, /public\.access_boxes/, /public\.messages/])
      expect(found).toContainEqual(expect.stringMatching(place))
  }, 60_000)

  it('control: what an unsealed row or a log would hold is found there', async () => {
    const { world, tokens } = situation
    const word = 'жыжыжыжыжыжыж'
    const { ticketId } = await openTicket(world, tokens.admin, 'Не печатает')
    const accessId = newId()
    const given = { kind: 'other', purpose: 'x', until: inADay(), content: { note: 'x' } } as const
    await world.call('offerBox', { ticketId, accessId, ...given }, tokens.admin)
    await sql`update access_boxes set content = ${Buffer.from(word)} where access_id = ${accessId}`.execute(
      world.store.db,
    )
    const found = await findSecrets([...(await tables()), { where: 'the log', bytes: Buffer.from(word) }], [word])
    expect(found).toContainEqual(expect.stringMatching(/^content/))
    expect(found).toContainEqual(expect.stringMatching(/^the log/))
  })
})
