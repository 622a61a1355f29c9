import { computed } from 'vue'
import type { ComputedRef } from 'vue'
import { createI18n } from 'vue-i18n'
import { languages, pluralForm, withInnerQuotes } from '#contract/common.ts'
import type { Catalogue, Language } from '#contract/common.ts'
import { loadTexts } from './loadedTexts.ts'

/** What stands in braces in a text has to be named by whoever shows it. */
type Names<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | Names<Rest> : never
type Named<Text extends string> = [Names<Text>] extends [never] ? [] : [named: Record<Names<Text>, string | number>]

/** Shows one text of a catalogue in the language of the page. `count` chooses the plural among forms between bars. */
export type Translate<Russian extends Record<string, string>> = <Key extends keyof Russian & string>(
  key: Key,
  ...named: Named<Russian[Key]>
) => string

export const i18n = createI18n({
  legacy: false,
  locale: 'ru',
  messages: { ru: {}, uk: {}, en: {} },
  fallbackWarn: false,
  pluralRules: {
    ru: (count) => pluralForm('ru', count),
    uk: (count) => pluralForm('uk', count),
    en: (count) => pluralForm('en', count),
  },
})

/** The language of the portal; Russian until it is known. */
export const language: ComputedRef<Language> = computed(() => languageIn(i18n.global.locale.value))

export function setLanguage(chosen: Language): void {
  i18n.global.locale.value = chosen
  document.documentElement.lang = chosen
}

/** The page goes on in its old language until the words of the new one are there. */
export async function switchLanguage(chosen: Language): Promise<void> {
  if (chosen === language.value) return
  await loadTexts(chosen)
  setLanguage(chosen)
}

/** Works in components and outside of them; what it gives is reactive on the language. */
export function useTexts<Russian extends Record<string, string>>({ texts }: Catalogue<Russian>): Translate<Russian> {
  const { rt } = i18n.global
  return (key, ...args) => {
    const named: Record<string, string | number> = args[0] ?? {}
    const text = withOneStop(texts[language.value][key], named)
    return withInnerQuotes(typeof named['count'] === 'number' ? rt(text, named['count'], { named }) : rt(text, named))
  }
}

/** What stands in braces before a full stop may bring its own: "до {date}." with "22 декабря 2026 г." has one in the end. */
function withOneStop(text: string, named: Record<string, string | number>): string {
  return text.replaceAll(/\{(\w+)\}\./g, (found, name: string) =>
    String(named[name] ?? '').endsWith('.') ? `{${name}}` : found,
  )
}

export function languageIn(locale: string): Language {
  return languages.find((known) => known === locale) ?? 'ru'
}
