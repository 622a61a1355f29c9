import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { support24 } from '#server/regulations/presets/support24.ts'
import { person } from '#test/portal/people.ts'
import { newId } from '#test/support/world.ts'
import { startScene, type Scene } from '../tickets/scene.ts'
import { ask, heard, mailArticle, publish, saidIn, telephonyArticle, write } from './talk.ts'

/** The client has the partner; two other portals stay with the standard desk, one of them on the free tariff. */
let scene: Scene
let commercial: string
let free: string
let standardOwner: string
beforeAll(async () => {
  scene = await startScene()
  const { world } = scene
  standardOwner = await world.enter('standard', 1)
  const admin = person(1, 'Зоя Соперник', { isAdmin: true })
  for (const key of ['rival', 'poor']) await world.sandbox.addPortal({ key, title: key, users: { admin } })
  commercial = await world.install('rival', 'client')
  world.sandbox.setTariff('poor', 'free')
  free = await world.install('poor', 'client')
}, 60_000)
afterAll(() => scene.world.stop())

const kindsIn = async (token: string, ticketId: string, count: number) =>
  (await heard(scene.world, token, ticketId, count)).map(({ kind }) => kind)

describe('E10 a desk without articles', () => {
  it('has no assistant: tickets open with people, and nothing mentions it', async () => {
    const { world, admin } = scene
    const { status, ticketId } = await ask(world, admin, 'Не отправляется почта')
    expect(status).toBe('queued')
    expect(await world.call('readAssistant', {}, admin)).toMatchObject({ isOn: false, maySkip: false })
    expect((await world.call('readDialogue', { ticketId }, admin)).isOpen).toBe(false)
    expect(
      await world.ask('openTicket', { ticketId: newId(), messageId: newId(), subject: 'x', text: 'x' }, free),
    ).toMatchObject({
      code: 'no_people',
    })
    expect(await saidIn(world, admin, ticketId)).toEqual([])
  })
})

describe('A2 the standard desk, where the regulation lets nobody pass the assistant by', () => {
  beforeAll(async () => {
    expect(support24.assistant).toEqual({ attempts: 3, silenceHours: 24, personOnRequest: false })
    for (const article of [mailArticle, telephonyArticle]) await publish(scene.world, standardOwner, article)
  })

  it('a commercial tariff: a person asked for in words counts, and comes after the third', async () => {
    const { world } = scene
    const { ticketId, status } = await ask(world, commercial, 'Позовите оператора', { wantsPerson: true })
    expect(status).toBe('assistant')
    const [first] = await heard(world, commercial, ticketId, 1)
    expect(first).toMatchObject({ kind: 'person', attempt: { number: 1, of: 3 } })
    expect(first?.text).toMatch(/после 3 попыток.*1 из 3/)
    expect(await world.ask('askForPerson', { ticketId }, commercial)).toMatchObject({ code: 'attempts_left' })
    await write(world, commercial, ticketId, 'Спасибо')
    expect(await kindsIn(commercial, ticketId, 2)).toEqual(['person', 'thanks'])
    await write(world, commercial, ticketId, 'оператор!')
    await heard(world, commercial, ticketId, 3)
    await write(world, commercial, ticketId, 'Зелёная лампочка мигает на крыше')
    expect(await kindsIn(commercial, ticketId, 5)).toEqual(['person', 'thanks', 'person', 'unknown', 'operator'])
    await write(world, commercial, ticketId, 'соедините с оператором')
    expect((await kindsIn(commercial, ticketId, 6)).at(-1)).toBe('handOver')
    expect((await world.call('readTicket', { ticketId }, commercial)).summary.status).toBe('queued')
  })

  it('the free tariff: a dialogue as any other, and no operator by any way', async () => {
    const { world } = scene
    const { ticketId, status } = await ask(world, free, 'Не отправляется почта')
    expect(status).toBe('assistant')
    const [answer] = await heard(world, free, ticketId, 1)
    expect(answer).toMatchObject({ kind: 'answer', attempt: { number: 1, of: 3 } })
    await write(world, free, ticketId, 'Хочу говорить с человеком')
    expect((await heard(world, free, ticketId, 2)).at(-1)).toMatchObject({ kind: 'wayOn', attempt: null })
    for (const [text, count] of [
      ['Зелёная лампочка мигает на крыше', 3],
      ['Кофеварка шумит по утрам', 4],
      ['Трамвай опоздал', 6],
    ] as const) {
      await write(world, free, ticketId, text)
      await heard(world, free, ticketId, count)
    }
    expect((await kindsIn(free, ticketId, 6)).at(-1)).toBe('wayOn')
    expect((await world.call('readDialogue', { ticketId }, free)).people).toBe('none')
    expect(await world.ask('askForPerson', { ticketId }, free)).toMatchObject({ code: 'no_people' })
  })

  it('a list is chosen from without an attempt, and judged by what was chosen', async () => {
    const { world } = scene
    const { ticketId } = await ask(world, commercial, 'почта звук')
    const [list] = await heard(world, commercial, ticketId, 1)
    expect(list?.kind).toBe('list')
    const attemptId = list?.attemptId ?? ''
    const articleId = list?.articles[0]?.articleId ?? ''
    const chosen = { ticketId, attemptId, articleId }
    expect(await world.ask('chooseArticle', { ...chosen, articleId: newId() }, commercial)).toMatchObject({
      code: 'not_found',
    })
    const view = await world.call('chooseArticle', chosen, commercial)
    expect(view).toMatchObject({ failed: 0, judging: { attemptId, isList: true, chosen: articleId } })
    const [, shown] = await heard(world, commercial, ticketId, 2)
    expect(shown).toMatchObject({ kind: 'answer', attempt: { number: 1, of: 3 }, articles: [{ articleId }] })
    const after = await world.call('judgeAnswer', { ticketId, attemptId, isHelped: false }, commercial)
    expect(after).toMatchObject({ failed: 1, judging: null })
    expect(
      await world.ask('chooseArticle', { ...chosen, articleId: list?.articles[1]?.articleId ?? '' }, commercial),
    ).toMatchObject({ code: 'answer_judged' })
  })
})

describe('A2 a partner whose regulation lets the assistant be passed by', () => {
  beforeAll(async () => {
    await publish(scene.world, scene.owner, mailArticle)
    await publish(
      scene.world,
      scene.owner,
      {
        title: 'Tasks on a schedule',
        body: 'Open the task and switch on repeating.',
        phrasings: ['repeat a task weekly', 'recurring task', 'task by schedule'],
      },
      'en',
    )
  })

  it('people at once for whoever wants them, the assistant for everybody else, and for what goes on from an old ticket people', async () => {
    const { world, admin } = scene
    expect(await world.call('readAssistant', {}, admin)).toEqual({ isOn: true, attempts: 3, maySkip: true })
    expect((await ask(world, admin, 'Не отправляется почта', { wantsPerson: true })).status).toBe('queued')
    const { ticketId, status } = await ask(world, admin, 'Не отправляется почта')
    expect(status).toBe('assistant')
    await heard(world, admin, ticketId, 1)
    expect((await world.call('readDialogue', { ticketId }, admin)).people).toBe('now')
    await write(world, admin, ticketId, 'Позовите человека, пожалуйста')
    expect((await kindsIn(admin, ticketId, 2)).at(-1)).toBe('handOver')
  })

  it('answers in the language of the question, and says so where the article is in another one', async () => {
    const { world, admin } = scene
    const english = await ask(world, admin, 'how to repeat a task weekly')
    expect((await heard(world, admin, english.ticketId, 1))[0]).toMatchObject({
      language: 'en',
      text: 'This looks like the answer to your question:',
    })
    const ukrainian = await ask(world, admin, 'не відправляється пошта, листи застрягли у вихідних')
    const [answer] = await heard(world, admin, ukrainian.ticketId, 1)
    expect(answer).toMatchObject({ kind: 'answer', language: 'uk' })
    expect(answer?.text).toContain('Стаття російською')
  })
})
