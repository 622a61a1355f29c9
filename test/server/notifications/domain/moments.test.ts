import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { languages } from '#contract/common.ts'
import { momentInWords, readerZone } from '#server/notifications/domain/moments.ts'

const at = new Date('2026-11-29T21:30:00Z')

describe('D4 a time in a letter', () => {
  it.each([
    [
      'the desk’s, named, where the reader’s is not known',
      null,
      'Europe/Moscow',
      { timeZone: 'Europe/Moscow', isNamed: true },
    ],
    [
      'the reader’s, named, where it is another one',
      'Europe/Kyiv',
      'Europe/Moscow',
      { timeZone: 'Europe/Kyiv', isNamed: true },
    ],
    ['unnamed where both are the same', 'Europe/Kyiv', 'Europe/Kyiv', { timeZone: 'Europe/Kyiv', isNamed: false }],
  ])('is %s', (_said, ofReader, ofDesk, zone) => {
    expect(readerZone(ofReader, ofDesk)).toEqual(zone)
  })

  it('is the wall time there, also on another day, and says where', () => {
    const inMoscow = { timeZone: 'Europe/Moscow', isNamed: true }
    expect(momentInWords(at, 'ru', inMoscow)).toMatch(/^30 нояб\.?, 00:30 \(.*[Мм]оск.*\)$/)
    expect(momentInWords(at, 'uk', { timeZone: 'Europe/Kyiv', isNamed: false })).toMatch(/^29 лист\.?,? .*23:30$/)
    expect(momentInWords(at, 'en', { timeZone: 'America/New_York', isNamed: true })).toMatch(/Nov 29, 16:30 \(.*\)$/)
  })

  it('has the same minute in each language and whatever the zone is called', () => {
    const zones = fc.constantFrom('Asia/Kolkata', 'Europe/Kyiv', 'Pacific/Chatham', 'UTC')
    fc.assert(
      fc.property(fc.integer({ min: 1.7e12, max: 1.9e12 }), zones, (milliseconds, timeZone) => {
        const instant = new Date(milliseconds)
        const wall = instant.toLocaleTimeString('en', {
          timeZone,
          hour: '2-digit',
          minute: '2-digit',
          hourCycle: 'h23',
        })
        for (const language of languages)
          expect(momentInWords(instant, language, { timeZone, isNamed: true })).toContain(wall)
      }),
    )
  })
})
