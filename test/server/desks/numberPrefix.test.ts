import { expect, it } from 'vitest'
import { freePrefix } from '#server/desks/domain/numberPrefix.ts'

it.each([
  ['Интегратор Плюс', 'IP'],
  ['ООО «Ромашка»', 'ROM'],
  ['Щедрик', 'SCH'],
  ['Київ Софт Сервіс', 'KSS'],
  ['Служба поддержки 24', 'SP'],
  ['Ёж', 'YOZ'],
  ['ООО', 'OOO'],
  ['24/7', 'DSK'],
  ['客服', 'DSK'],
  ['Éclair', 'ECL'],
])('T2 a prefix comes from the name: %s', (name, prefix) => {
  expect(freePrefix(name, new Set())).toBe(prefix)
})

it('T2 one that somebody has is not given again, however many desks have that name', () => {
  const taken = new Set<string>()
  for (let desks = 0; desks < 2000; desks += 1) taken.add(freePrefix('Интегратор Плюс', taken))

  expect(taken.size).toBe(2000)
  expect([...taken].every((prefix) => /^[A-Z]{2,5}$/.test(prefix))).toBe(true)
  expect([...taken].slice(0, 3)).toEqual(['IP', 'INT', 'INTE'])
})
