import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sql } from 'kysely'
import { checkEvidence } from '#server/sla/domain/checkEvidence.ts'
import { readTicketFacts } from '#server/notifications/notifications.sql.ts'
import { person } from '#test/portal/people.ts'
import { connect } from '../../situation.ts'
import { numbersOf, upTo, type Scene } from '../scene.ts'
import { linking, startLinkScene } from './linkScene.ts'

let scene: Scene
let on: ReturnType<typeof linking>

beforeAll(async () => {
  scene = await startLinkScene()
  on = linking(scene)
}, 60_000)
afterAll(() => scene.world.stop())

describe('T4 duplicates become one', () => {
  it('the duplicate closes with a way on, and both sides see it; its numbers have no holes', async () => {
    const living = await on.taken('Не приходят письма')
    const other = await on.open('Письма не приходят')

    const answer = await on.merge(other.ticketId, living.ticketId)

    expect(answer).toMatchObject({ ok: true })
    const { summary } = await on.view(living.ticketId)
    const merged = await on.view(other.ticketId, scene.admin)
    expect(merged).toMatchObject({
      summary: { status: 'closed', closeReason: 'merged' },
      mergedInto: { ticketId: living.ticketId, number: summary.number },
      can: [],
      links: [{ kind: 'merge', role: 'from', ticketId: living.ticketId }],
    })
    expect((await on.events(other.ticketId, scene.admin)).at(-1)).toMatchObject({
      type: 'ticket.moved',
      merged: { number: summary.number },
    })
    expect((await on.events(living.ticketId, scene.admin)).at(-1)).toMatchObject({
      type: 'ticket.linked',
      kind: 'merge',
      role: 'to',
      number: merged.summary.number,
    })
    for (const each of [living.ticketId, other.ticketId]) {
      const numbers = await numbersOf(scene.world, each)
      expect(numbers.map(({ publicSeq }) => publicSeq)).toEqual(upTo(numbers.length))
    }
  })

  it('what is sent to the duplicate arrives once where the problem goes on, also along a chain and sent again', async () => {
    const [first, second, third] = [await on.open('раз'), await on.open('два'), await on.taken('три')]
    const [before, late] = [on.id(), on.id()]
    await on.say(first.ticketId, 'до объединения', scene.admin, before)
    await on.merge(first.ticketId, second.ticketId)
    await on.merge(second.ticketId, third.ticketId)

    const again = await on.say(first.ticketId, 'до объединения', scene.admin, before)
    const [sent, sentAgain] = await Promise.all([
      on.say(first.ticketId, 'после', scene.admin, late),
      on.say(first.ticketId, 'после', scene.admin, late),
    ])

    expect(again.ticketId).toBeUndefined()
    expect(sent.ticketId).toBe(third.ticketId)
    expect(sentAgain).toEqual(sent)
    expect(await on.texts(third.ticketId)).toEqual(['три', 'после'])
    expect(await on.texts(first.ticketId)).toEqual(['раз', 'до объединения'])
  })

  it('a message on its way while the merge happens stands exactly once, in the one or the other', async () => {
    for (let round = 0; round < 6; round += 1) {
      const living = await on.taken('живое')
      const other = await on.open('дубль')
      const messageId = on.id()

      const [, merged] = await Promise.all([
        on.say(other.ticketId, 'в пути', scene.admin, messageId),
        on.merge(other.ticketId, living.ticketId),
      ])
      await on.say(other.ticketId, 'в пути', scene.admin, messageId)

      expect(merged).toMatchObject({ ok: true })
      const both = [...(await on.texts(living.ticketId)), ...(await on.texts(other.ticketId))]
      expect(both.filter((text) => text === 'в пути')).toHaveLength(1)
    }
  })

  it('of two opposite merges at once exactly one wins, and none waits for the other in a circle', async () => {
    for (let round = 0; round < 6; round += 1) {
      const [one, other] = [await on.taken('одно'), await on.taken('другое')]

      const answers = await Promise.all([
        on.merge(one.ticketId, other.ticketId),
        on.merge(other.ticketId, one.ticketId, { token: scene.owner }),
      ])

      expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
      const views = [await on.view(one.ticketId), await on.view(other.ticketId)]
      expect(views.map(({ summary }) => summary.status).toSorted()).toEqual(['closed', 'inProgress'])
    }
  })

  it('circles, itself, another client’s and what has ended are refused in words', async () => {
    const [one, other, third] = [await on.taken('одно'), await on.taken('другое'), await on.taken('третье')]
    await on.merge(one.ticketId, other.ticketId)
    await scene.world.call(
      'resolveTicket',
      { ticketId: third.ticketId, messageId: on.id(), text: 'готово' },
      scene.agent,
    )

    const circle = await on.merge(other.ticketId, one.ticketId)
    const itself = await on.merge(other.ticketId, other.ticketId.toUpperCase())
    const ended = await on.merge(other.ticketId, third.ticketId)
    const twice = await on.merge(one.ticketId, other.ticketId)
    const unknown = await on.merge(other.ticketId, on.id())
    const byClient = await on.merge(other.ticketId, third.ticketId, { token: scene.admin })

    const errors = [circle, itself, ended, twice, unknown, byClient]
    expect(errors).toMatchObject([
      { code: 'merge_circle' },
      { code: 'merge_with_itself' },
      { code: 'merge_target_ended' },
      { code: 'ticket_merged' },
      { code: 'not_found' },
      { code: 'not_allowed' },
    ])
  })

  it('another client’s ticket is none to merge into', async () => {
    const { world, owner } = scene
    await world.sandbox.addPortal({
      key: 'second',
      title: 'second',
      users: { admin: person(1, 'Нина Вторая', { isAdmin: true }) },
    })
    const second = await world.install('second', 'client')
    await connect(world, second, owner)
    const foreign = { ticketId: on.id(), messageId: on.id() }
    await world.call('openTicket', { ...foreign, subject: 'чужое', text: 'чужое' }, second)
    const own = await on.open('своё')

    expect(await on.merge(own.ticketId, foreign.ticketId)).toMatchObject({ code: 'merge_other_client' })
  })

  it('the living one is found by the number of its duplicate', async () => {
    const [living, other] = [await on.taken('живое обращение'), await on.open('дубль обращения')]
    const { number } = (await on.view(other.ticketId)).summary
    await on.merge(other.ticketId, living.ticketId)
    await scene.world.turn()

    const found = await scene.world.call('listQueue', { filter: 'open', search: number }, scene.agent)

    expect(found.tickets.map(({ ticketId }) => ticketId)).toEqual([living.ticketId])
  })

  it('the desk is reminded no more of what the client wrote in the duplicate', async () => {
    const [living, other] = [await on.taken('живое'), await on.open('дубль')]
    const wrote = async () =>
      (await readTicketFacts(scene.world.store.db, other.ticketId, new Date()))?.clientWroteSeq ?? null
    const before = await wrote()

    await on.merge(other.ticketId, living.ticketId)

    expect(before).toBeGreaterThan(0)
    expect(await wrote()).toBe(0)
  })

  it('the two are counted once: neither waiting in the queue nor open', async () => {
    const [living, other] = [await on.open('первое'), await on.open('второе')]
    const before = (await on.view(living.ticketId)).client?.openTickets ?? 0

    await on.merge(other.ticketId, living.ticketId)

    expect((await on.view(living.ticketId)).client?.openTickets).toBe(before - 1)
    expect(await scene.world.call('readPlace', { ticketId: other.ticketId }, scene.admin)).toEqual({ place: null })
  })
})

describe('S3 the clocks of two that become one', () => {
  it('the earlier promise counts, with its own start and target, and adds up', async () => {
    const other = await on.open('раньше')
    const since = (await on.view(other.ticketId)).summary.openedAt
    const living = await on.taken('позже')
    await on.say(living.ticketId, 'ответили', scene.agent)

    await on.merge(other.ticketId, living.ticketId)

    const clocks = await on.clocks(living.ticketId)
    const next = clocks.find(({ clock }) => clock === 'nextReaction')
    expect(next).toMatchObject({ startedAt: since, state: { status: 'running' } })
    const ofOther = await on.clocks(other.ticketId)
    expect(ofOther.map(({ state }) => state.status)).toEqual(['stopped'])
    const evidence = await scene.world.call(
      'readEvidence',
      { ticketId: living.ticketId, clock: 'nextReaction', round: next?.round ?? 0 },
      scene.admin,
    )
    expect(checkEvidence(evidence)).toEqual({ fits: true })

    await on.say(living.ticketId, 'на оба', scene.agent)
    const answered = (await on.clocks(living.ticketId)).find(({ clock }) => clock === 'nextReaction')
    expect(answered?.state.status).toBe('met')
  })

  it('an answer that is owed sooner here already is owed once', async () => {
    const living = await on.open('раньше')
    const other = await on.open('позже')

    await on.merge(other.ticketId, living.ticketId)

    expect((await on.clocks(living.ticketId)).map(({ clock }) => clock)).toEqual(['firstReaction'])
  })

  it('whoever was waited for waits now: the client has written in the duplicate', async () => {
    const living = await on.taken('вопрос')
    await scene.world.call(
      'sendMessage',
      { ticketId: living.ticketId, messageId: on.id(), text: 'какой?', isQuestion: true },
      scene.agent,
    )
    const other = await on.open('вот такой')

    await on.merge(other.ticketId, living.ticketId)

    expect((await on.view(living.ticketId)).summary.status).toBe('inProgress')
    const next = (await on.clocks(living.ticketId)).find(({ clock }) => clock === 'nextReaction')
    expect(next?.state.status).toBe('running')
  })

  it('alarms of the duplicate stop', async () => {
    const [living, other] = [await on.taken('живое'), await on.open('дубль')]
    await scene.world.turn()
    const count = async () => {
      const { rows } = await sql`select 1 from sla_alarms where ticket_id = ${other.ticketId}`.execute(
        scene.world.store.db,
      )
      return rows.length
    }
    const before = await count()

    await on.merge(other.ticketId, living.ticketId)
    await scene.world.turn()

    expect(before).toBeGreaterThan(0)
    expect(await count()).toBe(0)
  })
})
