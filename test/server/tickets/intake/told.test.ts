import { describe, expect, it } from 'vitest'
import { coach } from '#contract/tickets/intake/coach.ts'
import * as short from './saidInShort.ts'
import * as problems from './severalProblems.ts'
import { english, russian, type Told, ukrainian } from './stepsAndGoals.ts'

/** Written before the rules; what the rules missed was looked at afterwards: a guard against steps back, no measure. */
const languages = { russian, ukrainian, english }
const names = ['russian', 'ukrainian', 'english'] as const
const fields = ['steps', 'goal'] as const

describe('T4 steps and goals, in short texts of our own', () => {
  describe.each(names)('in %s', (name) => {
    it.each(fields)('most "%s" that are there are seen, and hardly any that are not', (field) => {
      const texts = languages[name]

      expect(seen(texts, field, true)).toBeGreaterThanOrEqual(0.8)
      expect(seen(texts, field, false)).toBeLessThanOrEqual(0.1)
    })
  })

  it('are told from what is neither', () => {
    expect(share(short.withGoal, hasGoal)).toBeGreaterThanOrEqual(0.9)
    expect(share(short.withoutGoal, hasGoal)).toBeLessThanOrEqual(0.05)
    expect(share(short.withSteps, givesSteps)).toBeGreaterThanOrEqual(0.9)
    expect(share(short.withoutSteps, givesSteps)).toBeLessThanOrEqual(0.05)
  })

  it('what only serves the telling is no goal', () => {
    expect(hasGoal('Чтобы воспроизвести, достаточно открыть отчёт.')).toBe(false)
    expect(hasGoal('Зробіть, будь ласка, щоб нові ліди приходили Оксані.')).toBe(false)
    expect(hasGoal('Нужно, чтобы клиенты могли сами переносить запись.')).toBe(true)
  })
})

describe('T4 several problems, in short texts of our own', () => {
  it.each([
    ['in Ukrainian', problems.severalInUkrainian, problems.oneInUkrainian],
    ['in Russian and English', problems.severalElsewhere, problems.oneElsewhere],
  ])('%s', (_title, several, one) => {
    expect(share(several, isSeveral)).toBeGreaterThanOrEqual(0.85)
    expect(share(one, isSeveral)).toBeLessThanOrEqual(0.05)
  })

  it('a word with an apostrophe is one word', () => {
    expect(coach("Не проходить оплата на сайті. Інше питання: як об'єднати дві воронки?").parts).toHaveLength(2)
  })

  it('one error seen everywhere is one problem', () => {
    expect(coach('Не уходят письма из сделок. Везде одна ошибка авторизации.').parts).toHaveLength(1)
  })
})

function seen(texts: readonly Told[], field: (typeof fields)[number], isThere: boolean): number {
  const chosen = texts.filter((one) => one[field] === isThere)
  return chosen.filter(({ text }) => coach(text).has[field]).length / chosen.length
}

function share(texts: readonly string[], is: (text: string) => boolean): number {
  return texts.filter(is).length / texts.length
}

function hasGoal(text: string): boolean {
  return coach(text).has.goal
}

function givesSteps(text: string): boolean {
  return coach(text).has.steps
}

function isSeveral(text: string): boolean {
  return coach(text).parts.length > 1
}
