import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { freeSlug, isSlug, slugOf } from '#server/knowledge/articles/domain/slugs.ts'

describe('A5 the name of an article', () => {
  it.each([
    ['Как подключить партнёра по коду?', 'kak-podkliuchit-partnera-po-kodu'],
    ['Під’єднати ґаджет: її щеплення', 'pidiednati-gadzhet-ii-shcheplennia'],
    ['Café & CRM 2.0', 'cafe-crm-2-0'],
    ['«!»', 'article'],
  ])('of “%s” is %s', (title, slug) => {
    expect(slugOf(title)).toBe(slug)
  })

  it('may stand in an address and in the name of a file, whatever the title is, and is free', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 150 }), fc.integer({ min: 0, max: 30 }), (title, count) => {
        const taken = new Set<string>()
        for (let one = 0; one < count; one += 1) taken.add(freeSlug(slugOf(title), taken))
        expect(taken.size).toBe(count)
        expect([...taken].filter((slug) => !isSlug(slug))).toEqual([])
      }),
    )
  })
})
