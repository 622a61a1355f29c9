import type { Language } from '#contract/common.ts'
import { language } from '#app/lib/i18n.ts'
import { documentTexts, regulationFieldTexts } from './regulationFields.texts.ts'

/**
 * Where in a regulation, for people: "plans.0.sold.valid" is "Тарифные планы → Абонемент → продажа → срок". What has a
 * title in the document is called by it.
 */
export function fieldPathText(place: string, document: unknown): string {
  let within: unknown = document
  const parts = place
    .split('.')
    .filter((part) => part !== '')
    .map((part, index, all) => {
      const isItem = Array.isArray(within)
      within = inside(within, part)
      if (isItem) return titleOf(within, language.value) ?? numbered(part)
      if (all[index - 1] === 'weekly' && /^[1-7]$/.test(part)) return weekday(Number(part), language.value)
      return fieldText(part, language.value)
    })
  return parts.length === 0 ? documentTexts.texts[language.value].whole : parts.join(' → ')
}

/** 2024-01-01 was a Monday. */
function weekday(number: number, inLanguage: Language): string {
  const day = new Date(Date.UTC(2024, 0, number))
  return new Intl.DateTimeFormat(inLanguage, { weekday: 'long', timeZone: 'UTC' }).format(day)
}

function fieldText(name: string, inLanguage: Language): string {
  const known: Readonly<Record<string, string>> = regulationFieldTexts.texts[inLanguage]
  return Object.hasOwn(known, name) ? (known[name] ?? name) : name
}

/** Lists are named by number, or by what the document itself calls their items. */
function inside(holder: unknown, part: string): unknown {
  if (Array.isArray(holder)) {
    const items: unknown[] = holder
    return /^\d+$/.test(part) && !hasNamesOfDigits(items)
      ? items[Number(part)]
      : items.find((item) => nameOf(item) === part)
  }
  return isObject(holder) && Object.hasOwn(holder, part) ? holder[part] : undefined
}

function hasNamesOfDigits(items: readonly unknown[]): boolean {
  return items.some((item) => /^\d+$/.test(nameOf(item) ?? ''))
}

function nameOf(item: unknown): string | null {
  if (!isObject(item)) return null
  const name = item['code'] ?? item['status'] ?? item['atPercent'] ?? item['quanta']
  return typeof name === 'string' || typeof name === 'number' ? String(name) : null
}

function titleOf(item: unknown, inLanguage: Language): string | null {
  const title = isObject(item) ? item['title'] : null
  const text = isObject(title) ? title[inLanguage] : null
  return typeof text === 'string' && text.trim() !== '' ? `«${text}»` : null
}

function numbered(part: string): string {
  return /^\d+$/.test(part) ? `№ ${Number(part) + 1}` : part
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
