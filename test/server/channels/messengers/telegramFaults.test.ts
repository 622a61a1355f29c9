import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { partsOf } from '#server/channels/messengers/domain/parts.ts'
import { readChoice, writeChoice } from '#server/channels/domain/choices.ts'
import { eventually } from '#test/support/eventually.ts'
import { newId } from '#test/support/world.ts'
import { anna, startTelegramScene, type TelegramScene } from './telegramScene.ts'

describe('the pieces of a long text', () => {
  const pieces = (text: string, most: number) => partsOf({ text, marks: [] }, most).map((part) => part.text)

  it('end where a paragraph, a line or a word ends, and lose nothing', () => {
    const words = Array.from({ length: 400 }, (_, place) => `слово${place}`)
    const parts = pieces(words.join(' '), 200)
    expect(parts.every((one) => one.length <= 200)).toBe(true)
    expect(parts.join(' ').split(' ')).toEqual(words)
    expect(pieces(`${'а'.repeat(60)}\n\n${'б'.repeat(60)}`, 100)).toEqual(['а'.repeat(60), 'б'.repeat(60)])
    expect(pieces('😀'.repeat(101), 101).every((one) => one.isWellFormed())).toBe(true)
    expect(pieces('', 10)).toEqual([''])
  })

  it('a choice fits a button, and foreign data is none', () => {
    const [eventId, ticketId] = [newId(), newId()]
    const portal = 'a223c6b3710f85df22e9377d6c4f7553'
    for (const choice of [
      { eventId, ticketId },
      { eventId, portal },
    ]) {
      expect(Buffer.byteLength(writeChoice(choice))).toBeLessThanOrEqual(64)
      expect(readChoice(writeChoice(choice))).toEqual(choice)
    }
    expect(['', 't:x:y', `t:${'a'.repeat(22)}`, 'code 123456'].map(readChoice)).toEqual([null, null, null, null])
  })
})

describe('I2 Telegram when things go wrong', () => {
  let scene: TelegramScene
  let ticketId: string
  beforeAll(async () => {
    scene = await startTelegramScene()
    scene.telegram.write(anna, { text: 'Не открывается портал' })
    await scene.settle()
    ticketId = (await scene.tickets())[0]?.ticketId ?? ''
    await scene.world.call('takeTicket', { ticketId }, scene.agent)
  }, 60_000)
  afterAll(() => scene.end())
  beforeEach(() => scene.telegram.be({ is: 'takes' }))

  const texts = () => scene.telegram.sent.map(({ text }) => text)
  /** What waits for another try, or for a bot that is asked to slow down, is due now. */
  const later = async () => {
    await scene.run(`update channel_outbox set next_at = now() - interval '1 second' where next_at is not null`)
    await scene.run('update channel_accounts set slow_until = null')
    await scene.world.turn()
  }
  const say = async (text: string) => {
    await scene.send(ticketId, scene.agent, { text })
    await scene.world.turn()
  }
  const noted = () =>
    scene.run(`select payload->>'what' as what from journal where type = 'ticket.channelNoted' order by at`)

  it('too many calls are waited out, and the message comes once', async () => {
    scene.telegram.be({ is: 'refuses', code: 429, description: 'Too Many Requests', retryAfter: 7 }, { is: 'takes' })
    await say('после паузы')
    expect(texts().some((text) => text.includes('после паузы'))).toBe(false)
    const [row] = await scene.run(
      `select round(extract(epoch from slow_until - now()))::int as seconds from channel_accounts`,
    )
    expect(row).toMatchObject({ seconds: expect.toSatisfy((seconds: number) => seconds > 2 && seconds <= 7) })
    await later()
    expect(texts().filter((text) => text.includes('после паузы'))).toHaveLength(1)
  })

  it('a long answer goes on behind the part that is at its reader already', async () => {
    const long = Array.from({ length: 1500 }, (_, place) => `часть${place}`).join(' ')
    scene.telegram.be(
      { is: 'takes' },
      { is: 'refuses', code: 429, description: 'Too Many Requests', retryAfter: 1 },
      { is: 'takes' },
    )
    await say(long)
    await later()
    const said = texts().filter((text) => /часть\d/.test(text))
    expect(said.every((text) => text.length <= 4096)).toBe(true)
    expect(said.join(' ').match(/часть\d+/g)).toEqual(long.split(' '))
  })

  it('an answer whose fate nobody knows is sent again; what is said once is not', async () => {
    scene.telegram.be({ is: 'diesAfterTaking' }, { is: 'takes' })
    await say('дошло ли?')
    await later()
    expect(texts().filter((text) => text.includes('дошло ли?'))).toHaveLength(2)

    scene.telegram.be({ is: 'diesAfterTaking' }, { is: 'takes' })
    scene.telegram.write(777, { text: 'кто здесь?' })
    await scene.settle()
    await later()
    await later()
    expect(texts().filter((text) => text === 'Представьтесь')).toHaveLength(1)
    expect((await scene.account()).undelivered).toMatchObject([{ to: '777', state: 'unknown' }])
  })

  it('a gateway that answers with a page is an unknown fate, too', async () => {
    scene.telegram.be({ is: 'htmlError' }, { is: 'takes' })
    await say('через прокси')
    await later()
    expect(texts().filter((text) => text.includes('через прокси'))).toHaveLength(1)
  })

  it('whoever has stopped the bot gets no more, and the ticket says so', async () => {
    scene.telegram.be({ is: 'refuses', code: 403, description: 'Forbidden: bot was blocked by the user' })
    await say('никому')
    await later()
    expect(texts().some((text) => text.includes('никому'))).toBe(false)
    expect((await noted()).at(-1)).toEqual({ what: 'undelivered' })
  })

  it('a database that is away takes nothing and loses nothing: the cursor moves with what was stored', async () => {
    const { telegram } = scene
    await scene.run('alter table channel_inbox rename to channel_inbox_away')
    telegram.write(anna, { text: 'пока базы нет' })
    telegram.write(anna, { text: 'и ещё' })
    await eventually(() => {
      expect(scene.world.logText()).toContain('could not be received for')
    })
    expect(telegram.isTaken()).toBe(false)
    await scene.run('alter table channel_inbox_away rename to channel_inbox')
    await scene.settle()
    expect((await scene.said(ticketId)).slice(-2)).toEqual(['пока базы нет', 'и ещё'])
  })

  it('a token that is refused breaks the bot, tells its owner once, and a new one mends it', async () => {
    const { telegram, world, owner, accountId } = scene
    telegram.refuseToken(true)
    await eventually(async () => {
      await world.turn()
      expect(await scene.account()).toMatchObject({ state: 'broken', reason: 'signInRefused' })
    })
    expect(await scene.run(`select channel from desk_channels where channel = 'telegram'`)).toEqual([])
    telegram.refuseToken(false)
    const { revision } = await scene.account()
    await world.call('changeBot', { accountId, revision, token: telegram.token }, owner)
    await eventually(async () => {
      await world.turn()
      expect(await scene.account()).toMatchObject({ state: 'working' })
    })
    telegram.write(anna, { text: 'снова здесь' })
    await scene.settle()
    expect((await scene.said(ticketId)).at(-1)).toBe('снова здесь')
  })
})
