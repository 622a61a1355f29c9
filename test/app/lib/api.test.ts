import { expect, it } from 'vitest'
import { AxiosError } from 'axios'
import { Refused, Unreachable, toApiError } from '#app/lib/apiError.ts'
import { meOf, supportOf } from '../factories.ts'
import { RefusedByServer } from '../fakeServer.ts'
import { links, server } from '../harness.ts'

it('carries the token of the session in a header and nowhere else', async () => {
  server.on('readSupport', () => supportOf())
  links().token.keep('secret')

  await links().api.call('readSupport', {})

  expect(server.questions).toEqual([{ name: 'readSupport', input: {}, token: 'secret' }])
})

it('tells a refusal with its code and details', async () => {
  server.refuse('readMe', 'too_many_attempts', { retryAfterSeconds: 60 })

  const failure: unknown = await links()
    .api.call('readMe', {})
    .catch((error: unknown) => error)

  expect(failure).toBeInstanceOf(Refused)
  expect(toApiError(failure)).toEqual({ code: 'too_many_attempts', details: { retryAfterSeconds: 60 } })
})

it.each(['ERR_NETWORK', 'ECONNABORTED'])('calls a server that does not answer (%s) unreachable', async (code) => {
  links().api.http.defaults.adapter = (config) => Promise.reject(new AxiosError('cut', code, config))

  await expect(links().api.call('readMe', {})).rejects.toBeInstanceOf(Unreachable)
})

it('waits for whatever makes a file or looks one through, not for anything else', async () => {
  const patience = new Map<string, number | undefined>()
  links().api.http.defaults.adapter = (config) => {
    patience.set(config.url ?? '', config.timeout)
    return Promise.reject(new AxiosError('cut', 'ERR_NETWORK', config))
  }
  const { call } = links().api

  await Promise.allSettled([
    call('exportCodeConditions', { code: 'code', language: 'ru', timeZone: 'UTC' }),
    call('finishUpload', { fileId: 'file' }),
    call('readMe', {}),
  ])

  expect([...patience.values()]).toEqual([120_000, 120_000, 10_000])
})

it('calls a broken server unreachable, not a refusal', async () => {
  server.refuse('readMe', 'internal')

  await expect(links().api.call('readMe', {})).rejects.toBeInstanceOf(Unreachable)
})

it('takes the token that another call has renewed meanwhile instead of renewing again', async () => {
  links().token.keep('old')
  server.on('readMe', () => {
    if (server.questions.at(-1)?.token === 'old') {
      links().token.keep('new')
      throw new RefusedByServer('session_expired')
    }
    return meOf()
  })

  await links().api.call('readMe', {})

  expect(server.questions.map(({ token }) => token)).toEqual(['old', 'new'])
})

it('lets a mistake of ours fly instead of dressing it up as a refusal', () => {
  expect(() => toApiError(new TypeError('a bug'))).toThrow('a bug')
})
