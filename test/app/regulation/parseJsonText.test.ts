import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { jsonErrorPosition } from '#app/regulation/jsonErrorPosition.ts'
import { parseJsonText } from '#app/regulation/parseJsonText.ts'

describe('a document that somebody types', () => {
  it('is read', () => {
    expect(parseJsonText(' {"key": "mine"} ')).toEqual({ document: { key: 'mine' } })
  })

  it.each(['null', '[]', '"text"', '7'])('%s is JSON, but no document', (text) => {
    expect(parseJsonText(text)).toEqual({ mistake: 'notAnObject' })
  })

  it.each([
    ['', 1, 1],
    ['{', 1, 2],
    ['{"a": 1', 1, 8],
    ['{"a": 1,}', 1, 9],
    ['[1,]', 1, 4],
    ['{"a" 1}', 1, 6],
    ['{a: 1}', 1, 2],
    ["{'a': 1}", 1, 2],
    ['{"a": oops}', 1, 7],
    ['{"a": 01}', 1, 8],
    ['{"a": "b\nc"}', 1, 7],
    ['{"a": 1}}', 1, 9],
    ['{"a": [1, 2}', 1, 12],
    ['{\n  "key": "mine",\n  "title": oops\n}', 3, 12],
  ])('%j stops being JSON at line %i, character %i', (text, line, column) => {
    expect(parseJsonText(text)).toEqual({ mistake: 'syntax', line, column })
  })

  it('is JSON exactly where the browser takes it', () => {
    const nearly = fc
      .tuple(fc.json(), fc.nat(), fc.constantFrom('', ',', '"', '{', ']', '0', ':', '\n', 'e', '\\'))
      .map(([text, at, sign]) => {
        const cut = at % (text.length + 1)
        return `${text.slice(0, cut)}${sign}${text.slice(cut + 1)}`
      })
    fc.assert(
      fc.property(fc.oneof(fc.json(), nearly), (text) => {
        expect(jsonErrorPosition(text) === null).toBe(isTaken(text))
      }),
      { numRuns: 2000 },
    )
  })
})

function isTaken(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
