import { sql } from 'kysely'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eventually } from '#test/support/eventually.ts'
import { newId } from '#test/support/world.ts'
import { startScene, type Scene } from '../tickets/scene.ts'
import { ask, heard, mailArticle, publish, saidIn, taskArticle, telephonyArticle, write } from './talk.ts'

let scene: Scene
let standardOwner: string
beforeAll(async () => {
  scene = await startScene()
  standardOwner = await scene.world.enter('standard', 1)
}, 60_000)
afterAll(() => scene.world.stop())

const turnsOf = async (ticketId: string) => {
  const { rows } = await sql<{ questionSeq: number }>`
    select question_seq as "questionSeq" from assistant_turns where ticket_id = ${ticketId}`.execute(
    scene.world.store.db,
  )
  return rows
}
/** What the desk sees of it, in its order. */
const eventsOf = async (ticketId: string) =>
  (await scene.world.call('readEvents', { ticketId, limit: 200 }, scene.owner)).events

describe('A1 what the assistant may show', () => {
  it('is never an article of another desk, of its staff alone, a draft, or one that was archived', async () => {
    const { world, owner, admin } = scene
    const hidden = [
      await publish(world, owner, { ...mailArticle, title: 'Для сотрудников', audience: 'staff' }),
      await publish(world, standardOwner, { ...mailArticle, title: 'Чужая' }),
    ]
    const archived = await publish(world, owner, { ...mailArticle, title: 'Была' })
    const shown = await publish(world, owner, mailArticle)
    const draft = newId()
    const content = { category: 'mail', audience: 'clients', ...mailArticle, title: 'Черновик' } as const
    await world.call(
      'saveArticle',
      { articleId: draft, version: null, language: 'ru', translationOf: null, content },
      owner,
    )
    await world.call('archiveArticle', { articleId: archived }, owner)
    for (const article of [telephonyArticle, taskArticle]) await publish(world, owner, article)
    const found = new Set<string>()
    for (const text of ['Не отправляется почта', 'ошибка исходящего сервера', 'письма застряли, черновик чужая была']) {
      const { ticketId } = await ask(world, admin, text)
      for (const { articles } of await heard(world, admin, ticketId, 1))
        for (const { articleId } of articles) found.add(articleId)
    }
    expect(found).toContain(shown)
    expect([...hidden, archived, draft].filter((articleId) => found.has(articleId))).toEqual([])
  })
})

describe('A1 one speaker at a time', () => {
  const act = fc.constantFrom('write', 'talk', 'judge', 'person')

  it('whatever happens at once, nothing is answered twice, nothing stays unanswered, and nothing is said after the handover', async () => {
    const { world, admin, integrator } = scene
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 3, maxLength: 9 }), async (acts) => {
        const { ticketId } = await ask(world, admin, 'Не отправляется почта')
        const [first] = await heard(world, admin, ticketId, 1)
        const attemptId = first?.attemptId ?? ''
        await Promise.all(
          acts.map((what, index) => {
            const token = index % 2 === 0 ? admin : integrator
            if (what === 'write') return write(world, token, ticketId, `Кофеварка шумит ${index}`)
            if (what === 'talk') return write(world, token, ticketId, 'Спасибо')
            if (what === 'judge') return world.ask('judgeAnswer', { ticketId, attemptId, isHelped: false }, token)
            return world.ask('askForPerson', { ticketId }, token)
          }),
        )
        await eventually(async () => {
          const view = await world.call('readDialogue', { ticketId }, admin)
          if (view.isAnswering) throw new Error('it is still answering')
        })
        const turns = await turnsOf(ticketId)
        expect(new Set(turns.map(({ questionSeq }) => questionSeq)).size).toBe(turns.length)
        const events = await eventsOf(ticketId)
        const handedAt = events.findIndex((event) => event.type === 'ticket.moved' && event.to === 'queued')
        const said = events.flatMap((event, place) => (event.type === 'assistant.said' ? [place] : []))
        expect(handedAt >= 0).toBe(acts.includes('person'))
        expect(said.filter((place) => handedAt >= 0 && place > handedAt)).toEqual([])
        expect(events.filter((event) => event.type === 'assistant.judged').length).toBeLessThanOrEqual(1)
      }),
      { numRuns: 8 },
    )
  }, 60_000)

  it('two who ask for a person at once hand it over once; two who judge at once judge once', async () => {
    const { world, admin, integrator } = scene
    const { ticketId } = await ask(world, admin, 'Не отправляется почта')
    const [first] = await heard(world, admin, ticketId, 1)
    const judged = { ticketId, attemptId: first?.attemptId ?? '', isHelped: false }
    const both = await Promise.all([admin, integrator].map((token) => world.ask('judgeAnswer', judged, token)))
    expect(both.map(({ ok }) => ok)).toEqual([true, true])
    const asked = await Promise.all([admin, integrator].map((token) => world.ask('askForPerson', { ticketId }, token)))
    expect(asked.filter(({ ok }) => ok)).toHaveLength(1)
    const kinds = (await saidIn(world, admin, ticketId)).map(({ kind }) => kind)
    expect(kinds.filter((kind) => kind === 'again')).toHaveLength(1)
    expect(kinds.filter((kind) => kind === 'handOver')).toHaveLength(1)
  })
})
