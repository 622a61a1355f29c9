import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { matching } from '#app/replies/matching.ts'
import { triggerAt } from '#app/replies/trigger.ts'

/** The caret stands at the bar. */
function at(marked: string) {
  const caret = marked.indexOf('|')
  return triggerAt(marked.replace('|', ''), caret)
}

describe('T8 a sign asks for something', () => {
  it.each([
    ['/|', '/', 0, ''],
    ['/лог|', '/', 0, 'лог'],
    ['Здравствуйте! /лог|', '/', 14, 'лог'],
    ['Первая строка\n/лог|', '/', 14, 'лог'],
    ['до /|  после', '/', 3, ''],
    ['\t/а|', '/', 1, 'а'],
    ['@|', '@', 0, ''],
    ['спросите @Арт|', '@', 9, 'Арт'],
    ['(@Арт|)', null, 0, ''],
    ['(@Арт|', '@', 1, 'Арт'],
    ['«@Арт|', '@', 1, 'Арт'],
  ] as const)('%s', (marked, sign, start, query) => {
    expect(at(marked)).toEqual(sign === null ? null : { sign, start, query })
  })

  it.each([
    '/etc/hosts|',
    '/bitrix/|',
    'https://portal.example|',
    'https:/|',
    'C:/Users|',
    '24/7|',
    'и/или|',
    '(/a|',
    '/ |',
    '/лог |',
    '/ло|г',
    '|/лог',
    'mail@example.com|',
    'a@|',
    '@@|',
    '/@|',
    `/${'я'.repeat(41)}|`,
    `${'я'.repeat(60)}/|`,
    '',
  ])('but not in %s', (marked) => {
    expect(at(marked)).toBeNull()
  })

  it('whatever is typed, it names a sign that stands there, and letters up to the caret', () => {
    const text = fc.string({ unit: fc.constantFrom('/', '@', ' ', '\n', 'а', 'б', ':', '(') })
    fc.assert(
      fc.property(text, fc.nat(), (typed, place) => {
        const caret = typed.length === 0 ? 0 : place % (typed.length + 1)
        const found = triggerAt(typed, caret)
        if (found === null) return true
        return typed.slice(found.start, caret) === found.sign + found.query && !/[\s/@]/u.test(found.query)
      }),
    )
  })
})

describe('T8 what fits', () => {
  const all = [
    { title: 'Просьба о логах', text: 'Пришлите логи' },
    { title: 'Часы работы', text: 'Мы отвечаем сегодня. Ещё вопросы?' },
    { title: 'Прощание', text: 'Пришлите логи, если повторится' },
  ]
  const titles = (query: string) => matching(all, query).map(({ title }) => title)

  it('is found by the beginnings of words of title and text, by the title first', () => {
    expect(titles('лог')).toEqual(['Просьба о логах', 'Прощание'])
    expect(titles('пришл')).toEqual(['Просьба о логах', 'Прощание'])
    expect(titles('ПРО')).toEqual(['Просьба о логах', 'Прощание'])
    expect(titles('логах просьба')).toEqual(['Просьба о логах'])
    expect(titles('огах')).toEqual([])
  })

  it('is folded as the search folds', () => {
    expect(titles('еще')).toEqual(['Часы работы'])
    expect(titles('ЕЩЁ')).toEqual(['Часы работы'])
  })

  it('is everything when nothing is asked for', () => {
    expect(titles('')).toHaveLength(3)
    expect(titles(' ?! ')).toHaveLength(3)
  })
})
