import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RouteInput } from '#contract/routes.ts'
import { saasSupport } from '#server/regulations/presets/saasSupport.ts'
import { letterJobs } from '#server/tickets/letters/letterDue.jobs.ts'
import { addJob } from '#server/platform/jobs/jobs.ts'
import { makeTransaction } from '#server/platform/db/unitOfWork.ts'
import { paceByHand } from '#test/support/paceByHand.ts'
import { connectedUnderNewest } from '#test/support/onNewest.ts'
import { newId } from '#test/support/world.ts'
import { startScene, type Scene } from '../scene.ts'

let scene: Scene
let memberId: string
let deskId: string
beforeAll(async () => {
  const always = saasSupport.calendars['always'] ?? expect.unreachable('no calendar')
  scene = await startScene(paceByHand(), {
    ...saasSupport,
    calendars: { ...saasSupport.calendars, office: always },
    feedback: { ...saasSupport.feedback, answerWithin: { minutes: 120, calendar: 'office' } },
  })
  await connectedUnderNewest(scene.world.store.db)
  memberId = (await scene.actorOf(scene.admin)).memberId
  deskId = (await scene.actorOf(scene.owner)).desk?.deskId ?? ''
}, 60_000)
afterAll(() => scene.world.stop())

type Written = Partial<RouteInput<'writeLetter'>>
const write = (changes: Written = {}, token = scene.admin) =>
  scene.world.ask(
    'writeLetter',
    { letterId: newId(), messageId: newId(), kind: 'urgent', text: 'Ускорьте, пожалуйста', ...changes },
    token,
  )
async function letter(changes: Written = {}): Promise<string> {
  const letterId = newId()
  await write({ letterId, ...changes })
  return letterId
}
const read = (letterId: string, token: string) => scene.world.ask('readLetter', { letterId }, token)
const reply = (letterId: string, token: string, text = 'Разбираемся') =>
  scene.world.ask('sendLetterMessage', { letterId, messageId: newId(), text }, token)
const waiting = async (token = scene.owner) => (await scene.world.call('listLetters', {}, token)).letters
const bell = (portal: string, letterId: string) =>
  scene.world.sandbox.notifications(portal).filter(({ tag }) => tag === `OPORA|LETTER|${letterId}`)

describe('T11 a letter to the head of support', () => {
  it('is written without a ticket or about one, promised an answer, and read by those who lead alone', async () => {
    const { ticketId } = await scene.ticket()
    const about = await letter({ ticketId })
    const plain = await write({}, scene.integrator)
    const own = await scene.world.call('listOwnLetters', {}, scene.integrator)
    const forOwner = await read(about, scene.owner)

    expect(plain).toMatchObject({ ok: true, body: { side: 'client', canWrite: true, letter: { status: 'waiting' } } })
    expect(own.terms?.dueAt).not.toBeNull()
    expect(own.letters.map(({ letterId }) => letterId)).toContain(about)
    expect(forOwner).toMatchObject({
      ok: true,
      body: { side: 'desk', letter: { ticket: { ticketId }, isOverdue: false } },
    })
    expect(await read(about, scene.agent)).toMatchObject({ code: 'not_found' })
    expect(await reply(about, scene.agent)).toMatchObject({ code: 'not_found' })
    expect(await waiting(scene.agent)).toEqual([])
    expect(await read(about, await scene.world.enter('standard', 1))).toMatchObject({ code: 'not_found' })
  })

  it('is one thread: the head answers, the client writes again and waits anew', async () => {
    const letterId = await letter()
    const answer = await reply(letterId, scene.owner)
    const isWaiting = (await waiting()).some((one) => one.letterId === letterId)
    await reply(letterId, scene.integrator, 'Ещё одно')
    const again = await read(letterId, scene.owner)

    expect(answer).toMatchObject({ ok: true, body: { letter: { status: 'answered', dueAt: null } } })
    expect(isWaiting).toBe(false)
    expect(again).toMatchObject({
      ok: true,
      body: { letter: { status: 'waiting' }, messages: [{ side: 'client' }, { side: 'desk' }, { side: 'client' }] },
    })
  })

  it('sent twice, also at once, is one; another’s words under its id are refused', async () => {
    const ids = { letterId: newId(), messageId: newId() }
    const both = await Promise.all([write(ids), write(ids)])
    const messageId = newId()
    const answer = { letterId: ids.letterId, messageId, text: 'Ответ' }
    const answers = await Promise.all([
      scene.world.ask('sendLetterMessage', answer, scene.owner),
      scene.world.ask('sendLetterMessage', answer, scene.owner),
    ])
    const found = await read(ids.letterId, scene.owner)

    expect(both.some(({ ok }) => ok)).toBe(true)
    expect(await write(ids)).toMatchObject({ ok: true })
    expect(await write({ ...ids, text: 'Другое' })).toMatchObject({ code: 'message_id_reused' })
    expect(answers.map(({ ok }) => ok)).toEqual([true, true])
    expect(found.ok && found.body.messages.map(({ text }) => text)).toEqual(['Ускорьте, пожалуйста', 'Ответ'])
  })

  it('feedback is promised nothing and is confirmed read; an urgent one needs an answer', async () => {
    const feedback = await letter({ kind: 'feedback', text: 'Спасибо команде' })
    const urgent = await letter()
    const confirm = (letterId: string) => scene.world.ask('confirmLetter', { letterId }, scene.owner)
    const before = await read(feedback, scene.owner)
    const confirmed = await confirm(feedback)

    expect(before).toMatchObject({ body: { canConfirm: true, letter: { dueAt: null } } })
    expect(confirmed).toMatchObject({ ok: true, body: { letter: { status: 'read' }, canConfirm: false } })
    expect(await confirm(feedback)).toMatchObject({ ok: true })
    expect(await confirm(urgent)).toMatchObject({ code: 'letter_needs_answer' })
    expect(await scene.world.ask('confirmLetter', { letterId: urgent }, scene.agent)).toMatchObject({
      code: 'not_found',
    })
  })

  it('about a ticket of another’s, or to a manager that is not there, is refused', async () => {
    expect(await write({ ticketId: newId() })).toMatchObject({ code: 'not_found' })
    expect(await write({ toManager: true })).toMatchObject({ code: 'person_unknown' })
  })

  it('those that wait stand with the most overdue first, page by page, and are counted', async () => {
    const [late, later] = [await letter(), await letter()]
    const overdue = (id: string, hours: number) =>
      sql`update letters set due_at = due_at - ${hours} * interval '1 hour' where letter_id = ${id}`.execute(
        scene.world.store.db,
      )
    await overdue(late, 9)
    await overdue(later, 5)
    const first = await scene.world.call('listLetters', { limit: 1 }, scene.owner)
    const second = await scene.world.call('listLetters', { limit: 1, cursor: first.nextCursor ?? '' }, scene.owner)
    const count = await scene.world.call('readWaitingLetters', {}, scene.owner)

    expect([...first.letters, ...second.letters].map(({ letterId }) => letterId)).toEqual([late, later])
    expect(first.letters[0]?.isOverdue).toBe(true)
    expect(count).toMatchObject({ waiting: (await waiting()).length, overdue: 2 })
    expect(await scene.world.call('readWaitingLetters', {}, scene.agent)).toEqual({ waiting: 0, overdue: 0 })
  })

  it('D5 the owner’s log says that it was answered, without a word of it', async () => {
    const letterId = await letter({ text: 'секрет-клиента' })
    await reply(letterId, scene.owner, 'секрет-руководителя')
    const { entries } = await scene.world.call('listAudit', { kinds: ['tickets'] }, scene.owner)
    const { rows } = await sql<{ payload: string }>`
      select payload::text as payload from journal where type like 'letter.%'`.execute(scene.world.store.db)

    expect(entries[0]).toMatchObject({ type: 'letter.answered' })
    expect(JSON.stringify([entries, rows])).not.toContain('секрет')
  })
})

describe('T11 who is told of letters', () => {
  it('the lead of a new one, the client of an answer, without their words', async () => {
    const letterId = await letter({ text: 'тайное слово' })
    await scene.world.turn()
    const toLead = bell('partner', letterId)
    await reply(letterId, scene.owner, 'тайный ответ')
    await scene.world.turn()
    const toClient = bell('client', letterId)

    expect(toLead.map(({ userId }) => userId)).toEqual([1])
    expect(toLead[0]?.message).toMatch(/срочное письмо, ответ обещан до/)
    expect(toClient.map(({ userId }) => userId)).toEqual([1, 3])
    expect(JSON.stringify([toLead, toClient])).not.toMatch(/тайн/)
  })

  it('of a late one those who lead and later the owner, each once, however often the job runs', async () => {
    const letterId = await letter()
    const { db } = scene.world.store
    const jobsAt = (at: Date) =>
      letterJobs({
        transaction: makeTransaction(db, () => {}),
        answering: { serves: async () => true },
        addJob: (unit, task, payload, options) => addJob({ ...unit, at }, task, payload, options),
      })
    const past = (column: 'due_at' | 'owner_due_at') =>
      sql`update letters set ${sql.ref(column)} = ${new Date(Date.now() - 1000)} where letter_id = ${letterId}`.execute(
        db,
      )
    const late = async () => {
      const { rows } = await sql<{ who: string }>`
        select payload ->> 'who' as who from journal where type = 'letter.late' and payload ->> 'letterId' = ${letterId}
         order by entry_id`.execute(db)
      return rows.map(({ who }) => who)
    }
    const run = () => jobsAt(new Date()).letterDue.run({ letterId })
    await run()
    const early = await late()
    await past('due_at')
    await Promise.all([run(), run()])
    const once = await late()
    await past('owner_due_at')
    await run()
    await run()

    expect(early).toEqual([])
    expect(once).toEqual(['lead'])
    expect(await late()).toEqual(['lead', 'owner'])
  })

  it('the job waits in the database for the promised instant, so that a restart forgets nothing', async () => {
    const letterId = await letter()
    const { rows } = await sql<{ at: Date; due: Date }>`
      select j.run_at as at, l.due_at as due from graphile_worker.jobs j, letters l
       where j.key = ${`letter ${letterId}`} and l.letter_id = ${letterId}`.execute(scene.world.store.db)

    expect(rows).toHaveLength(1)
    expect(rows[0]?.at).toEqual(rows[0]?.due)
  })
})

describe('D8 the personal manager', () => {
  const set = (userId: number | null, token = scene.owner) => scene.world.ask('setManager', { memberId, userId }, token)

  it('is set by those who lead among the desk’s people, and both sides see it', async () => {
    const made = await set(3)
    const again = await set(3)
    const support = await scene.world.call('readSupport', {}, scene.integrator)
    const { entries } = await scene.world.call('listAudit', { kinds: ['connections'] }, scene.owner)

    expect(made).toMatchObject({ ok: true, body: { manager: { userId: 3 } } })
    expect(again).toMatchObject({ ok: true })
    expect(support.manager).toMatchObject({ userId: 3 })
    expect(entries.filter(({ type }) => type === 'client.managerSet')).toHaveLength(1)
    expect(await scene.world.call('readManager', { memberId }, scene.agent)).toMatchObject({ manager: { userId: 3 } })
    expect(await set(1, scene.agent)).toMatchObject({ code: 'lead_only' })
    expect(await set(99)).toMatchObject({ code: 'person_unknown' })
    expect(await scene.world.ask('setManager', { memberId: 'nobodyhere', userId: 3 }, scene.owner)).toMatchObject({
      code: 'not_found',
    })
  })

  it('reads what is written to them, and answers; other agents do not', async () => {
    await set(3)
    const letterId = await letter({ toManager: true })
    await scene.world.turn()
    const told = bell('partner', letterId).map(({ userId }) => userId)
    const byAgent = await reply(letterId, scene.agent)

    expect(told.toSorted((one, other) => one - other)).toEqual([1, 3])
    expect((await waiting()).some((one) => one.letterId === letterId)).toBe(false)
    expect(byAgent).toMatchObject({ ok: true, body: { letter: { status: 'answered', addressee: { userId: 3 } } } })
  })

  it('is nobody any more once they have left the desk, or were taken back; two at once leave one', async () => {
    await Promise.all([set(1), set(3)])
    const { rows } = await sql<{ count: number }>`
      select count(*)::int as count from client_managers where desk_id = ${deskId} and member_id = ${memberId}`.execute(
      scene.world.store.db,
    )
    await set(3)
    await scene.world.call('setStaff', { userId: 3, role: null }, scene.owner)
    const left = await scene.world.call('readSupport', {}, scene.admin)
    await scene.world.call('setStaff', { userId: 3, role: 'agent' }, scene.owner)
    await set(null)

    expect(rows).toEqual([{ count: 1 }])
    expect(left.manager).toBeUndefined()
    expect((await scene.world.call('readSupport', {}, scene.admin)).manager).toBeUndefined()
  })
})

describe('E3 a client that has another desk now', () => {
  it('reads its letters, and neither side goes on; those that wait may be put away', async () => {
    const letterId = await letter()
    const { stateToken } = await scene.world.call('readSupport', {}, scene.admin)
    await scene.world.call('returnToStandard', { stateToken }, scene.admin)
    const forClient = await read(letterId, scene.admin)

    expect(forClient).toMatchObject({ ok: true, body: { canWrite: false } })
    expect(await reply(letterId, scene.admin)).toMatchObject({ code: 'letter_closed' })
    expect(await reply(letterId, scene.owner)).toMatchObject({ code: 'letter_closed' })
    expect(await scene.world.ask('confirmLetter', { letterId }, scene.owner)).toMatchObject({
      ok: true,
      body: { letter: { status: 'read' } },
    })
    // The next one goes to the desk that answers now.
    expect(await write()).toMatchObject({
      ok: true,
      body: { letter: { deskName: expect.not.stringContaining('Партнёр') } },
    })
  })
})
