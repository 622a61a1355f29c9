import type { Language } from '#contract/common.ts'
import type { Regulation } from '#contract/regulations/document.types.ts'
import type { WayOn } from '#contract/regulations/tickets.types.ts'

export interface ScopeArea {
  readonly key: string
  readonly title: string
  readonly included: readonly string[]
  readonly excluded: readonly string[]
  readonly outside: string
  readonly way: WayOn | null
}

/** What is in and out, by area; what holds everywhere comes first, and where to turn with the rest last. */
export function scopeAreas({ general, areas, outside }: Regulation['scope'], language: Language): ScopeArea[] {
  const inLanguage = ({ included, excluded }: typeof general) => ({
    included: included.map((one) => one[language]),
    excluded: excluded.map((one) => one[language]),
  })
  const hasGeneral = general.included.length + general.excluded.length > 0
  return [
    ...(hasGeneral ? [{ key: 'everywhere', title: '', ...inLanguage(general), outside: '', way: null }] : []),
    ...areas.map((area) => ({
      key: `area ${area.code}`,
      title: area.title[language],
      ...inLanguage(area),
      outside: area.outside?.text[language] ?? '',
      way: area.outside?.way ?? null,
    })),
    { key: 'rest', title: '', included: [], excluded: [], outside: outside.text[language], way: outside.way },
  ]
}

/** Lines that have what is looked for, with their areas; an area that is called so stays whole. Where to turn stays always. */
export function narrowed(areas: readonly ScopeArea[], search: string): ScopeArea[] {
  const wanted = search.trim().toLocaleLowerCase()
  if (wanted === '') return [...areas]
  const has = (text: string): boolean => text.toLocaleLowerCase().includes(wanted)
  const found = areas.flatMap((area) => {
    if (has(area.title)) return [area]
    const included = area.included.filter(has)
    const excluded = area.excluded.filter(has)
    return included.length + excluded.length === 0 ? [] : [{ ...area, included, excluded }]
  })
  return found.length === 0 ? [] : [...found, ...areas.filter(({ key }) => key === 'rest')]
}
