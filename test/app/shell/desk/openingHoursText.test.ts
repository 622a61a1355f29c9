import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openingHoursText } from '#app/shell/desk/openingHoursText.ts'
import { setLanguage } from '#app/lib/i18n.ts'

const moscow = { timeZone: 'Europe/Moscow', until: null, from: null }

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-11-22T09:00:00Z'), toFake: ['Date'] })
  setLanguage('ru')
})

afterEach(() => {
  vi.useRealTimers()
})

test('an open desk says until when, by its own clock', () => {
  expect(openingHoursText({ ...moscow, openNow: true, until: '2026-11-22T16:00:00Z' })).toEqual({
    text: 'Открыто до 19:00',
    hasTime: true,
  })
})

test('a desk that is open into the night names the day', () => {
  const { text } = openingHoursText({ ...moscow, openNow: true, until: '2026-11-22T23:00:00Z' })

  expect(text).toBe('Открыто до 02:00, завтра')
})

test('a closed desk says when it opens', () => {
  const { text } = openingHoursText({ ...moscow, openNow: false, from: '2026-11-23T07:00:00Z' })

  expect(text).toBe('Закрыто, откроется завтра в 10:00')
})

test('a desk that never closes has no hours to name, nor one that never opens', () => {
  expect(openingHoursText({ ...moscow, openNow: true })).toEqual({ text: 'Открыто круглосуточно', hasTime: false })
  expect(openingHoursText({ ...moscow, openNow: false })).toEqual({ text: 'Закрыто', hasTime: false })
})

test('D7 the same in Ukrainian and English', () => {
  const closed = { ...moscow, openNow: false, from: '2026-11-24T07:00:00Z' }

  setLanguage('uk')
  expect(openingHoursText(closed).text).toBe('Зачинено, відкриється 24 листопада о 10:00')
  setLanguage('en')
  expect(openingHoursText(closed).text).toBe('Closed, opens November 24 at 10:00')
})
