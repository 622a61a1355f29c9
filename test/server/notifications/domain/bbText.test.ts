import { expect, it } from 'vitest'
import { appLink } from '#server/notifications/domain/appLink.ts'
import { placeOf, plainOf } from '#server/notifications/domain/bbText.ts'

it('a notice is plain text, and its link the place that it names', () => {
  const bb = `OP-1: &#91;b&#93; ${appLink('Открыть', { appId: 'local.1', at: { ticket: 'a b', part: 'orders' } })}`
  const { plain, path } = plainOf(bb)

  expect(plain).toBe('OP-1: [b]')
  expect(placeOf(path ?? '')).toEqual({ ticket: 'a b', part: 'orders' })
})

it('a link that only opens the application names nothing; one that leads out of the portal is none', () => {
  expect(placeOf('/marketplace/view/local.1/')).toEqual({})
  expect(plainOf('x [url=https://evil.example/]y[/url]')).toEqual({ plain: 'x', path: null })
  expect(plainOf('nothing')).toEqual({ plain: 'nothing', path: null })
})
