import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { sql } from 'kysely'
import { insertEvents } from '#server/channels/inbox.sql.ts'
import { nextConnecting, nextReading, nextSending } from '#server/channels/domain/backOff.ts'
import { derivedId } from '#server/platform/db/derivedId.ts'
import { messageTextOf, subjectOf } from '#server/channels/domain/written.ts'
import { newId } from '#test/support/world.ts'
import { paceByHand } from '#test/support/paceByHand.ts'
import { startScene, type Scene } from '../tickets/scene.ts'

const at = new Date('2026-11-30T10:00:00Z')

describe('I1 what waits between tries', () => {
  it('is longer each time and has an end', () => {
    const after = (tries: number) => (nextSending(at, { madeAt: at, tries })?.getTime() ?? 0) - at.getTime()
    expect([1, 2, 3, 4, 5, 9].map(after)).toEqual([5e3, 30e3, 120e3, 600e3, 3600e3, 3600e3])
    expect(nextSending(at, { madeAt: at, tries: 1 }, 90e3)?.getTime()).toBe(at.getTime() + 90e3)
    expect(nextSending(at, { madeAt: new Date(at.getTime() - 24 * 3600e3), tries: 9 })).toBeNull()
    expect([1, 4, 5].map((tries) => nextReading(at, tries) !== null)).toEqual([true, true, false])
    expect([1, 2, 30].map(nextConnecting)).toEqual([2e3, 4e3, 300e3])
  })
})

describe('I1 what somebody has written', () => {
  it('is a message and a subject that a ticket takes', () => {
    expect(messageTextOf('a\u0000b\r\n')).toEqual({ text: 'ab', isCut: false })
    expect(messageTextOf('я'.repeat(30_000))).toMatchObject({ isCut: true })
    expect(messageTextOf('я'.repeat(30_000)).text).toHaveLength(20_000)
    expect(subjectOf('Re: Fwd: [OP-12] RE[2]: Почта', 'текст', 'нет')).toBe('Почта')
    expect(subjectOf(' Re: ', 'Первая строка\nвторая', 'нет')).toBe('Первая строка вторая')
    expect(subjectOf('', '', 'нет')).toBe('нет')
    expect(subjectOf('х'.repeat(500), '', 'нет')).toHaveLength(200)
  })

  it('has ids that the same event always gives', () => {
    const id = derivedId('a', 'file 1')
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect([derivedId('a', 'file 1'), derivedId('a', 'file 2')]).toEqual([id, expect.not.stringMatching(id)])
  })
})

describe('I1 the inbox', () => {
  let scene: Scene
  let accountId: string
  let deskId: string
  beforeAll(async () => {
    scene = await startScene(paceByHand())
  }, 60_000)
  afterAll(() => scene.world.stop())
  beforeEach(async () => {
    const { world, owner } = scene
    const { accounts } = await world.call('readChannels', {}, owner)
    for (const one of accounts) await world.call('removeMailbox', { accountId: one.accountId }, owner)
    accountId = newId()
    const mailbox = { host: '127.0.0.1', port: 9, security: 'none', user: 'support' } as const
    const passwords = { imapPassword: 'x', smtpPassword: 'x' }
    const address = `support-${accountId}@opora.test`
    await world.call('addMailbox', { accountId, address, imap: mailbox, smtp: mailbox, ...passwords }, owner)
    await world.call('pauseMailbox', { accountId, isPaused: true }, owner)
    deskId = (await scene.actorOf(owner)).desk?.deskId ?? ''
  })

  const event = (key: string, content = key) => ({
    externalKey: key,
    contentKey: `${accountId} ${content}`,
    conversation: 'anna@klient.test',
    raw: Buffer.from('x'),
    isWhole: true,
  })
  const store = (...events: ReturnType<typeof event>[]) =>
    scene.world.transaction((unit) => insertEvents(unit, { accountId, deskId }, events))
  const states = async () => {
    const { rows } = await sql<{ state: string; tries: number }>`
      select state, tries from channel_inbox where account_id = ${accountId} order by place`.execute(
      scene.world.store.db,
    )
    return rows
  }

  it('takes each event once, by its key and by its content, whoever brings it', async () => {
    expect(await store(event('1:1'), event('1:2'))).toHaveLength(1)
    expect(await store(event('1:1'), event('2:1', '1:2'))).toEqual([])
    expect(await states()).toHaveLength(2)
  })

  it('parks what cannot be worked on, goes on with the others, and tries again when its owner says so', async () => {
    const { world, owner } = scene
    await store(event('1:1'))
    // What it was sealed with is gone, so nobody can open the account.
    await sql`update channel_accounts set sealed_secret = '00000000.none' where account_id = ${accountId}`.execute(
      world.store.db,
    )
    for (let tries = 0; tries < 5; tries += 1) {
      await sql`update channel_inbox set next_at = now() - interval '1 second', held_until = null
                 where state = 'waiting'`.execute(world.store.db)
      await world.turn()
    }
    expect(await states()).toEqual([{ state: 'parked', tries: 5 }])
    const [account] = (await world.call('readChannels', {}, owner)).accounts
    const eventId = account?.events[0]?.eventId ?? ''
    expect(account?.events).toMatchObject([{ state: 'parked', from: 'anna@klient.test' }])
    const stranger = await world.enter('standard', 1)
    expect(await world.ask('retryChannelEvent', { eventId }, stranger)).toMatchObject({ code: 'not_found' })
    await world.call('retryChannelEvent', { eventId }, owner)
    expect(await states()).toEqual([{ state: 'waiting', tries: 0 }])
  })

  it('of another desk does not exist, and an address is one desk’s alone', async () => {
    const { world } = scene
    const stranger = await world.enter('standard', 1)
    const { accounts } = await world.call('readChannels', {}, scene.owner)
    const address = accounts[0]?.address ?? ''
    expect(await world.ask('testMailbox', { accountId }, stranger)).toMatchObject({ code: 'not_found' })
    expect(await world.ask('removeMailbox', { accountId }, stranger)).toMatchObject({ code: 'not_found' })
    const mailbox = { host: '127.0.0.1', port: 9, security: 'none', user: 'support' }
    const passwords = { imapPassword: 'x', smtpPassword: 'x' }
    const input = { accountId: newId(), address, imap: mailbox, smtp: mailbox, ...passwords }
    expect(await world.ask('addMailbox', input, stranger)).toMatchObject({ code: 'account_address_taken' })
  })
})
