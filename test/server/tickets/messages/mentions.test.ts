import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RouteInput } from '#contract/routes.ts'
import { paceByHand } from '#test/support/paceByHand.ts'
import { openSocket } from '#test/support/socket.ts'
import { newId } from '#test/support/world.ts'
import { startScene, type Scene } from '../scene.ts'

let scene: Scene
let lead: string
const [ownerId, agentId, leadId] = [1, 3, 4]
beforeAll(async () => {
  scene = await startScene(paceByHand())
  await scene.world.call('setStaff', { userId: leadId, role: 'lead' }, scene.owner)
  lead = await scene.world.enter('partner', leadId)
}, 60_000)
afterAll(() => scene.world.stop())

type Sent = RouteInput<'sendMessage'>
async function note(changes: Partial<Sent> = {}, token = scene.agent) {
  const ticketId = changes.ticketId ?? (await scene.ticket()).ticketId
  const input: Sent = {
    messageId: newId(),
    text: '@Виктор Лаптев, глянь',
    kind: 'note',
    mentions: [ownerId],
    ...changes,
    ticketId,
  }
  return { ticketId, messageId: input.messageId, answer: await scene.world.ask('sendMessage', input, token) }
}
const bell = (messageId: string) =>
  scene.world.sandbox.notifications('partner').filter(({ tag }) => tag === `OPORA|MENTION|${messageId}`)
const told = async (messageId: string) => {
  await scene.world.turn()
  return bell(messageId).map(({ userId }) => userId)
}
const edit = (input: RouteInput<'editMessage'>) => scene.world.ask('editMessage', input, scene.agent)

describe('T8 mentions of colleagues in a note', () => {
  it('are kept by number, shown by name, and told once in the desk’s portal, without the words of the note', async () => {
    const { ticketId, messageId, answer } = await note({
      mentions: [ownerId, ownerId, agentId],
      text: '@Виктор секрет-заметки',
    })
    expect(answer).toMatchObject({ ok: true })
    expect(await told(messageId)).toEqual([ownerId])
    expect(bell(messageId)[0]?.message).toContain('Артём Нечаев')
    expect(bell(messageId)[0]?.message).not.toContain('секрет-заметки')

    const { events } = await scene.world.call('readEvents', { ticketId }, scene.agent)
    expect(events.at(-1)).toMatchObject({ message: { mentions: [{ userId: ownerId, name: 'Виктор Лаптев' }] } })
    // Sent again it is the same note, and nobody is told anew.
    await scene.world.call(
      'sendMessage',
      { ticketId, messageId, text: '@Виктор секрет-заметки', kind: 'note', mentions: [ownerId] },
      scene.agent,
    )
    expect(await told(messageId)).toEqual([ownerId])
  })

  it('an edit tells only whom it adds; one that says nothing of mentions keeps them', async () => {
    const { ticketId, messageId } = await note()
    await told(messageId)
    const before = scene.world.sandbox.requests('partner', 'im.notify.system.add').length
    expect(await edit({ ticketId, messageId, text: 'оба', mentions: [ownerId, leadId] })).toMatchObject({ ok: true })
    await told(messageId)
    expect(scene.world.sandbox.requests('partner', 'im.notify.system.add').length).toBe(before + 1)
    expect((await told(messageId)).toSorted((one, other) => one - other)).toEqual([ownerId, leadId])
    await edit({ ticketId, messageId, text: 'без слов' })
    const names = async () => {
      const { events } = await scene.world.call('readEvents', { ticketId }, lead)
      return events.at(-1)
    }
    expect(await names()).toMatchObject({ type: 'message.edited', mentions: [{ userId: ownerId }, { userId: leadId }] })
    await edit({ ticketId, messageId, text: 'никто', mentions: [] })

    expect(await names()).not.toHaveProperty('mentions')
  })

  it('whoever has read the note by then is not told, nor anybody of a note that is gone', async () => {
    const { world, owner, agent } = scene
    const read = await note()
    const { events } = await world.call('readEvents', { ticketId: read.ticketId }, owner)
    await world.call('markRead', { ticketId: read.ticketId, seq: events.at(-1)?.seq ?? 0 }, owner)
    const gone = await note()
    await world.call('deleteMessage', { ticketId: gone.ticketId, messageId: gone.messageId }, agent)

    expect(await told(read.messageId)).toEqual([])
    expect(await told(gone.messageId)).toEqual([])
  })

  it.each([
    { what: 'an answer', changes: { kind: 'public' as const }, code: 'mention_in_note_only' },
    { what: 'a question', changes: { kind: 'public' as const, isQuestion: true }, code: 'mention_in_note_only' },
    { what: 'somebody of the portal who is no staff', changes: { mentions: [5] }, code: 'mention_not_staff' },
    { what: 'nobody that there is', changes: { mentions: [ownerId, 777] }, code: 'mention_not_staff' },
    {
      what: 'more than twenty',
      changes: { mentions: Array.from({ length: 21 }, (_, n) => n + 1) },
      code: 'invalid_input',
    },
    { what: 'no number', changes: { mentions: [1.5] }, code: 'invalid_input' },
  ])('are refused: $what', async ({ changes, code }) => {
    const { ticketId, answer } = await note(changes)
    expect(answer).toMatchObject({ code })

    const { rows } = await sql`select 1 from messages where ticket_id = ${ticketId} and text like '@Виктор%'`.execute(
      scene.world.store.db,
    )
    expect(rows).toEqual([])
  })

  it('an edited answer mentions nobody either, and a client nobody at all', async () => {
    const { ticketId, messageId } = await note({ kind: 'public', mentions: [] })
    expect(await edit({ ticketId, messageId, text: 'ответ', mentions: [ownerId] })).toMatchObject({
      code: 'mention_in_note_only',
    })

    expect((await note({ ticketId, mentions: [ownerId] }, scene.admin)).answer).toMatchObject({
      code: 'note_not_allowed',
    })
    expect((await note({ ticketId, kind: 'public', mentions: [ownerId] }, scene.admin)).answer).toMatchObject({
      ok: false,
    })
  })

  it('who has left the desk meanwhile is neither told nor named', async () => {
    const { world, owner, agent } = scene
    await world.call('setStaff', { userId: 5, role: 'agent' }, owner)
    const { ticketId, messageId } = await note({ mentions: [5] })
    await world.call('setStaff', { userId: 5, role: null }, owner)

    expect(await told(messageId)).toEqual([])
    const { events } = await world.call('readEvents', { ticketId }, agent)
    const last = events.findLast((event) => event.type === 'message.sent')
    expect(last?.type === 'message.sent' ? (last.message.mentions ?? []) : null).toEqual([])
  })

  it('never reach a client: in no answer, frame or number', async () => {
    const { world, admin, agent } = scene
    const { ticketId } = await scene.ticket()
    const page = await openSocket(world.url, admin)
    page.say({ type: 'watch', ticketId, after: 0 })
    const { messageId } = await note({ ticketId, mentions: [ownerId] })
    await edit({ ticketId, messageId, text: 'ещё', mentions: [ownerId, leadId] })
    await world.turn()
    await world.call('sendMessage', { ticketId, messageId: newId(), text: 'открытый ответ' }, agent)
    await page.next('events', ({ events }) => JSON.stringify(events).includes('открытый ответ'))

    const seen = JSON.stringify([page.frames, await world.call('readEvents', { ticketId }, admin)])
    expect(seen).not.toContain('mention')
    expect(seen).not.toContain(messageId)
    const seqs = page.all('events').flatMap(({ events }) => events.map(({ seq }) => seq))
    expect(seqs).toEqual(Array.from({ length: seqs.length }, (_, place) => place + 1))
    expect(world.sandbox.notifications('client').filter(({ tag }) => tag.includes('MENTION'))).toEqual([])
    await page.close()
  })
})
