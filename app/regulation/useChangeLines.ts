import { languages } from '#contract/common.ts'
import type { RegulationChange } from '#contract/regulations/types.ts'
import { language, useTexts } from '#app/lib/i18n.ts'
import { regulationEditorTexts } from './regulationEditor.texts.ts'
import { fieldPathText } from './fieldPath.ts'

export interface ChangeLine {
  key: string
  place: string
  before: string
  after: string
}

/** Changes of a regulation in words: where, what it was, what it becomes. */
export function useChangeLines(): (changes: readonly RegulationChange[], document: unknown) => ChangeLine[] {
  const t = useTexts(regulationEditorTexts)

  /** Values travel as JSON; hours, lists, sums and yes or no read better as people write them. */
  function valueInWords(text: string, place: string): string {
    if (text === 'true') return t('yes')
    if (text === 'false') return t('no')
    if (text === '[]') return t('emptyList')
    if (place.endsWith('.minor') && /^\d+$/.test(text)) return amountInWords(Number(text))
    const spans = [...text.matchAll(/\["(\d\d:\d\d)","(\d\d:\d\d)"\]/g)]
    return spans.length === 0 ? text : spans.map(([, from, to]) => `${from}–${to}`).join(', ')
  }

  return (changes, document) =>
    changes.map(({ place, before, after }) => ({
      key: place,
      place: fieldPathText(place, document),
      before: before === null ? t('wasEmpty') : valueInWords(before, place),
      after: after === null ? t('isEmpty') : valueInWords(after, place),
    }))
}

/** Texts stand in three languages; whoever reads one of them is told of that one. */
export function inOwnLanguage(changes: readonly RegulationChange[]): RegulationChange[] {
  return changes.filter(({ place }) => {
    const last = languages.find((one) => place.endsWith(`.${one}`))
    return last === undefined || last === language.value
  })
}

function amountInWords(minor: number): string {
  return new Intl.NumberFormat(language.value, { minimumFractionDigits: 2 }).format(minor / 100)
}
