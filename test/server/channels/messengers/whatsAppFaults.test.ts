import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { eventually } from '#test/support/eventually.ts'
import { anna, startWhatsAppScene, stranger, type WhatsAppScene } from './whatsAppScene.ts'

describe('I2 WhatsApp when things go wrong', () => {
  let scene: WhatsAppScene
  let ticketId: string
  beforeAll(async () => {
    scene = await startWhatsAppScene()
    scene.whatsApp.write(anna, 'Не открывается портал')
    await scene.settle()
    ticketId = (await scene.tickets())[0]?.ticketId ?? ''
    await scene.world.call('takeTicket', { ticketId }, scene.agent)
  }, 60_000)
  afterAll(() => scene.end())
  beforeEach(() => scene.whatsApp.be({ is: 'takes' }))

  const texts = () => scene.whatsApp.sent.map(({ text }) => text)
  const sentWith = (words: string) => texts().filter((text) => text.includes(words))
  const say = async (text: string) => {
    await scene.send(ticketId, scene.agent, { text })
    await scene.world.turn()
  }
  const noted = () =>
    scene.run(`select payload->>'what' as what from journal where type = 'ticket.channelNoted' order by at`)

  it('too many calls are waited out, and the message comes once', async () => {
    scene.whatsApp.be({ is: 'refuses', code: 130_429, retryAfter: 7 }, { is: 'takes' })
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
    scene.whatsApp.be({ is: 'takes' }, { is: 'refuses', code: 131_056 }, { is: 'takes' })
    await say(long)
    await scene.later()
    const said = texts().filter((text) => /часть\d/.test(text))
    expect(said.join(' ').match(/часть\d+/g)).toEqual(long.split(' '))
  })

  it('an answer whose fate nobody knows is sent again; what is said once is not', async () => {
    scene.whatsApp.be({ is: 'diesAfterTaking' }, { is: 'takes' })
    await say('дошло ли?')
    await scene.later()
    expect(sentWith('дошло ли?')).toHaveLength(2)

    scene.whatsApp.be({ is: 'diesAfterTaking' }, { is: 'takes' })
    scene.whatsApp.write(stranger, 'кто здесь?')
    await scene.settle()
    await scene.later()
    await scene.later()
    expect(sentWith('Представьтесь')).toHaveLength(1)
    expect((await scene.account()).undelivered).toMatchObject([{ to: stranger, state: 'unknown' }])
  })

  it('a gateway that answers with a page is an unknown fate, too', async () => {
    scene.whatsApp.be({ is: 'htmlError' }, { is: 'takes' })
    await say('через прокси')
    await scene.later()
    expect(sentWith('через прокси')).toHaveLength(1)
  })

  it('whoever has blocked the number gets no more, and the ticket says so', async () => {
    scene.whatsApp.be({ is: 'refuses', code: 131_026 })
    await say('никому')
    await scene.later()
    expect(sentWith('никому')).toEqual([])
    expect((await noted()).at(-1)).toEqual({ what: 'undelivered' })
  })

  it('what comes later than a day after the client’s last word is said to the agent, refused at once or afterwards', async () => {
    scene.whatsApp.be({ is: 'refuses', code: 131_047 })
    await say('вне окна')
    await scene.later()
    expect(sentWith('вне окна')).toEqual([])
    expect((await noted()).at(-1)).toEqual({ what: 'windowClosed' })
    expect((await scene.account()).undelivered[0]).toMatchObject({ state: 'failed', reason: 'windowClosed' })

    const before = (await noted()).length
    scene.whatsApp.be({ is: 'failsLater', code: 131_047 })
    await say('принято, но вне окна')
    await scene.settle()
    expect((await noted()).slice(before)).toEqual([{ what: 'windowClosed' }])
    const { events } = await scene.world.call('readEvents', { ticketId }, scene.agent)
    expect(events.at(-1)).toMatchObject({ type: 'ticket.channelNoted', what: 'windowClosed', detail: anna })
    const seen = await scene.world.call('readEvents', { ticketId }, scene.admin)
    expect(JSON.stringify(seen.events)).not.toContain('windowClosed')
  })

  it('what was taken and did not arrive is said in its ticket once, however often it is told', async () => {
    const before = (await noted()).length
    scene.whatsApp.be({ is: 'failsLater', code: 131_026 })
    await say('принято и потеряно')
    scene.whatsApp.again()
    scene.whatsApp.again()
    await scene.settle()
    expect((await noted()).slice(before)).toEqual([{ what: 'undelivered' }])
  })

  it('while the database is away it is called again until it is back, and nothing is lost', async () => {
    const { whatsApp, settle } = scene
    await scene.run('alter table channel_inbox rename to channel_inbox_away')
    whatsApp.write(anna, 'пока базы нет')
    whatsApp.write(anna, 'и ещё')
    await eventually(() => {
      expect(scene.world.logText()).toContain('a call of a messenger could not be taken')
    })
    expect(whatsApp.isTaken()).toBe(false)
    expect(await whatsApp.call(Buffer.from(JSON.stringify(oneMessage())))).toMatchObject({ status: 503 })
    await scene.run('alter table channel_inbox_away rename to channel_inbox')
    await settle()
    expect((await scene.said(ticketId)).slice(-2)).toEqual(['пока базы нет', 'и ещё'])
  })
  const oneMessage = () => ({
    entry: [
      {
        changes: [
          {
            value: {
              metadata: { phone_number_id: scene.whatsApp.bot.phoneNumberId },
              messages: [{ from: anna, id: 'wamid.never', type: 'text', text: { body: 'не принято' } }],
            },
          },
        ],
      },
    ],
  })

  it('paused it takes nothing, and gets it all when it goes on', async () => {
    const { world, owner, accountId, whatsApp } = scene
    await world.call('pauseMailbox', { accountId, isPaused: true }, owner)
    const before = await scene.said(ticketId)
    expect(await whatsApp.call(Buffer.from(JSON.stringify(oneMessage())))).toMatchObject({ status: 503 })
    whatsApp.write(anna, 'на паузе')
    await world.call('pauseMailbox', { accountId, isPaused: false }, owner)
    await scene.settle()
    expect((await scene.said(ticketId)).slice(before.length)).toEqual(['на паузе'])
  })

  it('a token that is refused breaks the number; what is written meanwhile is kept, and a new one mends it', async () => {
    const { whatsApp, world, owner, accountId } = scene
    whatsApp.refuseToken(true)
    await world.call('testMailbox', { accountId }, owner)
    await eventually(async () => {
      await world.turn()
      expect(await scene.account()).toMatchObject({ state: 'broken', reason: 'signInRefused' })
    })
    expect(await scene.run(`select channel from desk_channels where channel = 'whatsapp'`)).toEqual([])
    whatsApp.write(anna, 'пока сломано')
    await scene.settle()
    expect((await scene.said(ticketId)).at(-1)).toBe('пока сломано')
    whatsApp.refuseToken(false)
    const { revision } = await scene.account()
    await world.call('changeBot', { accountId, revision, token: whatsApp.bot.token }, owner)
    await eventually(async () => {
      await world.turn()
      expect(await scene.account()).toMatchObject({ state: 'working' })
    })
  })
})
