import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startMax, type MaxEmulator } from '#test/emulators/max.ts'

/** What the stored documentation says of the platform, so that the tests of its adapter are worth something. */
describe('the emulated MAX', () => {
  let max: MaxEmulator
  beforeAll(async () => {
    max = await startMax({ isPaced: true })
  })
  afterAll(() => max.close())

  async function ask(method: string, path: string, body?: unknown, token = max.token) {
    const response = await fetch(`${max.url}${path}`, {
      method,
      headers: { authorization: token },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    return { status: response.status, text, body: JSON.parse(text) }
  }
  const say = (text: string, further = {}, chat = 1) => ask('POST', `/messages?chat_id=${chat}`, { text, ...further })

  it('knows who asks by the header alone, without a word before the token', async () => {
    expect(await ask('GET', '/me')).toMatchObject({ status: 200, body: { username: 'opora_desk_bot', is_bot: true } })
    for (const token of ['', `Bearer ${max.token}`, 'another']) {
      expect(await ask('GET', '/me', undefined, token)).toMatchObject({ status: 401, body: { code: 'verify.token' } })
    }
    expect(await ask('GET', `/me?access_token=${max.token}`, undefined, '')).toMatchObject({ status: 401 })
  })

  it('says 404 of a method that it does not have, and 405 of one that is asked otherwise', async () => {
    expect(await ask('GET', '/chats')).toMatchObject({ status: 404, body: { code: 'not.found' } })
    expect(await ask('POST', '/me')).toMatchObject({ status: 405 })
  })

  it('takes a text of 4,000 letters, no more, none that is empty, and no field that it does not know', async () => {
    expect(await say('а'.repeat(4000))).toMatchObject({
      status: 200,
      body: { message: { body: { mid: expect.any(String), text: 'а'.repeat(4000) }, sender: { is_bot: true } } },
    })
    expect(await say('а'.repeat(4001))).toMatchObject({ status: 400 })
    expect(await say('', {}, 2)).toMatchObject({ status: 400 })
    expect(await say('да', { parse_mode: 'HTML' }, 2)).toMatchObject({ status: 400 })
  })

  it('takes two messages a second in one dialog', async () => {
    expect([await say('1', {}, 9), await say('2', {}, 9)].map(({ status }) => status)).toEqual([200, 200])
    expect(await say('3', {}, 9)).toMatchObject({ status: 429 })
    expect(await say('1', {}, 10)).toMatchObject({ status: 200 })
  })

  it('gives updates behind a marker, again until the marker moves; without one those that come next', async () => {
    max.write(1, 'раньше')
    const [first] = await Promise.all([ask('GET', '/updates?timeout=5'), waited().then(() => max.write(1, 'первое'))])
    expect(first.body.updates).toMatchObject([
      { update_type: 'message_created', message: { body: { text: 'первое' } } },
    ])
    const marker = /"marker":(\d+)/.exec(first.text)?.[1] ?? ''
    expect(Number.isSafeInteger(Number(marker))).toBe(false)

    max.write(1, 'второе')
    max.edit(1, 'mid.1', 'иначе')
    const again = [await ask('GET', `/updates?marker=${marker}`), await ask('GET', `/updates?marker=${marker}`)]
    expect(again[0]?.text).toBe(again[1]?.text)
    expect(again[0]?.body.updates.map((one: { update_type: string }) => one.update_type)).toEqual([
      'message_created',
      'message_edited',
    ])
    expect((await ask('GET', `/updates?marker=${marker}&limit=1`)).body.updates).toHaveLength(1)
    expect(again[0]?.text).toContain('"seq":9007199254740993')
    expect(again[0]?.body.updates[0]).not.toHaveProperty('update_id')
  })
  /** Until the poll is there. */
  const waited = async () => {
    while (!max.calls.includes('GET /updates')) await new Promise((resolve) => setImmediate(resolve))
  }

  it('is polled by nobody while somebody has subscribed', async () => {
    const url = 'https://somebody.test/hook'
    await ask('POST', '/subscriptions', { url, update_types: ['message_created'], secret: 'secret' })
    expect(await ask('GET', '/subscriptions')).toMatchObject({ body: { subscriptions: [{ url }] } })
    expect(await ask('GET', '/updates')).toMatchObject({ status: 400 })
    await ask('DELETE', `/subscriptions?url=${encodeURIComponent(url)}`)
    expect(await ask('GET', '/subscriptions')).toMatchObject({ body: { subscriptions: [] } })
  })

  it('wants a word or a message in answer to a button, and brings what a link has brought', async () => {
    expect(await ask('POST', '/answers?callback_id=1', { notification: 'да' })).toMatchObject({ status: 200 })
    expect(await ask('POST', '/answers?callback_id=1', {})).toMatchObject({ status: 400 })
  })
})
