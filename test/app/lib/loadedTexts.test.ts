import { afterEach, expect, it } from 'vitest'
import { Unreachable } from '#app/lib/apiError.ts'
import { loadFirstTexts, loadTexts, loadedTexts, takeTextsFrom } from '#app/lib/loadedTexts.ts'
import { language, switchLanguage } from '#app/lib/i18n.ts'
import '../harness.ts'

/** The chunks of a built page, and which of them were asked for. */
function serveChunks() {
  const asked: string[] = []
  const part = (name: string, words: Record<string, unknown>) => () => {
    asked.push(name)
    return Promise.resolve({ default: words })
  }
  takeTextsFrom({
    ru: [part('ru', { queue: { title: 'Очередь' } }), part('ru pages', { codes: { title: 'Коды' } })],
    uk: [part('uk', { queue: { title: 'Черга' } }), part('uk pages', { codes: { title: 'Коди' } })],
    en: [() => Promise.reject(new TypeError('cut')), part('en pages', { codes: { title: 'Codes' } })],
  })
  return asked
}

afterEach(() => takeTextsFrom(null))

it('D7 the first paint asks for its own words, a page for the rest, and nobody twice', async () => {
  const asked = serveChunks()
  await loadFirstTexts('ru')
  expect(asked).toEqual(['ru'])
  expect(loadedTexts('queue').texts.ru).toEqual({ title: 'Очередь' })
  expect(() => loadedTexts('codes').texts.ru).toThrow('no words of codes in ru')

  await loadTexts('ru')
  expect(loadedTexts('codes').texts.ru).toEqual({ title: 'Коды' })
  expect(loadedTexts('queue').texts.ru).toEqual({ title: 'Очередь' })

  const before = asked.length
  await loadTexts('ru')
  expect(asked).toHaveLength(before)
  expect(asked.filter((name) => !name.startsWith('ru'))).toEqual([])
})

it('D7 a page is switched to another language when all its words are there', async () => {
  const asked = serveChunks()
  await loadTexts('ru')

  const switching = switchLanguage('uk')
  expect(language.value).toBe('ru')
  await switching

  expect(language.value).toBe('uk')
  expect(asked).toEqual(['ru', 'ru pages', 'uk', 'uk pages'])
  expect(loadedTexts('codes').texts.uk).toEqual({ title: 'Коди' })
})

it('words that cannot be loaded leave the page in its language, and asking again may help', async () => {
  serveChunks()

  await expect(switchLanguage('en')).rejects.toBeInstanceOf(Unreachable)
  expect(language.value).toBe('ru')
  expect(() => loadedTexts('codes').texts.en).toThrow('no words')

  serveChunks()
  await switchLanguage('uk')
  expect(language.value).toBe('uk')
})
