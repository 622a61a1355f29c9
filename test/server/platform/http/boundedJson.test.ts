import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { parseBoundedJson } from '#server/platform/http/boundedJson.ts'

const parse = (text: string) => parseBoundedJson(Buffer.from(text))

describe('JSON of others', () => {
  it('is what JSON.parse makes of it, whatever stands in its texts', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 5 }), (text) => {
        expect(parse(text)).toEqual(JSON.parse(text))
      }),
    )
    expect(parse(String.raw`{"a":"[[[\"{,,,\\","b":[1,2]}`)).toEqual({ a: '[[["{,,,\\', b: [1, 2] })
  })

  it.each([
    ['deep', `${'['.repeat(33)}${']'.repeat(33)}`],
    ['of many parts', `[${'0,'.repeat(20_001)}0]`],
    ['deep and never closed', '['.repeat(1_000_000)],
  ])('too %s is refused before anything is made of it', (_how, text) => {
    expect(() => parse(text)).toThrow(RangeError)
  })

  it('that is none is refused as any other', () => {
    expect(() => parse('{"a":')).toThrow(SyntaxError)
    expect(() => parse(']]]')).toThrow(SyntaxError)
  })
})
