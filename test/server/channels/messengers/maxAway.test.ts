import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ReceiveFailure, type Account, type Sink } from '#server/channels/channel.port.ts'
import { maxApi, maxBots, maxFailureOf } from '#server/channels/messengers/max.adapter.ts'
import { lineFailure, readExactly } from '#server/channels/messengers/calls.adapter.ts'
import { startMax, type MaxEmulator } from '#test/emulators/max.ts'

describe('I2 MAX where it cannot be had', () => {
  let max: MaxEmulator
  beforeAll(async () => {
    max = await startMax()
  })
  afterAll(() => max.close())

  const sink: Sink = { store: async () => {}, looked: async () => {}, hasRoom: async () => true }
  const account = (): Account => ({
    accountId: 'a',
    deskId: 'd',
    channel: 'max',
    address: '@opora_desk_bot',
    settings: { botId: '42', username: 'opora_desk_bot' },
    secret: max.token,
    cursor: null,
  })

  it('says so where somebody else has subscribed to the bot: a poll would hear nothing', async () => {
    const headers = { authorization: max.token }
    await fetch(`${max.url}/subscriptions`, { method: 'POST', headers, body: '{"url":"https://somebody.test/hook"}' })
    const received = maxApi({ root: max.url }).receive(account(), sink, AbortSignal.timeout(5000))
    await expect(received).rejects.toMatchObject({ failure: { is: 'retry', reason: 'takenElsewhere' } })
    await expect(received).rejects.toBeInstanceOf(ReceiveFailure)
  })

  it('a message to a platform to which nobody could speak is sent again; one whose line was cut is in doubt', async () => {
    const part = { text: 'да', marks: [], buttons: [] }
    const gone = await startMax()
    await gone.close()
    const away = maxApi({ root: gone.url })
    expect(await away.sendPart(account(), '1', part)).toMatchObject({ is: 'retry', reason: 'notReached' })
    expect(await maxBots({ root: gone.url })({ token: 'any-token-at-all' }, null)).toMatchObject({ is: 'retry' })
    max.be({ is: 'diesAfterTaking' })
    expect(await maxApi({ root: max.url }).sendPart(account(), '1', part)).toMatchObject({ is: 'unknownFate' })
  })

  it('a certificate that nobody here trusts is said as such', () => {
    const cause = { code: 'SELF_SIGNED_CERT_IN_CHAIN' }
    expect(lineFailure(new TypeError('fetch failed', { cause }))).toMatchObject({
      is: 'retry',
      reason: 'badCertificate',
    })
  })

  it.each([
    [429, { code: 'too.many.requests' }, { is: 'retry', after: 1000, isOfAccount: true }],
    [401, { code: 'verify.token' }, { is: 'accountBroken' }],
    [403, { code: 'chat.denied' }, { is: 'addressGone' }],
    [404, { code: 'chat.not.found' }, { is: 'addressGone' }],
    [400, { code: 'attachment.not.ready' }, { is: 'retry' }],
    [400, { code: 'proto.payload' }, { is: 'rejected' }],
    [503, { code: 'service.unavailable' }, { is: 'retry' }],
    [502, null, { is: 'unknownFate' }],
  ])('%i with %j is a failure of its class', (status, body, failure) => {
    expect(maxFailureOf({ status, body, headers: new Headers() })).toMatchObject(failure)
  })

  it('long ids stay what they are, also beside texts that look like them', () => {
    expect(
      readExactly('{"a":9007199254740993,"b":[-9007199254740995],"c":1.2345678901234567,"d":"x\\" 9007199254740993"}'),
    ).toEqual({ a: '9007199254740993', b: ['-9007199254740995'], c: 1.2345678901234567, d: 'x" 9007199254740993' })
    expect(readExactly('<html>')).toBeNull()
  })
})
