import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sql } from 'kysely'
import { checkEvidence } from '#server/sla/domain/checkEvidence.ts'
import { undoLink } from '#server/tickets/links/undo.commands.ts'
import { ticketDeps } from '#test/support/ticketDeps.ts'
import { numbersOf, upTo, type Scene } from '../scene.ts'
import { linking, startLinkScene } from './linkScene.ts'

let scene: Scene
let on: ReturnType<typeof linking>

beforeAll(async () => {
  scene = await startLinkScene()
  on = linking(scene)
}, 60_000)
afterAll(() => scene.world.stop())

const three = 'Не приходят письма. Отчёт пустой. Не открывается CRM.'

describe('T4 a message becomes a ticket of its own', () => {
  it('as said by the client at its time, readable on both sides, with the old one’s version', async () => {
    const { ticketId, messageId } = await on.open(three)
    const [linkId, made] = [on.id(), on.id()]

    const answer = await on.split(ticketId, [{ linkId, ticketId: made, messages: [{ messageId, text: null }] }])

    expect(answer).toMatchObject({ ok: true })
    const view = await on.view(made, scene.admin)
    const said = (await on.events(made, scene.admin)).find((event) => event.type === 'message.sent')
    const origin = await on.view(ticketId, scene.admin)
    const before = (await on.events(ticketId, scene.admin)).find((event) => event.type === 'message.sent')
    expect(said?.message).toMatchObject({
      text: three,
      at: before?.message.at,
      author: before?.message.author,
      movedFrom: { ticketId, number: origin.summary.number },
    })
    expect(view.summary).toMatchObject({ status: 'queued', subject: 'Второе', openedBy: origin.summary.openedBy })
    expect(view.summary.openedAt).toBe(before?.message.at)
    expect(view.links).toMatchObject([{ kind: 'split', role: 'to', ticketId, undoUntil: null }])
    expect(origin.links).toMatchObject([{ kind: 'split', role: 'from', ticketId: made, undoUntil: null }])
    expect(await on.texts(ticketId, scene.admin)).toEqual([three])
    expect((await on.events(ticketId)).at(-1)).toMatchObject({
      type: 'ticket.linked',
      role: 'from',
      number: view.summary.number,
      messageIds: [messageId],
    })
    for (const each of [ticketId, made]) {
      const numbers = await numbersOf(scene.world, each)
      expect(numbers.map(({ seq }) => seq)).toEqual(upTo(numbers.length))
      expect(numbers.map(({ publicSeq }) => publicSeq)).toEqual(upTo(numbers.length))
    }
  })

  it('in parts, each only of the client’s own words in their order', async () => {
    const { ticketId, messageId } = await on.open(three)
    const piece = (text: string) => ({ messages: [{ messageId, text }] })

    const added = await on.split(ticketId, [piece('Отчёт пустой. Срочно!')])
    const turned = await on.split(ticketId, [piece('пустой. Отчёт')])
    const { status } = await on.split(ticketId, [piece('Отчёт пустой.'), piece('Не открывается CRM.')])

    expect([added, turned]).toMatchObject([{ code: 'split_not_said' }, { code: 'split_not_said' }])
    expect(status).toBe(200)
    const { links } = await on.view(ticketId)
    const made = await Promise.all(links.map(async (link) => (await on.texts(link.ticketId))[0]))
    expect(made.flatMap((text) => text ?? []).toSorted()).toEqual(['Не открывается CRM.', 'Отчёт пустой.'])
  })

  it('sent again after a lost answer makes nothing twice', async () => {
    const { ticketId, messageId } = await on.open(three)
    const same = { linkId: on.id(), ticketId: on.id(), messages: [{ messageId, text: null }] }

    const answers = await Promise.all([on.split(ticketId, [same]), on.split(ticketId, [same])])
    await on.split(ticketId, [same])

    expect(answers.map(({ status }) => status)).toEqual([200, 200])
    expect((await on.view(ticketId)).links).toHaveLength(1)
    expect((await on.events(ticketId)).filter(({ type }) => type === 'ticket.linked')).toHaveLength(1)
  })

  it('is for the desk, and of what the client has said to both sides', async () => {
    const { ticketId, messageId } = await on.open(three)
    const note = on.id()
    const own = on.id()
    await scene.send(ticketId, scene.agent, { messageId: note, kind: 'note', text: 'для своих' })
    await on.say(ticketId, 'ответ', scene.agent, own)

    const byClient = await on.split(ticketId, [{ messages: [{ messageId, text: null }] }], scene.admin)
    const ofNote = await on.split(ticketId, [{ messages: [{ messageId: note, text: null }] }])
    const ofAnswer = await on.split(ticketId, [{ messages: [{ messageId: own, text: null }] }])

    expect(byClient).toMatchObject({ code: 'not_allowed' })
    expect([ofNote, ofAnswer]).toMatchObject([{ code: 'split_not_said' }, { code: 'split_not_said' }])
  })
})

describe('S3 the clocks of what was split', () => {
  it('start when it was said where nobody has answered, and the place in the queue is of then', async () => {
    const { ticketId, messageId } = await on.open(three)
    const made = on.id()
    const said = (await on.view(ticketId)).summary.openedAt

    await on.split(ticketId, [{ ticketId: made, messages: [{ messageId, text: null }] }])

    expect(await on.clocks(made)).toMatchObject([
      { clock: 'firstReaction', startedAt: said, state: { status: 'running' } },
    ])
    const { summary, links } = await on.view(made)
    expect(summary.queue?.queuedAt).toBe(said)
    // It was made later than that, or the two instants would say nothing.
    expect(links.map(({ madeAt }) => madeAt > said)).toEqual([true])
  })

  it('an answer that was given there was the first reaction; then it waits behind those who have none', async () => {
    const { ticketId, messageId } = await on.open(three)
    await scene.world.call('takeTicket', { ticketId }, scene.agent)
    const { at } = await on.say(ticketId, 'смотрим', scene.agent)
    const made = on.id()

    await on.split(ticketId, [{ ticketId: made, messages: [{ messageId, text: null }] }])

    const [reaction] = await on.clocks(made)
    expect(reaction).toMatchObject({ clock: 'firstReaction', state: { status: 'met', at } })
    const { queue } = (await on.view(made)).summary
    expect(Date.parse(queue?.queuedAt ?? '')).toBeGreaterThanOrEqual(Date.parse(at))
    const evidence = await scene.world.call(
      'readEvidence',
      { ticketId: made, clock: 'firstReaction', round: 0 },
      scene.agent,
    )
    expect(checkEvidence(evidence)).toEqual({ fits: true })
  })

  it('nobody is notified of the same words again', async () => {
    const { ticketId, messageId } = await on.open(three)
    const made = on.id()
    await scene.world.turn()
    await on.split(ticketId, [{ ticketId: made, messages: [{ messageId, text: null }] }])
    await scene.world.turn()

    const { rows } = await sql`select 1 from notices_due where ticket_id = ${made}`.execute(scene.world.store.db)
    expect(rows).toEqual([])
  })
})

describe('T4 a split is undone and done again', () => {
  it('merged back with whatever was written there, and again a ticket of its own', async () => {
    const { ticketId, messageId } = await on.open(three)
    const [linkId, made, undoId] = [on.id(), on.id(), on.id()]
    await on.split(ticketId, [{ linkId, ticketId: made, messages: [{ messageId, text: null }] }])
    await on.say(made, 'и ещё одно', scene.admin)

    const undone = await on.undo(linkId, ticketId, { undoId })
    const whileMerged = await on.view(made, scene.admin)
    const again = await on.undo(undoId, ticketId)

    expect(undone).toMatchObject({ ok: true, body: { links: [{ kind: 'merge', role: 'to', ticketId: made }] } })
    expect(whileMerged).toMatchObject({
      summary: { status: 'closed', closeReason: 'merged' },
      mergedInto: { ticketId },
    })
    expect(again).toMatchObject({ ok: true })
    expect(await on.view(made)).toMatchObject({
      summary: { status: 'queued' },
      mergedInto: null,
      links: [{ kind: 'split', role: 'to', ticketId }],
    })
    expect(await on.texts(made)).toEqual([three, 'и ещё одно'])
  })

  it('by one of two agents at once, and not after an hour', async () => {
    const { ticketId, messageId } = await on.open(three)
    const linkId = on.id()
    await on.split(ticketId, [{ linkId, messages: [{ messageId, text: null }] }])

    const answers = await Promise.all([on.undo(linkId, ticketId), on.undo(linkId, ticketId, { token: scene.owner })])

    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
    expect(answers.find(({ status }) => status === 409)).toMatchObject({ code: 'link_undone' })
  })

  it('after an hour it is refused in words', async () => {
    const { ticketId, messageId } = await on.open(three)
    const linkId = on.id()
    await on.split(ticketId, [{ linkId, messages: [{ messageId, text: null }] }])
    const actor = await scene.actorOf(scene.agent)
    const undoAt = (at: Date) =>
      scene.world.transaction((unit) => undoLink(unit, ticketDeps, actor, { linkId, ticketId, undoId: on.id() }), at)
    const madeAt = new Date((await on.view(ticketId)).links[0]?.madeAt ?? '')

    await expect(undoAt(new Date(madeAt.getTime() + 3_600_001))).rejects.toMatchObject({ code: 'undo_too_late' })
    await undoAt(new Date(madeAt.getTime() + 3_600_000))

    expect((await on.view(ticketId)).links).toMatchObject([{ kind: 'merge' }])
  })
})

describe('T4 a merge is undone', () => {
  it('the duplicate is back where it was, what came for it stays where it arrived, and it is not written twice', async () => {
    const living = await on.taken('живое')
    const other = await on.taken('дубль')
    await scene.world.call(
      'sendMessage',
      { ticketId: other.ticketId, messageId: on.id(), text: 'какой?', isQuestion: true },
      scene.agent,
    )
    const before = await on.view(other.ticketId)
    const linkId = on.id()
    const meanwhile = on.id()
    await on.merge(other.ticketId, living.ticketId, { linkId })
    await on.say(other.ticketId, 'между', scene.admin, meanwhile)

    const answer = await on.undo(linkId, living.ticketId)
    const again = await on.say(other.ticketId, 'между', scene.admin, meanwhile)

    expect(answer).toMatchObject({ ok: true })
    const after = await on.view(other.ticketId)
    expect(after.summary).toMatchObject({ status: before.summary.status, assignee: before.summary.assignee })
    expect(after).toMatchObject({ mergedInto: null, links: [], can: before.can })
    expect(again.ticketId).toBe(living.ticketId)
    expect(await on.texts(living.ticketId)).toContain('между')
    expect(await on.texts(other.ticketId)).not.toContain('между')
    expect((await on.clocks(other.ticketId)).map(({ state }) => state.status)).toEqual(['met'])
    await on.say(other.ticketId, 'снова здесь', scene.admin)
    expect(await on.texts(other.ticketId)).toContain('снова здесь')
  })

  it('each has its own clock again', async () => {
    const other = await on.open('раньше')
    const living = await on.taken('позже')
    await on.say(living.ticketId, 'ответили', scene.agent)
    const linkId = on.id()
    await on.merge(other.ticketId, living.ticketId, { linkId })

    await on.undo(linkId, other.ticketId)

    const next = (await on.clocks(living.ticketId)).find(({ clock }) => clock === 'nextReaction')
    expect(next?.state.status).toBe('stopped')
    expect((await on.clocks(other.ticketId)).map(({ state }) => state.status)).toEqual(['running'])
    for (const [ticketId, clock] of [
      [living.ticketId, 'nextReaction'],
      [other.ticketId, 'firstReaction'],
    ] as const) {
      const evidence = await scene.world.call('readEvidence', { ticketId, clock, round: 0 }, scene.agent)
      expect(checkEvidence(evidence)).toEqual({ fits: true })
    }
  })

  it('its place in the queue is its own again', async () => {
    const other = await on.open('раньше')
    const living = await on.open('позже')
    const placeOf = async (ticketId: string) => (await on.view(ticketId)).summary.queue?.queuedAt
    const [early, late] = [await placeOf(other.ticketId), await placeOf(living.ticketId)]
    const linkId = on.id()

    await on.merge(other.ticketId, living.ticketId, { linkId })
    const whileMerged = await placeOf(living.ticketId)
    await on.undo(linkId, living.ticketId)

    expect(whileMerged).toBe(early)
    expect(await placeOf(living.ticketId)).toBe(late)
    expect(await placeOf(other.ticketId)).toBe(early)
  })

  it('the later of two first', async () => {
    const [first, second, third] = [await on.open('раз'), await on.open('два'), await on.taken('три')]
    const [one, two] = [on.id(), on.id()]
    await on.merge(first.ticketId, second.ticketId, { linkId: one })
    await on.merge(second.ticketId, third.ticketId, { linkId: two })

    const early = await on.undo(one, first.ticketId)
    await on.undo(two, second.ticketId)
    const then = await on.undo(one, first.ticketId)

    expect(early).toMatchObject({ code: 'undo_later_first' })
    expect(then.status).toBe(200)
  })
})
