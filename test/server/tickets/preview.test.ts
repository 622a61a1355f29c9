import fc from 'fast-check'
import { expect, it } from 'vitest'
import { previewOf } from '#server/tickets/domain/preview.ts'

it.each([
  ['Сервер отвечает `503` на `/api`', 'Сервер отвечает 503 на /api'],
  ['**Важно:** не *закрывайте* окно', 'Важно: не закрывайте окно'],
  ['см. [инструкцию](https://example.org/a?b=1), часть 2', 'см. инструкцию, часть 2'],
  ['> вы писали\n> вчера\n\nДа, `код` верный', 'вы писали вчера Да, код верный'],
  ['```ts\nconst a = 2 * 3 * 4\n```\nне работает', 'const a = 2 * 3 * 4 не работает'],
  ['**[отчёт `v2`](https://example.org)** готов', 'отчёт v2 готов'],
  ['`**как есть** [a](https://b)`', '**как есть** [a](https://b)'],
])('T8 a list shows %j without the signs of its markup', (text, shown) => {
  expect(previewOf(text)).toBe(shown)
})

it.each([
  '2 * 3 * 4 = 24',
  'список: * один * два',
  'одна ` черта',
  'файл*имя*.txt',
  '[скобки] и (скобки)',
  '5 > 3',
  '/a_b_c/',
])('T8 what is no markup stays as it was typed: %s', (text) => {
  expect(previewOf(text)).toBe(text)
})

it('is one line of at most 160 signs, whatever was typed, and soon', () => {
  const signs = fc.constantFrom(
    '`',
    '``',
    '*',
    '**',
    '[',
    '](https://a)',
    ')',
    '>',
    '\n',
    '~~~',
    'слово',
    ' ',
    '\u{1F600}',
  )
  fc.assert(
    fc.property(fc.array(signs, { maxLength: 20_000 }), (parts) => {
      const shown = previewOf(parts.join(''))
      expect(shown.length).toBeLessThanOrEqual(160)
      expect(shown).not.toMatch(/\n|^ /)
    }),
  )
  const startedAt = performance.now()
  for (const sign of ['`', '*', '**a', '[', '[a](https:', '>', '`a``']) previewOf(sign.repeat(20_000))
  expect(performance.now() - startedAt).toBeLessThan(2000)
})
