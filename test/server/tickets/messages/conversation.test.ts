import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { editMessage } from '#server/tickets/messages/messages.commands.ts'
import { openSocket } from '#test/support/socket.ts'
import { newId } from '#test/support/world.ts'
import { numbersOf, startScene, upTo, type Scene } from '../scene.ts'

let scene: Scene
beforeAll(async () => {
  scene = await startScene()
}, 60_000)
afterAll(() => scene.world.stop())

describe('T8 internal notes never reach a client', () => {
  const secret = 'внутренняя-заметка'

  it('in no answer, frame, summary, preview or number; and the list does not move', async () => {
    const { world, admin, agent, send, ticket } = scene
    const { ticketId } = await ticket()
    const other = await ticket()
    const page = await openSocket(world.url, admin)
    page.say({ type: 'watch', ticketId, after: 0 })
    page.say({ type: 'list', wanted: true })
    const desk = await openSocket(world.url, agent)
    desk.say({ type: 'watch', ticketId, after: 0 })
    const before = await readAll(ticketId)

    const note = await send(ticketId, agent, { kind: 'note', text: secret })
    const messageId = note.ok ? note.body.messageId : ''
    await world.call('editMessage', { ticketId, messageId, text: `${secret} 2` }, agent)
    await desk.next('events', ({ events }) => events.some(({ type }) => type === 'message.edited'))
    const afterNote = await readAll(ticketId)
    await world.call('deleteMessage', { ticketId, messageId }, agent)
    const answer = await send(ticketId, agent, { text: 'открытый ответ' })
    await page.next('events', ({ events }) => JSON.stringify(events).includes('открытый ответ'))
    await page.next('summary', ({ summary }) => summary.preview === 'открытый ответ')

    expect(afterNote).toEqual(before)
    expect(afterNote.tickets[0]?.ticketId).toBe(other.ticketId)
    expect(JSON.stringify(page.frames)).not.toContain(secret)
    expect(page.frames.filter((frame) => JSON.stringify(frame).includes(messageId))).toEqual([])
    const seqs = page.all('events').flatMap(({ events }) => events.map(({ seq }) => seq))
    expect(seqs).toEqual(upTo(seqs.length))
    expect(answer).toMatchObject({ ok: true })
    // Control: the same words do reach the desk.
    expect(JSON.stringify(desk.frames)).toContain(secret)
    await Promise.all([page.close(), desk.close()])
  })

  it('a client cannot edit, delete or even ask about one', async () => {
    const { world, admin, agent, send, ticket } = scene
    const { ticketId } = await ticket()
    const note = await send(ticketId, agent, { kind: 'note', text: secret })
    const messageId = note.ok ? note.body.messageId : ''
    const unknown = await world.ask('deleteMessage', { ticketId, messageId: newId() }, admin)

    expect(await world.ask('editMessage', { ticketId, messageId, text: 'x' }, admin)).toEqual(unknown)
    expect(await world.ask('deleteMessage', { ticketId, messageId }, admin)).toEqual(unknown)
    expect(unknown).toMatchObject({ code: 'not_found' })
  })

  it.each([{ kind: 'note' as const }, { isQuestion: true }])('a client writes no %o', async (changes) => {
    const { admin, send, ticket } = scene
    const { ticketId } = await ticket()

    expect(await send(ticketId, admin, changes)).toMatchObject({ code: 'note_not_allowed' })
  })

  it('a question cannot be a note', async () => {
    const { agent, send, ticket } = scene
    const { ticketId } = await ticket()

    expect(await send(ticketId, agent, { kind: 'note', isQuestion: true })).toMatchObject({
      code: 'question_not_public',
    })
  })

  /** All that a client's page can ask about a ticket. */
  async function readAll(ticketId: string) {
    const { world, admin } = scene
    return {
      view: await world.call('readTicket', { ticketId }, admin),
      events: await world.call('readEvents', { ticketId }, admin),
      tickets: (await world.call('listTickets', { filter: 'all' }, admin)).tickets,
    }
  }
})

describe('T8 order and numbers', () => {
  it('each audience counts without a gap, whatever is written by whom at once', async () => {
    const { world, admin, integrator, agent, owner, send, ticket } = scene
    const { ticketId } = await ticket()
    await Promise.all(
      upTo(10).flatMap((index) => [
        send(ticketId, admin, { text: `a${index}` }),
        send(ticketId, integrator, { text: `i${index}` }),
        send(ticketId, agent, { text: `g${index}` }),
        send(ticketId, owner, { text: `n${index}`, kind: 'note' }),
      ]),
    )

    const numbers = await numbersOf(world, ticketId)
    const client = await world.call('readEvents', { ticketId, limit: 200 }, admin)
    expect(numbers.map(({ seq }) => seq)).toEqual(upTo(44))
    expect(numbers.flatMap(({ publicSeq }) => publicSeq ?? [])).toEqual(upTo(34))
    expect(client.events.map(({ seq }) => seq)).toEqual(upTo(34))
    expect(client.lastSeq).toBe(34)
  })

  it('pages before and after a number fit together, in either numbering', async () => {
    const { world, admin, agent, send, ticket } = scene
    const { ticketId } = await ticket()
    for (const index of upTo(12)) await send(ticketId, agent, { kind: index % 3 === 0 ? 'note' : 'public' })
    for (const token of [admin, agent]) {
      const all = await world.call('readEvents', { ticketId, limit: 200 }, token)
      const backwards = []
      let before = all.lastSeq + 1
      for (let hasEarlier = true; hasEarlier;) {
        const page = await world.call('readEvents', { ticketId, before, limit: 4 }, token)
        backwards.unshift(...page.events)
        before = page.events[0]?.seq ?? 0
        hasEarlier = page.hasEarlier
      }
      const forwards = []
      for (let after = 0; after < all.lastSeq; after = forwards.at(-1)?.seq ?? all.lastSeq) {
        forwards.push(...(await world.call('readEvents', { ticketId, after, limit: 4 }, token)).events)
      }

      expect(backwards).toEqual(all.events)
      expect(forwards).toEqual(all.events)
    }
  })

  it("an event's instant is never before the last one, whichever clock wrote it", async () => {
    const { world, admin, ticket, send } = scene
    const { ticketId } = await ticket()
    const ahead = new Date(Date.now() + 3_600_000)
    await sql`update tickets set last_at = ${ahead} where ticket_id = ${ticketId}`.execute(world.store.db)

    const sent = await send(ticketId, admin)

    expect(sent).toMatchObject({ ok: true, body: { at: ahead.toISOString() } })
  })
})

describe('T8 exactly once', () => {
  it.each(['admin', 'agent'] as const)(
    'twenty times the same message of the %s at once is one message',
    async (role) => {
      const { world, send, ticket } = scene
      const { ticketId } = await ticket()
      const messageId = newId()

      const answers = await Promise.all(
        upTo(20).map(() => send(ticketId, scene[role], { messageId, text: 'один раз' })),
      )

      const [first] = answers
      expect(first).toMatchObject({ ok: true, body: { messageId } })
      for (const answer of answers) expect(answer).toEqual(first)
      const { events } = await world.call('readEvents', { ticketId }, scene[role])
      expect(
        events.filter((event) => event.type === 'message.sent' && event.message.messageId === messageId),
      ).toHaveLength(1)
      // Opened, written in, waiting for the first payment (E10), taken; then this one.
      expect((await numbersOf(world, ticketId)).map(({ seq }) => seq)).toEqual(upTo(5))
    },
  )

  it.each([{ kind: 'note' as const }, { isQuestion: true }])('also a %o', async (changes) => {
    const { world, agent, send, ticket } = scene
    const { ticketId } = await ticket()
    const messageId = newId()

    const answers = await Promise.all(upTo(8).map(() => send(ticketId, agent, { messageId, ...changes })))

    for (const answer of answers) expect(answer).toEqual(answers[0])
    const numbers = await numbersOf(world, ticketId)
    expect(numbers.map(({ seq }) => seq)).toEqual(upTo(numbers.length))
    expect(numbers).toHaveLength(changes.isQuestion === true ? 6 : 5)
  })

  it('the same id with another text is a mistake of the caller', async () => {
    const { admin, agent, send, ticket } = scene
    const { ticketId } = await ticket()
    const messageId = newId()
    await send(ticketId, admin, { messageId, text: 'первый' })

    expect(await send(ticketId, admin, { messageId, text: 'второй' })).toMatchObject({ code: 'message_id_reused' })
    // Control: ids are each writer's own.
    expect(await send(ticketId, agent, { messageId, text: 'второй' })).toMatchObject({ ok: true })
  })

  it('the same id for another kind of message is one, too: a note would pass for an answer', async () => {
    const { agent, send, ticket } = scene
    const { ticketId } = await ticket()
    const messageId = newId()
    await send(ticketId, agent, { messageId, text: 'готово', kind: 'note' })

    expect(await send(ticketId, agent, { messageId, text: 'готово' })).toMatchObject({ code: 'message_id_reused' })
    expect(await send(ticketId, agent, { messageId, text: 'готово', kind: 'note' })).toMatchObject({ ok: true })
  })

  it('a repeated message is answered also where nothing may be written any more', async () => {
    const { world, admin, send, ticket } = scene
    const { ticketId } = await ticket()
    const messageId = newId()
    const first = await send(ticketId, admin, { messageId })
    await world.call('withdrawTicket', { ticketId }, admin)

    expect(await send(ticketId, admin, { messageId })).toEqual(first)
    expect(await send(ticketId, admin)).toMatchObject({ code: 'ticket_closed' })
  })

  it('a repeated resolving is one, and its id cannot be that of another message', async () => {
    const { world, agent, send, ticket } = scene
    const { ticketId } = await ticket()
    const said = await send(ticketId, agent, { text: 'раньше' })
    const known = said.ok ? said.body.messageId : ''
    const reused = await world.ask('resolveTicket', { ticketId, messageId: known, text: 'готово' }, agent)
    const input = { ticketId, messageId: newId(), text: 'готово' }

    const answers = await Promise.all(upTo(5).map(() => world.ask('resolveTicket', input, agent)))

    expect(reused).toMatchObject({ code: 'message_id_reused' })
    expect(answers.map(({ ok }) => ok)).toEqual([true, true, true, true, true])
    expect((await numbersOf(world, ticketId)).map(({ seq }) => seq)).toEqual(upTo(7))
  })
})

describe('T8 editing and deleting leave a trace', () => {
  it('both sides see the new text and that it was changed', async () => {
    const { world, admin, agent, ticket, send } = scene
    const { ticketId } = await ticket()
    const sent = await send(ticketId, admin, { text: 'опечатка' })
    const messageId = sent.ok ? sent.body.messageId : ''
    await world.call('editMessage', { ticketId, messageId, text: 'исправлено' }, admin)

    for (const token of [admin, agent]) {
      const { events } = await world.call('readEvents', { ticketId }, token)
      expect(
        events.find((event) => event.type === 'message.sent' && event.message.messageId === messageId),
      ).toMatchObject({
        message: { text: 'исправлено', editedAt: expect.any(String), isDeleted: false },
      })
      expect(events.at(-1)).toMatchObject({ type: 'message.edited', messageId, text: 'исправлено' })
    }
    expect((await world.call('readTicket', { ticketId }, admin)).summary.preview).toBe('исправлено')
  })

  it('a deleted text is gone everywhere, that something was there stays', async () => {
    const { world, admin, agent, ticket, send } = scene
    const { ticketId } = await ticket()
    const sent = await send(ticketId, admin, { text: 'пароль-от-всего' })
    const messageId = sent.ok ? sent.body.messageId : ''
    await world.call('deleteMessage', { ticketId, messageId }, admin)

    const seen = [
      await world.call('readEvents', { ticketId }, agent),
      await world.call('readTicket', { ticketId }, agent),
    ]
    expect(JSON.stringify(seen)).not.toContain('пароль-от-всего')
    expect(JSON.stringify(seen)).toContain(messageId)
    const { rows } = await sql`select 1 from messages where text like '%пароль-от-всего%'`.execute(world.store.db)
    expect(rows).toEqual([])
    expect(await world.ask('deleteMessage', { ticketId, messageId }, admin)).toMatchObject({ code: 'message_deleted' })
    expect(await world.ask('editMessage', { ticketId, messageId, text: 'x' }, admin)).toMatchObject({
      code: 'message_deleted',
    })
  })

  it("only one's own", async () => {
    const { world, admin, integrator, agent, ticket } = scene
    const opened = await ticket()

    for (const token of [integrator, agent]) {
      expect(await world.ask('editMessage', { ...opened, text: 'x' }, token)).toMatchObject({
        code: 'not_your_message',
      })
    }
    expect(await world.ask('editMessage', { ...opened, text: 'x' }, admin)).toMatchObject({ ok: true })
  })

  it('within five minutes: at the last instant it goes, a millisecond later it does not', async () => {
    const { world, admin, ticket, actorOf } = scene
    const opened = await ticket()
    const actor = await actorOf(admin)
    const { rows } = await sql<{ at: Date }>`
      select at from messages where ticket_id = ${opened.ticketId}`.execute(world.store.db)
    const limit = (rows[0]?.at.getTime() ?? 0) + 5 * 60_000
    const edit = (at: number) =>
      world.transaction((unit) => editMessage(unit, actor, { ...opened, text: 'x' }), new Date(at))

    await expect(edit(limit + 1)).rejects.toMatchObject({ code: 'message_too_old_to_edit' })
    await expect(edit(limit)).resolves.toBeUndefined()
  })
})
