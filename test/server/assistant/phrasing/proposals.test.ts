import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { longestPhrasing, mostPhrasings } from '#contract/knowledge/types.ts'
import { mostProposals, type ProposePhrasingsInput } from '#contract/assistant/proposals.types.ts'
import { makeProposing } from '#server/assistant/phrasing/proposals.adapter.ts'
import { saying, startLanguageModel, type Behaviour } from '#test/support/languageModel.ts'
import { makeMemoryLog } from '#test/support/memoryLog.ts'
import { startScene, type Scene } from '../../tickets/scene.ts'

const written: ProposePhrasingsInput = {
  language: 'ru',
  audience: 'clients',
  title: 'Письма не уходят',
  body: 'Проверьте порт: 465. Вопросы шлите на admin@klient.example или +7 900 123-45-67, сайт https://klient.example/x.',
  phrasings: ['не отправляется почта', 'Письма застряли'],
}
const article = { deskId: 'desk', ...written }
const listing = (phrasings: unknown): Behaviour => saying(JSON.stringify({ phrasings }))
const good = listing(['почта зависла', 'порт 465 закрыт', 'клиенты не получают письма'])

let model: Awaited<ReturnType<typeof startLanguageModel>>
beforeAll(async () => {
  model = await startLanguageModel(good)
})
beforeEach(() => {
  model.become(good)
  model.asked.length = 0
})
afterAll(() => model.stop())

const { log } = makeMemoryLog()
const proposing = (clock?: () => number) =>
  makeProposing({ url: model.url, key: null, model: 'small' }, { log, ...(clock !== undefined && { now: clock }) })
const proposed = (behaviour: Behaviour) => {
  model.become(behaviour)
  return proposing()?.propose(article)
}

describe('A4 phrasings that a language model proposes', () => {
  it('is asked with the article, without its mails, phones and addresses', async () => {
    expect(await proposing()?.propose(article)).toEqual([
      'почта зависла',
      'порт 465 закрыт',
      'клиенты не получают письма',
    ])
    const [{ body }] = model.asked as [(typeof model.asked)[number]]
    expect(body).toContain('Проверьте порт')
    expect(body).not.toMatch(/klient\.example|900 123/)
    const more = { ...article, body: 'слово '.repeat(6000), title: 'x'.repeat(150) }
    await proposing()?.propose(more)
    expect(model.asked.at(-1)?.body.length).toBeLessThan(10_000)
  })

  it('is nobody where no endpoint is set', () => {
    expect(makeProposing(null, { log })).toBeNull()
  })

  it.each<[string, string[], string[]]>([
    [
      'what the article has already, however it is written',
      ['НЕ отправляется почта!', 'письма застряли', 'новое слово'],
      ['новое слово'],
    ],
    ['its title', ['Письма не уходят.'], []],
    ['the same twice', ['почта зависла', 'Почта  зависла?'], ['почта зависла']],
    ['more than a line', ['почта\nзависла'], ['почта зависла']],
    ['what is too long, or nothing', ['x'.repeat(longestPhrasing + 1), '', '  ', '??', 'аб', '12345'], []],
    [
      'markup and links',
      ['<b>почта</b>', '[почта](x)', 'почта https://evil.example', 'почта www.evil.example', '`почта`'],
      [],
    ],
    [
      'mails, phones and hosts',
      ['пишите admin@klient.example', 'звоните +7 900 123-45-67', 'зайдите на evil.example'],
      [],
    ],
    ['numbers that the article does not have', ['порт 587 закрыт', 'порт 465 закрыт'], ['порт 465 закрыт']],
    ['signs that nobody sees', ['почта\u202Eзависла', 'почта\u200Bне идёт', 'почта\u0000стоит', 'почта \uD800'], []],
  ])('never offers %s', async (_what, said, offered) => {
    expect(await proposed(listing(said))).toEqual(offered)
  })

  it('offers ten at most, and no more than the article has room for', async () => {
    const many = Array.from(
      { length: 40 },
      (_, at) => `жалоба ${String.fromCodePoint(1072 + (at % 32))}${at > 31 ? 'а' : ''}я`,
    )
    expect(await proposed(listing(many))).toHaveLength(mostProposals)
    const full = Array.from(
      { length: mostPhrasings - 2 },
      (_, at) => `старая ${String.fromCodePoint(1072 + (at % 32))}${at > 31 ? 'а' : ''}`,
    )
    expect(await proposing()?.propose({ ...article, phrasings: full })).toHaveLength(2)
  })

  it.each<[string, Behaviour]>([
    ['breaks off its JSON', saying('{"phrasings": ["поч')],
    ['answers in prose', saying('Вот варианты: почта, письма.')],
    ['lists something else', listing([1, { text: 'почта' }])],
    ['lists far too many', listing(Array.from({ length: 5000 }, () => 'почта зависла'))],
    ['has no list', saying('{"answer": []}')],
    ['fails', (_asked, response) => void response.writeHead(500).end('{}')],
    ['sends elsewhere', (_asked, response) => void response.writeHead(307, { location: 'http://127.0.0.1:9/' }).end()],
    ['hangs up', (_asked, response) => void response.destroy()],
    ['answers with a megabyte', saying('x'.repeat(1_000_000))],
  ])('that %s proposes nothing, and says so', async (_what, behaviour) => {
    expect(await proposed(behaviour)).toBeNull()
  })

  it('is asked one thing of a desk at once; another desk is not held up by that', async () => {
    const waiting: (() => void)[] = []
    model.become((asked, response) => void waiting.push(() => good(asked, response)))
    const one = proposing()
    const first = one?.propose(article)
    await expect.poll(() => waiting.length).toBe(1)
    expect(await one?.propose(article)).toBeNull()
    const other = one?.propose({ ...article, deskId: 'other' })
    await expect.poll(() => waiting.length).toBe(2)
    for (const answer of waiting) answer()
    expect((await Promise.all([first, other])).map((said) => said?.length)).toEqual([3, 3])
  })
})

describe('A4 of a server with a language model', () => {
  let scene: Scene
  beforeAll(async () => {
    scene = await startScene(null, null, { ASSISTANT_LLM_URL: model.url })
  }, 60_000)
  afterAll(() => scene.world.stop())

  it('an agent is offered phrasings; nothing is written by that', async () => {
    const { world, agent } = scene
    expect(await world.call('readPhrasingHelp', {}, agent)).toEqual({ isOn: true })
    const { phrasings } = await world.call('proposePhrasings', written, agent)
    expect(phrasings).toHaveLength(3)
    expect((await world.call('listArticles', {}, agent)).articles).toEqual([])
    const staffs = { ...written, audience: 'staff' }
    expect(await world.ask('proposePhrasings', staffs, agent)).toMatchObject({ code: 'invalid_input' })
  })

  it('where it fails that is said in words; and a desk has a share of it', async () => {
    const { world, agent } = scene
    model.become(saying('нет'))
    expect(await world.ask('proposePhrasings', written, agent)).toMatchObject({ code: 'no_proposals' })
    model.become(good)
    const codes: string[] = []
    for (let times = 0; times < 22; times += 1) {
      const answer = await world.ask('proposePhrasings', written, agent)
      codes.push(answer.ok ? 'taken' : answer.code)
    }
    expect(codes.filter((code) => code === 'taken').length).toBe(18)
    expect(codes.at(-1)).toBe('too_many_requests')
    const other = await world.enter('standard', 1)
    expect((await world.call('proposePhrasings', written, other)).phrasings).toHaveLength(3)
  })
})
