import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '#test/support/world.ts'
import { startScene, type Scene } from '../tickets/scene.ts'
import { ask, heard, mailArticle, publish, taskArticle, telephonyArticle, write } from './talk.ts'

let scene: Scene
let mail: string
beforeAll(async () => {
  scene = await startScene()
  const { world, owner } = scene
  mail = await publish(world, owner, mailArticle)
  await publish(world, owner, telephonyArticle)
  await publish(world, owner, taskArticle)
}, 60_000)
afterAll(() => scene.world.stop())

describe('A1 a new conversation', () => {
  it('begins with the assistant, which answers with a quote and an article, and closes when it helped', async () => {
    const { world, admin } = scene
    const { ticketId, status } = await ask(world, admin, 'Не отправляется почта')
    expect(status).toBe('assistant')
    const [answer] = await heard(world, admin, ticketId, 1)
    expect(answer).toMatchObject({ kind: 'answer', language: 'ru', attempt: { number: 1, of: 3 } })
    expect(answer?.articles).toMatchObject([{ articleId: mail, title: mailArticle.title }])
    expect(mailArticle.body).toContain(answer?.articles[0]?.quote.split('\n')[0])
    const attemptId = answer?.attemptId ?? ''
    const view = await world.call('judgeAnswer', { ticketId, attemptId, isHelped: true }, admin)
    expect(view.isOpen).toBe(false)
    expect((await world.call('readTicket', { ticketId }, admin)).summary).toMatchObject({
      status: 'closed',
      closeReason: 'answered',
    })
    const again = await world.call('judgeAnswer', { ticketId, attemptId, isHelped: true }, admin)
    expect(again.isOpen).toBe(false)
    expect(await world.ask('judgeAnswer', { ticketId, attemptId, isHelped: false }, admin)).toMatchObject({
      code: 'dialogue_over',
    })
  })

  it('is in no queue of the desk until three attempts failed and a person was asked for; then everything is there', async () => {
    const { world, admin, agent } = scene
    const { ticketId } = await ask(world, admin, 'Не отправляется почта', { priority: 'high', category: 'incident' })
    const queued = async () => {
      const { tickets } = await world.call('listQueue', { filter: 'all' }, agent)
      return tickets.some((one) => one.ticketId === ticketId)
    }
    const [first] = await heard(world, admin, ticketId, 1)
    expect(await queued()).toBe(false)
    await world.call('judgeAnswer', { ticketId, attemptId: first?.attemptId ?? '', isHelped: false }, admin)
    await write(world, admin, ticketId, 'Зелёная лампочка мигает на крыше')
    const afterSecond = await heard(world, admin, ticketId, 3)
    expect(afterSecond.at(-1)).toMatchObject({ kind: 'unknown', attempt: { number: 2, of: 3 } })
    await write(world, admin, ticketId, 'Кофеварка шумит по утрам')
    const said = await heard(world, admin, ticketId, 5)
    expect(said.map(({ kind }) => kind)).toEqual(['answer', 'again', 'unknown', 'unknown', 'operator'])
    expect(await queued()).toBe(false)
    await world.call('askForPerson', { ticketId }, admin)
    expect(await queued()).toBe(true)
    const { handover } = await world.call('readHandover', { ticketId }, agent)
    expect(handover?.questions[0]).toBe('Не отправляется почта')
    expect(handover?.tried.map(({ title }) => title)).toContain(mailArticle.title)
    expect(handover?.tried.find(({ articleId }) => articleId === mail)?.outcome).toBe('notHelped')
    await write(world, admin, ticketId, 'Не отправляется почта')
    const last = await heard(world, admin, ticketId, 6)
    expect(last.at(-1)?.kind).toBe('handOver')
    expect(await world.ask('askForPerson', { ticketId: newId() }, admin)).toMatchObject({ code: 'not_found' })
  })
})

it('nothing of what a client says to the assistant stands in a log', async () => {
  const { world, admin } = scene
  const { ticketId } = await ask(world, admin, 'тайна-клиента: не отправляется почта')
  const [answer] = await heard(world, admin, ticketId, 1)
  await world.call('judgeAnswer', { ticketId, attemptId: answer?.attemptId ?? '', isHelped: false }, admin)
  await write(world, admin, ticketId, 'ещё-одна-тайна')
  await heard(world, admin, ticketId, 3)
  await world.call('askForPerson', { ticketId }, admin)
  expect(world.logText()).not.toBe('')
  expect(world.logText()).not.toMatch(/тайна/)
})
