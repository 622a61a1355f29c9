import { expect, it } from 'vitest'
import { readPayLink } from '#server/portals/domain/payLink.ts'

const endpoint = 'http://box.example/rest/'

it.each([
  ['https://b24-firm.bitrix24.site/pay/?orderId=1&access=f83b', true],
  ['http://box.example/pub/site/10/?paymentId=1063', true],
  ['http://other.example/pub/site/10/?paymentId=1063', false],
  ['javascript:alert(1)', false],
  ['data:text/html,pay', false],
  ['//box.example/pay', false],
  ['https://box.example@evil.example/pay', false],
  ['https://user:word@box.example/pay', false],
  ['https://box.example/\u0000', false],
  [`https://box.example/${'a'.repeat(2000)}`, false],
  ['', false],
])('Q4 the address %j may be opened by a client: %s', (text, isShown) => {
  expect(readPayLink(text, endpoint) !== null).toBe(isShown)
})
