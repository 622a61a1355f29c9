import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { makePhrasing } from '#server/assistant/phrasing/phrasing.adapter.ts'
import type { Passage } from '#server/assistant/phrasing/phrasing.port.ts'
import { choosing, saying, startLanguageModel, type Behaviour } from '#test/support/languageModel.ts'
import { makeMemoryLog } from '#test/support/memoryLog.ts'

const body =
  'Откройте раздел «Сотрудники» и нажмите «Пригласить».\nПриглашение придёт письмом и действует 48 часов.\n\nОтозвать его можно там же.'
const passages: Passage[] = [
  { articleId: 'telephony', title: 'Как подключить телефонию', body: 'Номер арендуют в разделе «Телефония».' },
  { articleId: 'invite', title: 'Как пригласить сотрудника', body },
]
const question = { deskId: 'desk', text: 'как позвать коллегу', language: 'ru' } as const
const quote = 'нажмите «Пригласить».\nПриглашение придёт письмом'
const text = 'Откройте «Сотрудники» и пригласите коллегу: письмо действует 48 часов.'
const good = choosing(2, quote, text)

let model: Awaited<ReturnType<typeof startLanguageModel>>
beforeAll(async () => {
  model = await startLanguageModel(good)
})
beforeEach(() => {
  model.become(good)
  model.asked.length = 0
})
afterAll(() => model.stop())

const memory = makeMemoryLog()
const { log } = memory
const phrasing = (clock?: () => number) =>
  makePhrasing(
    { url: model.url, key: 'secret-key', model: 'small' },
    { log, ...(clock !== undefined && { now: clock }) },
  )
const chosen = (behaviour: Behaviour) => {
  model.become(behaviour)
  return phrasing().choose(question, passages)
}

describe('A4 a language model', () => {
  it('chooses one of what was found, quotes it and says it in its own words', async () => {
    expect(await phrasing().choose(question, passages)).toEqual({ articleId: 'invite', quote, text })
    const [{ headers, body: sent }] = model.asked as [(typeof model.asked)[number]]
    expect(headers.authorization).toBe('Bearer secret-key')
    const { model: name, messages } = JSON.parse(sent) as { model: string; messages: { content: string }[] }
    expect(name).toBe('small')
    expect(messages[1]?.content).toContain('Как подключить телефонию')
  })

  it('may have copied the spaces otherwise: the quote is as it stands in the article', async () => {
    expect(await chosen(choosing(2, 'нажмите «Пригласить».   Приглашение придёт\tписьмом', text))).toMatchObject({
      quote,
    })
    expect(await chosen(saying(`\`\`\`json\n${JSON.stringify({ article: 2, quote, text })}\n\`\`\``))).toMatchObject({
      quote,
    })
  })

  it('is not asked where nothing is set, or nothing was found', async () => {
    expect(await makePhrasing(null, { log }).choose(question, passages)).toBeNull()
    expect(await phrasing().choose(question, [])).toBeNull()
    expect(model.asked).toEqual([])
  })

  it.each<[string, Behaviour]>([
    ['says that none fits', choosing(null, '', '')],
    ['invents a quote', choosing(2, 'Пригласить можно и по телефону горячей линии.', text)],
    ['quotes another article', choosing(1, quote, text)],
    ['quotes next to nothing', choosing(2, 'и', text)],
    ['chooses an article that was not found', choosing(7, quote, text)],
    ['chooses by a fraction', saying(JSON.stringify({ article: 1.5, quote, text }))],
    ['invents a number', choosing(2, quote, 'Приглашение действует 72 часа.')],
    ['invents a menu', choosing(2, quote, 'Откройте «Настройки портала».')],
    ['puts a link into its words', choosing(2, quote, 'Подробнее: https://evil.example/')],
    ['puts markup into its words', choosing(2, quote, '<img src=x onerror=alert(1)>')],
    ['says nothing', choosing(2, quote, '   ')],
    ['says far too much', choosing(2, quote, 'слово '.repeat(1000))],
    ['breaks off its JSON', saying('{"article": 2, "quote": "наж')],
    ['answers in prose', saying('Конечно! Вот ответ на ваш вопрос.')],
    ['follows what a question or an article tells it', saying('{"article": 2, "system": "ignored", "quote": 5}')],
    ['has no choices', (_asked, response) => void response.end('{"choices": []}')],
    ['fails', (_asked, response) => void response.writeHead(500).end('{"error": "overloaded"}')],
    ['sends elsewhere', (_asked, response) => void response.writeHead(302, { location: 'http://127.0.0.1:9/' }).end()],
    ['hangs up', (_asked, response) => void response.destroy()],
    [
      'answers without end',
      (_asked, response) => {
        const more = (): void => {
          if (response.destroyed) return
          response.write('x'.repeat(64 * 1024), more)
        }
        more()
      },
    ],
  ])('that %s is not listened to: the plain answer it is', async (_what, behaviour) => {
    expect(await chosen(behaviour)).toBeNull()
  })

  it('that takes its time, or drips, is waited for no longer than a second and a half', async () => {
    const began = performance.now()
    const dripping = chosen((_asked, response) => {
      const timer = setInterval(() => response.write(' '), 50)
      response.on('close', () => clearInterval(timer))
    })
    expect(await dripping).toBeNull()
    expect(performance.now() - began).toBeGreaterThan(1400)
  })

  it('is asked two things of one desk at once, and no more; another desk is not held up by that', async () => {
    const waiting: (() => void)[] = []
    model.become((asked, response) => void waiting.push(() => good(asked, response)))
    const one = phrasing()
    const first = [1, 2].map(() => one.choose(question, passages))
    await expect.poll(() => waiting.length).toBe(2)

    expect(await one.choose(question, passages)).toBeNull()
    const other = one.choose({ ...question, deskId: 'other' }, passages)
    await expect.poll(() => waiting.length).toBe(3)
    for (const answer of waiting) answer()

    expect((await Promise.all([...first, other])).map((choice) => choice?.articleId)).toEqual(Array(3).fill('invite'))
  })

  it('is left alone after five failures in a row, for half a minute, and the log has no word of what was asked', async () => {
    let at = 0
    model.become(saying('нет'))
    const one = phrasing(() => at)
    for (let time = 0; time < 5; time += 1) expect(await one.choose(question, passages)).toBeNull()
    model.become(good)
    expect(await one.choose(question, passages)).toBeNull()
    expect(model.asked).toHaveLength(5)

    at = 30_000

    expect(await one.choose(question, passages)).not.toBeNull()
    expect(memory.text()).toContain('left alone')
    expect(memory.text()).not.toMatch(/позвать|Пригласить|secret-key/)
  })
})
