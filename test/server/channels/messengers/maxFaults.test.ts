import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { eventually } from '#test/support/eventually.ts'
import { anna, startMaxScene, stranger, type MaxScene } from './maxScene.ts'

describe('I2 MAX when things go wrong', () => {
  let scene: MaxScene
  let ticketId: string
  beforeAll(async () => {
    scene = await startMaxScene()
    scene.max.write(anna, 'Не открывается портал')
    await scene.settle()
    ticketId = (await scene.tickets())[0]?.ticketId ?? ''
    await scene.world.call('takeTicket', { ticketId }, scene.agent)
  }, 60_000)
  afterAll(() => scene.end())
  beforeEach(() => scene.max.be({ is: 'takes' }))

  const texts = () => scene.max.sent.map(({ text }) => text)
  const sentWith = (words: string) => texts().filter((text) => text.includes(words))
  const say = async (text: string) => {
    await scene.send(ticketId, scene.agent, { text })
    await scene.world.turn()
  }
  const noted = () =>
    scene.run(`select payload->>'what' as what from journal where type = 'ticket.channelNoted' order by at`)

  it('too many calls are waited out, and the message comes once', async () => {
    scene.max.be({ is: 'refuses', status: 429, code: 'too.many.requests', retryAfter: 7 }, { is: 'takes' })
    await say('после паузы')
    expect(sentWith('после паузы')).toEqual([])
    const [row] = await scene.run(
      `select round(extract(epoch from slow_until - now()))::int as seconds from channel_accounts`,
    )
    expect(row).toMatchObject({ seconds: expect.toSatisfy((seconds: number) => seconds > 2 && seconds <= 7) })
    await scene.later()
    expect(sentWith('после паузы')).toHaveLength(1)
  })

  it('a long answer goes on behind the part that is at its reader already', async () => {
    const long = Array.from({ length: 900 }, (_, place) => `часть${place}`).join(' ')
    scene.max.be({ is: 'takes' }, { is: 'refuses', status: 503, code: 'service.unavailable' }, { is: 'takes' })
    await say(long)
    await scene.later()
    const said = texts().filter((text) => /часть\d/.test(text))
    expect(said.every((text) => text.length <= 4000)).toBe(true)
    expect(said.join(' ').match(/часть\d+/g)).toEqual(long.split(' '))
  })

  it('an answer whose fate nobody knows is sent again; what is said once is not', async () => {
    scene.max.be({ is: 'diesAfterTaking' }, { is: 'takes' })
    await say('дошло ли?')
    await scene.later()
    expect(sentWith('дошло ли?')).toHaveLength(2)

    scene.max.be({ is: 'diesAfterTaking' }, { is: 'takes' })
    scene.max.write(stranger, 'кто здесь?')
    await scene.settle()
    await scene.later()
    await scene.later()
    expect(sentWith('Представьтесь')).toHaveLength(1)
    expect((await scene.account()).undelivered).toMatchObject([{ to: String(stranger), state: 'unknown' }])
  })

  it('a gateway that answers with a page is an unknown fate, too', async () => {
    scene.max.be({ is: 'htmlError' }, { is: 'takes' })
    await say('через прокси')
    await scene.later()
    expect(sentWith('через прокси')).toHaveLength(1)
  })

  it('where the dialog is closed to the bot nothing more is sent, and the ticket says so', async () => {
    scene.max.be({ is: 'refuses', status: 403, code: 'chat.denied' })
    await say('никому')
    await scene.later()
    expect(sentWith('никому')).toEqual([])
    expect((await noted()).at(-1)).toEqual({ what: 'undelivered' })
  })

  it('what the platform does not take for its content is not sent again', async () => {
    scene.max.be({ is: 'refuses', status: 400, code: 'proto.payload' }, { is: 'takes' })
    await say('не то')
    await scene.later()
    expect(sentWith('не то')).toEqual([])
    expect((await scene.account()).undelivered[0]).toMatchObject({ state: 'failed', reason: 'contentRefused' })
  })

  it('a batch of which one is not understood, and one is of a kind that nobody reads, loses nothing of the rest', async () => {
    const { max } = scene
    max.deliver({ update_type: 'message_created', message: { text: 'не по схеме' } })
    max.write(anna, 'до')
    max.deliver({ update_type: 'something_new' })
    max.write(anna, 'после')
    await scene.settle()
    expect((await scene.said(ticketId)).slice(-2)).toEqual(['до', 'после'])
  })

  it('a batch that was taken and not confirmed comes again, and is done once', async () => {
    const { max, world } = scene
    max.write(anna, 'однажды')
    await scene.settle()
    await scene.run(`update channel_accounts set cursor = jsonb_build_object('marker',
      ((cursor->>'marker')::bigint - 3)::text), revision = revision + 1`)
    max.write(anna, 'и только')
    await eventually(async () => {
      await world.turn()
      expect((await scene.said(ticketId)).at(-1)).toBe('и только')
    })
    const said = await scene.said(ticketId)
    expect(said.filter((text) => text === 'однажды')).toHaveLength(1)
    expect(said.filter((text) => text === 'после')).toHaveLength(1)
  })

  it('a database that is away takes nothing and loses nothing: the marker moves with what was stored', async () => {
    const { max } = scene
    await scene.run('alter table channel_inbox rename to channel_inbox_away')
    max.write(anna, 'пока базы нет')
    max.write(anna, 'и ещё')
    await eventually(() => {
      expect(scene.world.logText()).toContain('could not be received for')
    })
    expect(max.isTaken()).toBe(false)
    await scene.run('alter table channel_inbox_away rename to channel_inbox')
    await scene.settle()
    expect((await scene.said(ticketId)).slice(-2)).toEqual(['пока базы нет', 'и ещё'])
  })

  it('a token that is refused breaks the bot, and a new one mends it', async () => {
    const { max, world, owner, accountId } = scene
    max.refuseToken(true)
    await eventually(async () => {
      await world.turn()
      expect(await scene.account()).toMatchObject({ state: 'broken', reason: 'signInRefused' })
    })
    expect(await scene.run(`select channel from desk_channels where channel = 'max'`)).toEqual([])
    max.refuseToken(false)
    const { revision } = await scene.account()
    await world.call('changeBot', { accountId, revision, token: max.token }, owner)
    await eventually(async () => {
      await world.turn()
      expect(await scene.account()).toMatchObject({ state: 'working' })
    })
    max.write(anna, 'снова здесь')
    await scene.settle()
    expect((await scene.said(ticketId)).at(-1)).toBe('снова здесь')
  })
})
