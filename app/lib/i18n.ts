import { computed } from 'vue'
import type { ComputedRef } from 'vue'
import { createI18n } from 'vue-i18n'
import { languages } from '#contract/common.ts'
import type { Language } from '#contract/common.ts'

/** What stands in braces in a text has to be named by whoever shows it. */
type Names<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | Names<Rest> : never
type Named<Text extends string> = [Names<Text>] extends [never] ? [] : [named: Record<Names<Text>, string | number>]

/** Shows one text of a catalogue in the language of the page. `count` chooses the plural among forms between bars. */
export type Translate<Russian extends Record<string, string>> = <Key extends keyof Russian & string>(
  key: Key,
  ...named: Named<Russian[Key]>
) => string

export interface Catalogue<Russian extends Record<string, string>> {
  readonly namespace: string
  readonly texts: Readonly<Record<Language, Readonly<Record<keyof Russian & string, string>>>>
}

/** Intl knows which form a number takes: one, few, many in Russian and Ukrainian, one and other in English. */
const rules = {
  ru: new Intl.PluralRules('ru'),
  uk: new Intl.PluralRules('uk'),
  en: new Intl.PluralRules('en'),
}
const slavic = (language: 'ru' | 'uk') => (count: number) => {
  const form = rules[language].select(count)
  if (form === 'one') return 0
  return form === 'few' ? 1 : 2
}

export const i18n = createI18n({
  legacy: false,
  locale: 'ru',
  messages: { ru: {}, uk: {}, en: {} },
  fallbackWarn: false,
  pluralRules: {
    ru: slavic('ru'),
    uk: slavic('uk'),
    en: (count) => (rules.en.select(count) === 'one' ? 0 : 1),
  },
})

/** The language of the portal; Russian until it is known. */
export const language: ComputedRef<Language> = computed(() => languageIn(i18n.global.locale.value))

export function setLanguage(chosen: Language): void {
  i18n.global.locale.value = chosen
  document.documentElement.lang = chosen
}

let catalogues = 0

/** The texts of one feature. Ukrainian and English must have exactly the keys of Russian, or it does not compile. */
export function catalogue<const Russian extends Record<string, string>>(texts: {
  ru: Russian
  uk: Record<keyof NoInfer<Russian>, string>
  en: Record<keyof NoInfer<Russian>, string>
}): Catalogue<Russian> {
  catalogues += 1
  const namespace = `catalogue${catalogues}`
  for (const known of languages) i18n.global.mergeLocaleMessage(known, { [namespace]: texts[known] })
  return { namespace, texts }
}

/** Works in components and outside of them; what it gives is reactive on the language. */
export function useTexts<Russian extends Record<string, string>>({
  namespace,
}: Catalogue<Russian>): Translate<Russian> {
  const { t } = i18n.global
  return (key, ...args) => {
    const named: Record<string, string | number> = args[0] ?? {}
    const path = `${namespace}.${key}`
    return typeof named['count'] === 'number' ? t(path, named, named['count']) : t(path, named)
  }
}

function languageIn(locale: string): Language {
  return languages.find((known) => known === locale) ?? 'ru'
}
