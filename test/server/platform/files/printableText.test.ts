import { expect, it } from 'vitest'
import { printable } from '#server/platform/files/printableText.ts'

it.each([
  ['Срочно 🔥 не работает CRM', 'Срочно не работает CRM'],
  ['👨‍👩‍👧 семья', 'семья'],
  ['готово ✅', 'готово'],
  ['🇺🇦 Київ', 'Київ'],
  ['👍🏽', '…'],
  ['пункт 1️⃣', 'пункт 1'],
  ['10:00\u2060–\u206019:00', '10:00–19:00'],
  ['500 ₴', '500 UAH'],
])('a font without these signs prints the words alone: %s', (text, printed) => {
  expect(printable(text)).toBe(printed)
})

it.each(['100 % — «да» № 5 © 2026 ™', 'два  пробела', '1 #*', ''])('everything else stays as it is: %j', (text) => {
  expect(printable(text)).toBe(text)
})
