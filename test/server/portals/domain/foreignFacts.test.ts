import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { needsLook } from '#server/portals/domain/bindings.ts'
import { isKeepable, readForeignText } from '#server/portals/domain/foreignText.ts'
import { afterMove, readClientEndpoint } from '#server/portals/domain/portalAddress.ts'

const at = new Date('2026-11-20T09:00:00Z')
const minutesBefore = (minutes: number) => new Date(at.getTime() - minutes * 60_000)

describe('what a portal says becomes text that can be kept', () => {
  it('whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), fc.integer({ min: 1, max: 50 }), (text, most) => {
        const line = readForeignText(text, most)
        expect(line.length).toBeLessThanOrEqual(most)
        expect(line.isWellFormed()).toBe(true)
        expect(line).not.toMatch(/[\0\r\n\u2028]/)
      }),
    )
  })

  it.each([
    ['Анна', 'Анна'],
    ['  Анна  ', 'Анна'],
    ['a\0b', 'a b'],
    ['\uDC00x', '\uFFFDx'],
    ['абвгдежзик', 'абвгдежзик'],
    ['абвгдежзикл', 'абвгдежзи…'],
    ['абвгдежз👍👍', 'абвгдежз…'],
  ])('%j → %j', (text, line) => {
    expect(readForeignText(text, 10)).toBe(line)
  })

  it('a key is taken as it stands or not at all', () => {
    expect([isKeepable('abc', 3), isKeepable('abcd', 3), isKeepable('a\0', 3), isKeepable('a\uD800', 3)]).toEqual([
      true,
      false,
      false,
      false,
    ])
  })
})

describe('P7 where a portal is', () => {
  it.each([
    ['https://firm.bitrix24.ru/rest/', 'firm.bitrix24.ru'],
    ['https://box.example:8443/rest', 'box.example:8443'],
    ['http://127.0.0.2:1234/rest/', '127.0.0.2:1234'],
    ['ftp://firm.example/rest/', null],
    ['https://user:secret@firm.example/rest/', null],
    ['https://firm.example/rest/?a=b', null],
    ['https://firm.example/', null],
    ['firm.example', null],
    [`https://${'a'.repeat(300)}.example/rest/`, null],
  ])('%s', (text, domain) => {
    expect(readClientEndpoint(text)?.domain ?? null).toBe(domain)
  })

  it('what it leaves is remembered, where it goes back to is former no more, and no list grows for ever', () => {
    const first = afterMove({ domain: 'a', formerAddresses: [] }, 'b', minutesBefore(2))
    const back = afterMove({ domain: 'b', formerAddresses: first }, 'a', minutesBefore(1))
    let many = back
    for (let i = 0; i < 40; i += 1) many = afterMove({ domain: `x${i}`, formerAddresses: many }, `x${i + 1}`, at)

    expect(first).toEqual([{ domain: 'a', leftAt: minutesBefore(2) }])
    expect(back).toEqual([{ domain: 'b', leftAt: minutesBefore(1) }])
    expect(many).toHaveLength(20)
  })
})

describe('P8 when what is set at a portal is looked at', () => {
  const known = { isInstalled: true, appVersion: 3, boundVersion: 3, boundAt: minutesBefore(5) }

  it.each([
    ['an admin, a moment after the last look', known, true, false],
    ['an admin, some time later', { ...known, boundAt: minutesBefore(10) }, true, true],
    ['an employee, some time later', { ...known, boundAt: minutesBefore(60) }, false, false],
    ['anybody, after an update', { ...known, appVersion: 4 }, false, true],
    ['an admin, where nobody has ever looked', { ...known, boundAt: null }, true, true],
    ['an admin, where the app is not installed', { ...known, appVersion: 4, isInstalled: false }, true, false],
  ])('%s', (_who, portal, isAdmin, expected) => {
    expect(needsLook(portal, isAdmin, at)).toBe(expected)
  })
})
