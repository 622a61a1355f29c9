import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { longestChatText } from '#contract/messenger/types.ts'
import { startWorld, type World } from '#test/support/world.ts'

let world: World
let admin: string
let integrator: string
beforeAll(async () => {
  world = await startWorld()
  await world.install('standard', 'desk', 'standard')
  admin = await world.install('client', 'client')
  await world.call('namePerson', { userId: 4, as: 'integrator' }, admin)
  integrator = await world.enter('client', 4)
}, 60_000)
afterAll(() => world.stop())
afterEach(() => world.sandbox.inject.clear())

const dialogId = 'chat1'
const asked = () => world.sandbox.requests('client', 'im.dialog.messages.get')
const answer = (result: unknown) =>
  world.sandbox.inject.twist(({ server, name }, truth) =>
    server === 'rest' && name === 'im.dialog.messages.get' ? Response.json({ result, time: { operating: 0 } }) : truth,
  )

describe('P2 a message of the portal’s messenger is read for a new ticket', () => {
  it('with its author, its instant, its words and the names of its files', async () => {
    world.sandbox.say('client', 1, 'раньше')
    const { id, at } = world.sandbox.say('client', 1, 'Не открываются [b]сделки[/b]', ['экран.png', 'журнал.txt'])
    world.sandbox.say('client', 4, 'позже')

    const message = await world.call('readChatMessage', { dialogId, messageId: id }, integrator)

    expect(message).toEqual({
      author: 'Марина Калинина',
      at: new Date(Math.floor(at.getTime() / 1000) * 1000).toISOString(),
      text: 'Не открываются сделки',
      isCut: false,
      files: ['экран.png', 'журнал.txt'],
    })
  })

  it('with the reader’s own token, also where others of the portal might read it', async () => {
    const { id } = world.sandbox.say('client', 1, 'между нами')
    const before = asked().length

    await world.call('readChatMessage', { dialogId, messageId: id }, integrator)
    await world.call('readChatMessage', { dialogId, messageId: id }, admin)

    expect(
      asked()
        .slice(before)
        .map(({ userId }) => userId),
    ).toEqual([4, 1])
  })

  it('is not there where its chat is none of the reader’s, or another message stands in its place', async () => {
    const { id } = world.sandbox.say('client', 1, 'последнее')

    const none = { status: 404, code: 'not_found' }
    expect(await world.ask('readChatMessage', { dialogId: 'chat7', messageId: id }, integrator)).toMatchObject(none)
    expect(await world.ask('readChatMessage', { dialogId, messageId: id + 1 }, integrator)).toMatchObject(none)
    world.sandbox.say('client', 1, 'ещё одно')
    expect(await world.ask('readChatMessage', { dialogId, messageId: id - 1_000_000 + 1 }, integrator)).toMatchObject({
      code: 'invalid_input',
    })
  })

  it.each([
    ['no chat', 'chat', 1],
    ['another form', 'chat1;drop', 1],
    ['no number', dialogId, 0],
    ['half a number', dialogId, 1.5],
    ['a number too large', dialogId, 2 ** 60],
  ])('%s is refused before the portal is asked', async (_what, dialog, messageId) => {
    const before = asked().length

    const refused = await world.ask('readChatMessage', { dialogId: dialog, messageId }, integrator)

    expect(refused).toMatchObject({ status: 400, code: 'invalid_input' })
    expect(asked()).toHaveLength(before)
  })

  it.each([
    ['of another shape', { messages: 'none' }],
    ['without an instant', { messages: [{ id: 5, author_id: 1, date: 'yesterday', text: 'x' }] }],
    ['from another century', { messages: [{ id: 5, author_id: 1, date: '1970-01-01T00:00:00Z', text: 'x' }] }],
    ['of too many messages', { messages: Array.from({ length: 500 }, () => ({})) }],
  ])('an answer %s breaks nothing', async (_what, result) => {
    answer(result)

    const said = await world.ask('readChatMessage', { dialogId, messageId: 5 }, integrator)

    expect(['portal_unreachable', 'not_found']).toContain('code' in said ? said.code : '')
  })

  it('an answer that is too long is cut, and one with strange letters can be kept', async () => {
    const date = '2026-11-30T10:00:00+03:00'
    answer({ messages: [{ id: 5, author_id: 9, date, text: `\0${'а'.repeat(30_000)}` }], users: 'none', files: [] })
    const long = await world.call('readChatMessage', { dialogId, messageId: 5 }, integrator)
    answer({ messages: [{ id: '5', author_id: 0, date, text: 'раз\r\nдва\uD800', params: [] }] })
    const strange = await world.call('readChatMessage', { dialogId, messageId: 5 }, integrator)

    expect(long).toMatchObject({ author: '', isCut: true, at: '2026-11-30T07:00:00.000Z' })
    expect(long.text).toHaveLength(longestChatText)
    expect(strange).toMatchObject({ text: 'раз\nдва\uFFFD', isCut: false, files: [] })
  })

  it('a portal that is silent is said so', async () => {
    const failure = { method: 'im.dialog.messages.get', status: 503, error: 'OVERLOAD', times: 10 }
    world.sandbox.inject.failure('client', failure)

    const said = await world.ask('readChatMessage', { dialogId, messageId: 5 }, integrator)

    expect(said).toMatchObject({ status: 502, code: 'portal_unreachable' })
  })
})

it('P2 the messenger’s entries are bound where the portal grants it, each with what it needs', async () => {
  const bound = world.sandbox
    .requests('client', 'placement.bind')
    .map(({ params }) => [params['PLACEMENT'], params['OPTIONS']])

  expect(bound).toEqual(
    expect.arrayContaining([
      ['IM_SIDEBAR', expect.objectContaining({ iconName: 'fa-life-ring' })],
      ['IM_CONTEXT_MENU', expect.anything()],
    ]),
  )
})
