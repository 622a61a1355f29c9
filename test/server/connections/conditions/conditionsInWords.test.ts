import { describe, expect, it } from 'vitest'
import { languages } from '#contract/common.ts'
import { conditionsInWords } from '#contract/connections/conditions.words.ts'
import type { ConditionsPart } from '#contract/connections/conditionsParts.words.ts'
import { reactionLines } from '#contract/regulations/reactions.words.ts'
import { saasSupport } from '#server/regulations/presets/saasSupport.ts'
import { conditionsOf } from '#test/app/conditionsFactory.ts'

const presets = ['support24', 'quantum-maintenance', 'vendor-sla', 'saas-support'] as const
const cases = presets.flatMap((preset) => languages.map((language) => [preset, language] as const))

function textsOf(part: ConditionsPart): string[] {
  switch (part.part) {
    case 'text':
      return [part.text]
    case 'lines':
      return [...(part.title === null ? [] : [part.title]), ...part.lines]
    case 'facts':
      return [...(part.title === null ? [] : [part.title]), ...part.facts.flatMap(({ name, value }) => [name, value])]
    case 'entry':
      return [part.title, ...part.texts]
    case 'area':
      return [part.title, ...part.included, ...part.excluded, ...(part.outside === null ? [] : [part.outside])]
  }
}

const chaptersOf = (preset: (typeof presets)[number], language: (typeof languages)[number]) =>
  conditionsInWords(conditionsOf(preset), { language, timeZone: 'Europe/Moscow' })

describe('E8 the conditions in words', () => {
  it.each(cases)('%s in %s: every chapter is said, and no name of a value is left in it', (preset, language) => {
    const chapters = chaptersOf(preset, language)
    const said = chapters.flatMap(({ title, parts }) => [title, ...parts.flatMap(textsOf)])

    expect(said.filter((text) => text.trim() === '' || /[{}|]|undefined|null/.test(text))).toEqual([])
    const foreign = { ru: /[іїєґ]/i, uk: /[ыэёъ]/i, en: /\p{Script=Cyrillic}/u }[language]
    expect(said.filter((text) => foreign.test(text))).toEqual([])
  })

  it.each([
    ['free', ['assistant'], 'На вашем тарифе отвечает помощник', 'обращение берут люди'],
    [
      'professional',
      ['assistant'],
      'Сначала отвечает помощник. Если он не помог, обращение берут люди.',
      'На вашем тарифе',
    ],
    ['professional', [], '', 'помощник'],
  ] as const)('E1 E10 who answers first on %s with %j', (level, helpers, promised, never) => {
    const view = { ...conditionsOf('support24'), level, helpers: [...helpers] }
    const chapters = conditionsInWords(view, { language: 'ru', timeZone: 'Europe/Moscow' })
    const said = chapters.flatMap(({ parts }) => parts.flatMap(textsOf)).join('\n')

    expect(said).toContain(promised)
    expect(said).not.toContain(never)
  })

  it('what is counted stands only where something is sold', () => {
    const named = (preset: (typeof presets)[number]) => chaptersOf(preset, 'ru').map(({ name }) => name)

    expect(named('quantum-maintenance')).toContain('counting')
    expect(named('saas-support')).not.toContain('counting')
  })

  it('promises by category and priority are those rows that a code’s preview has, and then what else is promised', () => {
    const [chapter] = chaptersOf('saas-support', 'ru').filter(({ name }) => name === 'promises')
    const facts = (chapter?.parts ?? []).flatMap((part) => (part.part === 'facts' ? [part.facts] : []))
    const { reactions, promises } = conditionsOf('saas-support')

    expect(promises.map(({ plan, kind }) => [plan, kind])).toEqual([[null, 'resolution']])
    expect(facts).toEqual([
      reactionLines(reactions, 'ru'),
      ...promises.map(({ kind, rows }) => reactionLines(rows, 'ru', kind)),
    ])
    expect(facts[0]?.map(({ name }) => name).join()).toContain(saasSupport.categories[0]?.title.ru)
    expect(facts[1]?.map(({ name }) => name).join()).toMatch(/^Решение, приоритет: Критический, Высокий/)
  })

  it('where no time is promised, nothing runs out', () => {
    const promises = (preset: (typeof presets)[number]) =>
      JSON.stringify(chaptersOf(preset, 'ru').filter(({ name }) => name === 'promises'))

    expect(promises('vendor-sla')).toContain('Срок не обещаем')
    expect(promises('vendor-sla')).not.toMatch(/срок вышел|% срока/i)
    expect(promises('saas-support')).toMatch(/Срок вышел/)
  })

  it('a connected client reads its notice, a client of the standard desk no end of a connection', () => {
    const ending = (preset: (typeof presets)[number]) =>
      JSON.stringify(chaptersOf(preset, 'ru').filter(({ name }) => name === 'ending'))

    expect(ending('quantum-maintenance')).toContain('ещё 30 дней')
    expect(ending('support24')).not.toContain('подключение')
  })
})
