import { expect, it } from 'vitest'
import { linkTo, nameOf } from '#server/identification/domain/messengers.ts'
import { tokenIn } from '#server/identification/domain/token.ts'

const token = 'a'.repeat(42) + '_'

it.each([
  ['telegram', `/start ${token}`, token],
  ['telegram', token, null],
  ['telegram', `/start ${token} и ещё`, null],
  ['telegram', '/start', null],
  ['telegram', `/start ${token}x`, null],
  ['max', `/start ${token}`, token],
  ['max', token, token],
  ['max', 'здравствуйте', null],
  ['whatsapp', `code ${token}`, token],
  ['whatsapp', `code ${token}`, token],
  ['whatsapp', `мой секретный ${token}`, null],
  ['whatsapp', token, null],
] as const)('I2 %s: %s', (channel, text, found) => {
  expect(tokenIn(text, channel)).toBe(found)
})

it('I2 a click brings the token to the bot, and to nowhere else', () => {
  expect(linkTo('telegram', '@opora_bot', token)).toBe(`https://t.me/opora_bot?start=${token}`)
  expect(linkTo('max', 'opora/../x', token)).toBe(`https://max.ru/opora%2F..%2Fx?start=${token}`)
  expect(linkTo('whatsapp', '+7 (900) 000-00-00', token)).toBe(
    `https://wa.me/79000000000?text=${encodeURIComponent(`code ${token}`)}`,
  )
  expect(nameOf('whatsapp')).toBe('WhatsApp')
})
