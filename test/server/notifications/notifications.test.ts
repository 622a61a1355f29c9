import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { notificationReaction } from '#server/notifications/notifications.reactions.ts'
import { addJob } from '#server/platform/jobs/jobs.ts'
import { theSystem } from '#server/platform/actor.ts'
import type { JournalEntry } from '#server/platform/journal/journal.ts'
import { newId } from '#test/support/world.ts'
import { startScene, type Scene } from '../tickets/scene.ts'
import { jobsOf } from './jobs.ts'

let scene: Scene
let jobs: Awaited<ReturnType<typeof jobsOf>>
beforeAll(async () => {
  scene = await startScene()
  jobs = await jobsOf(scene)
}, 60_000)
afterAll(() => scene.world.stop())

const bell = (portal: string, ticketId: string) =>
  scene.world.sandbox.notifications(portal).filter(({ tag }) => tag === `OPORA|TICKET|${ticketId}`)
const toldAtClient = (ticketId: string) => bell('client', ticketId).map(({ userId }) => userId)
const toldAtDesk = (ticketId: string) => bell('partner', ticketId).map(({ userId }) => userId)
/** The job as it is when its time has come. */
const notice = async (ticketId: string) => jobs.noticeTicket.run({ ticketId })
const sentTo = (portal: string) =>
  scene.world.sandbox.requests(portal, 'im.notify.system.add').filter(({ status }) => status === 200).length

describe('D4 one notification for what was written in a ticket', () => {
  it('a burst of answers is one, with the number, the subject and a way in', async () => {
    const { ticketId } = await scene.ticket()
    for (let i = 0; i < 5; i++) await scene.send(ticketId, scene.agent)
    await notice(ticketId)

    const [told] = bell('client', ticketId)
    expect(toldAtClient(ticketId)).toEqual([1, 3])
    expect(told?.message).toMatch(/[A-Z]{2,5}-\d+ «Не приходят письма»/)
    expect(told?.message).toContain(`${encodeURIComponent('params[ticket]')}=${ticketId}`)
  })

  it('run twice, also at once, it is sent once', async () => {
    const { ticketId } = await scene.ticket()
    await scene.send(ticketId, scene.agent)
    await notice(ticketId)
    const calls = sentTo('client')
    await notice(ticketId)

    expect(sentTo('client')).toBe(calls)
  })

  it('a later answer replaces the earlier notification instead of standing beside it', async () => {
    const { ticketId } = await scene.ticket()
    for (let i = 0; i < 2; i++) {
      await scene.send(ticketId, scene.agent)
      await notice(ticketId)
    }

    expect(toldAtClient(ticketId)).toEqual([1, 3])
  })

  it('nobody is told what they have read meanwhile', async () => {
    const { ticketId } = await scene.ticket()
    const sent = await scene.send(ticketId, scene.agent)
    for (const reader of [scene.admin, scene.integrator]) {
      await scene.world.call('markRead', { ticketId, seq: sent.ok ? sent.body.seq : 0 }, reader)
    }
    await scene.world.call('markRead', { ticketId, seq: 3 }, scene.agent)
    await notice(ticketId)

    expect([...bell('client', ticketId), ...bell('partner', ticketId)]).toEqual([])
  })

  it('what one person has read is not read for the others, on either side', async () => {
    const { world } = scene
    const { ticketId } = await scene.ticket({ taken: false })
    await world.call('markRead', { ticketId, seq: 2 }, scene.owner)
    await notice(ticketId)
    expect(toldAtDesk(ticketId)).toEqual([3])

    const sent = await scene.send(ticketId, scene.agent)
    await world.call('markRead', { ticketId, seq: sent.ok ? sent.body.seq : 0 }, scene.admin)
    await notice(ticketId)
    expect(toldAtClient(ticketId)).toEqual([3])
  })

  it('what somebody of the desk has answered waits for none of the others', async () => {
    const { ticketId } = await scene.ticket({ taken: false })
    await scene.send(ticketId, scene.agent)
    await notice(ticketId)

    expect(toldAtDesk(ticketId)).toEqual([])
  })

  it('a contact is told that there is an answer, and nothing of what the ticket says', async () => {
    const { world, admin } = scene
    await world.call('namePerson', { userId: 4, as: 'contact' }, admin)
    const { ticketId } = await scene.ticket()
    await scene.send(ticketId, scene.agent)
    await notice(ticketId)
    await world.call('removeContact', { userId: 4 }, admin)

    const told = bell('client', ticketId).find(({ userId }) => userId === 4)
    expect(told?.message).toMatch(/^Поддержка ответила в обращении [A-Z]{2,5}-\d+\./)
    expect(told?.message).not.toContain('Не приходят письма')
    expect(told?.message).not.toContain('[url=')
  })

  it('T6 each change of a date is told to the whole client, a contact without what the ticket says', async () => {
    const { world, admin, agent } = scene
    await world.call('namePerson', { userId: 4, as: 'contact' }, admin)
    const { ticketId } = await scene.ticket()
    const dates = () =>
      world.sandbox
        .notifications('client')
        .filter(({ tag }) => tag === `OPORA|DATE|${ticketId}`)
        .toSorted((one, other) => one.userId - other.userId)
    const deferral = { messageId: newId(), text: 'У разработчиков', reason: 'development' }
    await world.call('deferTicket', { ticketId, ...deferral, until: '2031-03-05T09:00:00Z' }, agent)
    await world.call('moveDeferralDate', { ticketId, until: '2031-03-07T09:00:00Z' }, agent)
    const moved = { ticketId, to: '2031-03-07T09:00:00.000Z', notice: `date ${ticketId} 1` }
    await jobs.noticeDate.run(moved)
    await jobs.noticeDate.run(moved)
    await world.call('removeContact', { userId: 4 }, admin)

    expect(dates().map(({ userId }) => userId)).toEqual([1, 3, 4])
    expect(dates()[0]?.message).toMatch(
      /перенесла дату в обращении [A-Z]{2,5}-\d+ «Не приходят письма»\. Новая дата: 07\.03\.2031\. /,
    )
    expect(dates()[2]?.message).toMatch(
      /^Поддержка перенесла дату в обращении [A-Z]{2,5}-\d+\. Новая дата: 07\.03\.2031\.$/,
    )
  })

  it('P8 an admin who was not seen for a week is not told as one', async () => {
    const { world } = scene
    const people = () => world.store.db.updateTable('people').where('user_id', '=', 1)
    const { ticketId } = await scene.ticket()
    await scene.send(ticketId, scene.agent)
    await people()
      .set({ seen_at: new Date(Date.now() - 7 * 86_400_000) })
      .execute()
    await notice(ticketId)
    await people().set({ seen_at: new Date() }).execute()

    expect(toldAtClient(ticketId)).toEqual([3])
  })

  it('one whom the portal does not take holds up none of the others', async () => {
    const { ticketId } = await scene.ticket()
    await scene.send(ticketId, scene.agent)
    const failure = { method: 'im.notify.system.add', status: 400, error: 'USER_ID_EMPTY', times: 1 }
    scene.world.sandbox.inject.failure('client', failure)
    await expect(notice(ticketId)).rejects.toMatchObject({ code: expect.any(String) })
    expect(toldAtClient(ticketId)).toHaveLength(1)
    scene.world.sandbox.inject.clear()
    await notice(ticketId)

    expect(toldAtClient(ticketId).toSorted((one, other) => one - other)).toEqual([1, 3])
  })

  it('a note tells nobody', async () => {
    const { ticketId } = await scene.ticket()
    await scene.world.call('markRead', { ticketId, seq: 3 }, scene.agent)
    await scene.send(ticketId, scene.agent, { kind: 'note', text: 'заметка' })
    await notice(ticketId)

    expect([...bell('client', ticketId), ...bell('partner', ticketId)]).toEqual([])
  })

  it('a new ticket tells everybody at the desk, an assigned one its agent', async () => {
    const opened = await scene.ticket({ taken: false })
    await notice(opened.ticketId)
    expect(toldAtDesk(opened.ticketId)).toEqual([1, 3])

    const taken = await scene.ticket()
    await notice(taken.ticketId)
    expect(toldAtDesk(taken.ticketId)).toEqual([3])
  })

  it('whoever may not read the ticket any more hears nothing of it', async () => {
    const { world, admin, integrator } = scene
    const ticketId = newId()
    await world.call('openTicket', { ticketId, messageId: newId(), subject: 'тайна', text: 'текст' }, integrator)
    await world.call('takeTicket', { ticketId }, scene.agent)
    await scene.send(ticketId, scene.agent)
    await world.call('removeContact', { userId: 3 }, admin)
    await notice(ticketId)
    await world.call('namePerson', { userId: 3, as: 'integrator' }, admin)

    expect(toldAtClient(ticketId)).toEqual([1])
    await scene.send(ticketId, scene.agent)
    await notice(ticketId)
    expect(toldAtClient(ticketId)).toContain(3)
  })

  it('an assignee who has left the desk is not told, the others are', async () => {
    const { world, owner } = scene
    const { ticketId } = await scene.ticket()
    await world.call('setStaff', { userId: 3, role: null }, owner)
    await scene.send(ticketId, scene.admin)
    await notice(ticketId)
    await world.call('setStaff', { userId: 3, role: 'agent' }, owner)

    expect(toldAtDesk(ticketId)).toEqual([1])
  })

  it('a client that wants no notifications gets none', async () => {
    const { world, admin } = scene
    const settings = { language: 'ru', notices: { answers: false, connection: true } } as const
    await world.call('saveSettings', settings, admin)
    const { ticketId } = await scene.ticket()
    await scene.send(ticketId, scene.agent)
    await notice(ticketId)
    await world.call('saveSettings', { ...settings, notices: { answers: true, connection: true } }, admin)

    expect(bell('client', ticketId)).toEqual([])
  })

  it('what people wrote stays text: no BB code of theirs works', async () => {
    const { world, admin } = scene
    const ticketId = newId()
    const subject = '[url=https://evil.example]нажми[/url]'
    await world.call('openTicket', { ticketId, messageId: newId(), subject, text: 'текст' }, admin)
    await scene.send(ticketId, scene.agent)
    await notice(ticketId)

    expect(bell('client', ticketId)[0]?.message).not.toContain('[url=https://evil')
  })

  it('a portal that is away for a moment is told later, and once', async () => {
    const { ticketId } = await scene.ticket()
    await scene.send(ticketId, scene.agent)
    const failure = { method: 'im.notify.system.add', status: 500, error: 'INTERNAL_SERVER_ERROR', times: 20 }
    scene.world.sandbox.inject.failure('client', failure)
    await expect(notice(ticketId)).rejects.toMatchObject({ code: 'portal_unreachable' })
    scene.world.sandbox.inject.clear()
    await notice(ticketId)
    await notice(ticketId)

    expect(toldAtClient(ticketId)).toEqual([1, 3])
  })
})

describe('D4 the reaction makes one wake-up a ticket, at the first instant', () => {
  const told = (ticketId: string, changes: Partial<JournalEntry> = {}): JournalEntry => ({
    cursor: { xid: '1', entryId: 1 },
    at: new Date(),
    type: 'message.sent',
    memberId: 'm',
    deskId: null,
    ticketId,
    seq: 1,
    publicSeq: 1,
    actor: { ...theSystem, side: 'client' },
    payload: { messageId: newId() },
    ...changes,
  })
  const react = (entries: JournalEntry[], at: Date) =>
    scene.world.transaction(
      (unit) => notificationReaction(addJob).react(unit, entries, () => expect.unreachable('all of them can be read')),
      at,
    )
  const dueFor = async (ticketId: string) => {
    const { rows } = await sql<{ due_at: Date }>`
      select due_at from notices_due where ticket_id = ${ticketId}`.execute(scene.world.store.db)
    return rows.map(({ due_at }) => due_at.toISOString())
  }

  it('however long somebody goes on writing', async () => {
    const ticketId = newId()
    const start = new Date('2099-01-01T00:00:00Z')
    for (let i = 0; i < 10; i++) await react([told(ticketId), told(ticketId)], new Date(start.getTime() + i * 15_000))

    expect(await dueFor(ticketId)).toEqual(['2099-01-01T00:00:20.000Z'])
  })

  it('T6 a date that was moved becomes a job of its own', async () => {
    const ticketId = newId()
    const payload = { from: '2099-01-01T00:00:00.000Z', to: '2099-01-02T00:00:00.000Z', isExpected: true }
    await react([told(ticketId, { type: 'ticket.dateMoved', payload })], new Date('2099-01-01T00:00:00Z'))

    const { rows } = await sql<{ payload: unknown }>`
      select payload from graphile_worker._private_jobs where key = ${`date ${ticketId} 1`}`.execute(
      scene.world.store.db,
    )
    expect(rows).toEqual([{ payload: { ticketId, to: '2099-01-02T00:00:00.000Z', notice: `date ${ticketId} 1` } }])
    expect(await dueFor(ticketId)).toEqual([])
  })

  it('and none for notes and for what happens by itself', async () => {
    const ticketId = newId()
    const at = new Date('2099-01-01T00:00:00Z')
    await react([told(ticketId, { publicSeq: null }), told(ticketId, { actor: theSystem })], at)
    const nothing = { assignee: null, closeReason: null, deferredUntil: null, reason: null }
    const payload = { from: 'queued', to: 'inProgress', ...nothing }
    await react([told(ticketId, { type: 'ticket.moved', payload })], at)

    expect(await dueFor(ticketId)).toEqual([])
  })
})
