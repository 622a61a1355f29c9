import { expect, it } from 'vitest'
import { AxiosError } from 'axios'
import { call, http } from '#app/lib/api.ts'
import { Refused, Unreachable, toApiError } from '#app/lib/apiError.ts'
import { keepToken } from '#app/lib/token.ts'
import { meOf, supportOf } from '../factories.ts'
import { RefusedByServer } from '../fakeServer.ts'
import { server } from '../harness.ts'

it('carries the token of the session in a header and nowhere else', async () => {
  server.on('readSupport', () => supportOf())
  keepToken('secret')

  await call('readSupport', {})

  expect(server.questions).toEqual([{ name: 'readSupport', input: {}, token: 'secret' }])
})

it('tells a refusal with its code and details', async () => {
  server.refuse('readMe', 'too_many_attempts', { retryAfterSeconds: 60 })

  const failure: unknown = await call('readMe', {}).catch((error: unknown) => error)

  expect(failure).toBeInstanceOf(Refused)
  expect(toApiError(failure)).toEqual({ code: 'too_many_attempts', details: { retryAfterSeconds: 60 } })
})

it.each(['ERR_NETWORK', 'ECONNABORTED'])('calls a server that does not answer (%s) unreachable', async (code) => {
  http.defaults.adapter = (config) => Promise.reject(new AxiosError('cut', code, config))

  await expect(call('readMe', {})).rejects.toBeInstanceOf(Unreachable)
})

it('calls a broken server unreachable, not a refusal', async () => {
  server.refuse('readMe', 'internal')

  await expect(call('readMe', {})).rejects.toBeInstanceOf(Unreachable)
})

it('takes the token that another call has renewed meanwhile instead of renewing again', async () => {
  keepToken('old')
  server.on('readMe', () => {
    if (server.questions.at(-1)?.token === 'old') {
      keepToken('new')
      throw new RefusedByServer('session_expired')
    }
    return meOf()
  })

  await call('readMe', {})

  expect(server.questions.map(({ token }) => token)).toEqual(['old', 'new'])
})

it('lets a mistake of ours fly instead of dressing it up as a refusal', () => {
  expect(() => toApiError(new TypeError('a bug'))).toThrow('a bug')
})
