import { expect, it } from 'vitest'
import { setLanguage, useTexts } from '#app/lib/i18n.ts'
import { catalogue } from '#contract/common.ts'
import type { Catalogue, CatalogueText } from '#contract/common.ts'
import { refusalCodes } from '#contract/refusals.ts'
import { languages } from '#contract/common.ts'
import { apiErrorTexts } from '#app/lib/apiError.texts.ts'
import { useApiErrorText } from '#app/lib/useApiErrorText.ts'
import '../harness.ts'

const modules = import.meta.glob<Record<string, unknown>>(['/app/**/*.texts.ts', '/server/contract/**/*.texts.ts'], {
  eager: true,
})
const catalogues = Object.entries(modules).flatMap(([file, module]) =>
  Object.values(module).flatMap((value) =>
    isCatalogue(value)
      ? [{ file, texts: { ru: single(value.texts.ru), uk: single(value.texts.uk), en: single(value.texts.en) } }]
      : [],
  ),
)
const formsOf = { ru: 3, uk: 3, en: 2 }

it('D7 every text is there in Russian, Ukrainian and English, with the same names in braces', () => {
  expect(catalogues.length).toBeGreaterThan(60)
  expect(catalogues.map(({ file }) => file)).toContain('/server/contract/audit/acts.texts.ts')
  for (const { file, texts } of catalogues) {
    for (const language of languages) {
      for (const [key, text] of Object.entries(texts[language])) {
        const names = [file, key, language, ...namesIn(texts.ru[key] ?? '')]
        expect([file, key, language, ...namesIn(text)]).toEqual(names)
        expect([file, key, language, text.trim() === '']).toEqual([file, key, language, false])
      }
    }
  }
})

it('D7 a text that counts has as many forms as its language needs', () => {
  for (const { file, texts } of catalogues) {
    for (const [key, russian] of Object.entries(texts.ru)) {
      if (!russian.includes(' | ')) continue
      for (const language of languages) {
        const forms = (texts[language][key] ?? '').split(' | ').length
        expect([file, key, language, forms]).toEqual([file, key, language, formsOf[language]])
      }
    }
  }
})

it('D7 no text uses a sign that the catalogue reads as an instruction', () => {
  const texts = catalogues.flatMap((known) => languages.flatMap((language) => Object.values(known.texts[language])))

  expect(texts.filter((text) => /@/.test(text))).toEqual([])
})

const counted = catalogue({
  ru: { tickets: '{count} обращение | {count} обращения | {count} обращений' },
  uk: { tickets: '{count} звернення | {count} звернення | {count} звернень' },
  en: { tickets: '{count} ticket | {count} tickets' },
})

it.each([
  ['ru', 1, '1 обращение'],
  ['ru', 3, '3 обращения'],
  ['ru', 11, '11 обращений'],
  ['ru', 21, '21 обращение'],
  ['ru', 0, '0 обращений'],
  ['uk', 22, '22 звернення'],
  ['uk', 25, '25 звернень'],
  ['en', 1, '1 ticket'],
  ['en', 0, '0 tickets'],
] as const)('D7 in %s %i counts as "%s"', (language, count, expected) => {
  setLanguage(language)

  expect(useTexts(counted)('tickets', { count })).toBe(expected)
})

const ending = catalogue({
  ru: { last: 'до {date}.', middle: 'до {date}. Потом', named: 'до {date}, {name}.' },
  uk: { last: 'до {date}.', middle: 'до {date}. Потім', named: 'до {date}, {name}.' },
  en: { last: 'until {date}.', middle: 'until {date}. Then', named: 'until {date}, {name}.' },
})

it('D7 a sentence ends with one full stop, whatever its last word brings', () => {
  setLanguage('ru')
  const t = useTexts(ending)
  const date = '22 декабря 2026 г.'

  expect(t('last', { date })).toBe('до 22 декабря 2026 г.')
  expect(t('last', { date: 'завтра' })).toBe('до завтра.')
  expect(t('middle', { date })).toBe('до 22 декабря 2026 г. Потом')
  expect(t('named', { date, name: 'Acme Inc.' })).toBe('до 22 декабря 2026 г., Acme Inc.')
})

it('D7 no text asks its reader to choose a gender, nor lets a date end a sentence without a full stop', () => {
  const texts = catalogues.flatMap(({ file, texts: known }) =>
    languages.flatMap((language) => Object.entries(known[language]).map(([key, text]) => [file, key, text].join(' '))),
  )

  expect(texts.filter((text) => /[а-яіїє]\([а-яіїє]{1,3}\)/.test(text))).toEqual([])
  expect(texts.filter((text) => /\{(?:date|day)\} [А-ЯІЇЄA-Z]/.test(text))).toEqual([])
})

it('D7 what counts has no verb before it that would have to agree', () => {
  const verbs =
    /(?:ушло|ушёл|пішло|осталось|залишилося|сгорело|згоріло) \{(?:count|quanta|taken|span|left|expired)\}(?! (?:из|з) )/
  const texts = catalogues.flatMap(({ file, texts: { ru, uk } }) =>
    [ru, uk].flatMap((known) => Object.entries(known).map(([key, text]) => [file, key, text].join(' '))),
  )

  expect(texts.filter((text) => verbs.test(text))).toEqual([])
})

it('D7 a person who helps is one word in Ukrainian', () => {
  const texts = catalogues.flatMap(({ texts: { uk } }) => Object.values(uk))

  expect(texts.filter((text) => /фахів/i.test(text))).toEqual([])
})

it('Q4 an account, its ledger and an invoice are three words: no text calls the first two an invoice', () => {
  const texts = catalogues.flatMap(({ texts: { ru, uk } }) => [...Object.values(ru), ...Object.values(uk)])
  const others = /(?:[Сс]ч[её]т|[Рр]ахунок) (?:[ву] \{|клиента|клієнта|квантов|квантів)|(?:в|у|со) (?:счёт|рахун)/

  expect(texts.filter((text) => others.test(text))).toEqual([])
})

it('every refusal has words of its own that say more than its code', () => {
  for (const language of languages) {
    setLanguage(language)
    const errorText = useApiErrorText()
    for (const code of refusalCodes) {
      const text = errorText({ code, details: {} })
      expect(text).not.toContain(code)
      expect([code, text.length > 15]).toEqual([code, true])
    }
  }
  expect(Object.keys(apiErrorTexts.texts.ru)).toEqual(expect.arrayContaining([...refusalCodes]))
})

it('C2 whoever has tried too often reads how long to wait', () => {
  const errorText = useApiErrorText()

  expect(errorText({ code: 'too_many_attempts', details: { waitSeconds: 100 } })).toContain('Осталось ждать: 2 минуты')
})

function namesIn(text: string): string[] {
  return [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? ''))].toSorted()
}

/** Where several sentences stand under one key, each counts for itself. */
function single(texts: Readonly<Record<string, CatalogueText>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(texts).flatMap(([key, text]) => [text].flat().map((one, place) => [`${key} ${place}`, one])),
  )
}

function isCatalogue(value: unknown): value is Catalogue<Record<string, CatalogueText>> {
  if (typeof value !== 'object' || value === null || !('texts' in value)) return false
  // The kit's own words come in a shape of its own.
  const { texts } = value
  return isNested(texts) && languages.every((language) => isTexts(texts[language]))
}

function isTexts(value: unknown): boolean {
  return isNested(value) && Object.values(value).every((text) => typeof text === 'string' || Array.isArray(text))
}

function isNested(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

it('D7 a name in quotation marks that brings its own has inner ones', () => {
  setLanguage('ru')
  const t = useTexts(
    catalogue({ ru: { text: 'У «{name}» и «{name}»' }, uk: { text: '{name}' }, en: { text: '{name}' } }),
  )

  expect(t('text', { name: 'Партнёр «Альфа»' })).toBe('У «Партнёр „Альфа“» и «Партнёр „Альфа“»')
  expect(t('text', { name: 'Альфа»' })).toBe('У «Альфа»» и «Альфа»»')
})
