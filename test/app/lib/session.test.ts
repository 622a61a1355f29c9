import { beforeEach, describe, expect, it, vi } from 'vitest'
import { languageOfPortal } from '#app/lib/frame.ts'
import { language } from '#app/lib/i18n.ts'
import { Refused } from '#app/lib/apiError.ts'
import { meOf } from '../factories.ts'
import { RefusedByServer } from '../fakeServer.ts'
import { links, server } from '../harness.ts'
import { installPortal } from '../portal.ts'

let opened = 0

/** The server gives a new token each time, and takes only the newest one. */
function serveSessions(lifeMs = 3_600_000): void {
  server
    .on('openSession', () => {
      opened += 1
      return { token: `session-${opened}`, expiresAt: new Date(Date.now() + lifeMs).toISOString(), me: meOf() }
    })
    .on('readMe', () => {
      if (server.questions.at(-1)?.token !== `session-${opened}`) throw new RefusedByServer('session_expired')
      return meOf()
    })
}

beforeEach(() => {
  opened = 0
  installPortal({ memberId: 'abc123', language: 'ua', options: { ticket: '15' } })
})

describe('the session', () => {
  it("P1 opens with the portal's own token and speaks the portal's language", async () => {
    serveSessions()

    const person = await links().session.start()

    expect(server.asked('openSession')).toEqual([{ accessToken: 'access-1', memberId: 'abc123' }])
    expect(links().session.me.value).toEqual(person)
    expect(language.value).toBe('uk')
    expect((await links().frame.open()).options).toEqual({ ticket: '15' })
  })

  it('is renewed once, silently, however many calls find it expired at the same time', async () => {
    serveSessions()
    await links().session.start()
    opened += 1

    await Promise.all([links().api.call('readMe', {}), links().api.call('readMe', {}), links().api.call('readMe', {})])

    expect(server.asked('openSession')).toHaveLength(2)
    expect(server.asked('readMe')).toHaveLength(6)
  })

  it('is renewed a minute before it ends', async () => {
    vi.useFakeTimers()
    serveSessions(600_000)
    await links().session.start()

    await vi.advanceTimersByTimeAsync(539_000)
    expect(server.asked('openSession')).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(2_000)

    expect(server.asked('openSession')).toHaveLength(2)
  })

  it('asks the portal for a fresh token when the one it had is no longer believed', async () => {
    server.on('openSession', ({ accessToken }) => {
      if (accessToken === 'access-1') throw new RefusedByServer('identity_not_confirmed')
      return { token: 'session', expiresAt: new Date(Date.now() + 3_600_000).toISOString(), me: meOf() }
    })

    await links().session.start()

    expect(server.asked('openSession')).toHaveLength(2)
  })

  it('is closed at the server and forgotten in the page', async () => {
    serveSessions()
    server.on('closeSession', () => ({})).on('readMe', () => meOf())
    await links().session.start()

    await links().session.end()
    await links().api.call('readMe', {})

    expect(server.asked('closeSession')).toHaveLength(1)
    expect(links().session.me.value).toBeNull()
    expect(server.questions.at(-1)?.token).toBeNull()
  })

  it('is over for the whole page when its renewal is refused', async () => {
    serveSessions()
    await links().session.start()
    opened += 1
    server.refuse('openSession', 'not_allowed')

    await expect(links().api.call('readMe', {})).rejects.toBeInstanceOf(Refused)

    expect(links().session.over.value).toEqual({ code: 'not_allowed', details: {} })
  })
})

it.each([
  ['ru', 'ru'],
  ['by', 'ru'],
  ['kz', 'ru'],
  ['ua', 'uk'],
  ['en', 'en'],
  ['de', 'en'],
])('D7 a portal in %s is answered in %s', (code, expected) => {
  expect(languageOfPortal(code)).toBe(expected)
})
