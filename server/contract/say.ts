import { pluralForm, withInnerQuotes, type Catalogue, type Language } from './common.ts'

type Named = Readonly<Record<string, string | number>>
/** One text of a catalogue; `count` chooses the plural among forms between bars. */
export type Say<Russian extends Record<string, string>> = (key: keyof Russian & string, named?: Named) => string

/** Texts that pages and files of the server say alike; a page alone has `useTexts`. */
export function sayIn<Russian extends Record<string, string>>(
  { texts }: Catalogue<Russian>,
  language: Language,
): Say<Russian> {
  return (key, named = {}) => {
    const { count } = named
    const whole: string = texts[language][key]
    const text = typeof count === 'number' ? (whole.split(' | ')[pluralForm(language, count)] ?? '') : whole
    return withInnerQuotes(filled(text, named))
  }
}

/** What stands in braces before a full stop may bring its own: then there is one. */
function filled(text: string, named: Named): string {
  return text.replaceAll(/\{(\w+)\}(\.?)/g, (_braces, name: string, stop: string) => {
    const value = String(named[name] ?? '')
    return value.endsWith('.') ? value : `${value}${stop}`
  })
}
