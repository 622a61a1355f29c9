import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { languages } from '#contract/common.ts'
import { replyVariables, variableNames } from '#contract/tickets/replies.texts.ts'
import { fillReply, unknownVariables, type ReplyValues } from '#contract/tickets/replies.words.ts'

const values: ReplyValues = {
  client: 'Анна Орлова',
  number: 'OP-17',
  subject: 'Не приходят письма',
  agent: 'Игорь Белов',
  desk: 'Ромашка Поддержка',
  hours: 'сегодня с 09:00 до 18:00',
}
const nothing: ReplyValues = { client: null, number: null, subject: null, agent: null, desk: null, hours: null }

describe('T8 the variables of a quick reply', () => {
  it('are filled from the ticket, by their names in any language, with or without blanks and capitals', () => {
    expect(fillReply('{{клиент}}, {{ Номер }}: {{subject}}. {{СПЕЦІАЛІСТ}}, {{desk}}, {{часы}}', values)).toBe(
      'Анна Орлова, OP-17: Не приходят письма. Игорь Белов, Ромашка Поддержка, сегодня с 09:00 до 18:00',
    )
  })

  it.each(languages)('each has a name in %s that is understood, and no two share one there', (language) => {
    const names = replyVariables.map((variable) => variableNames[language][variable])

    expect(new Set(names).size).toBe(replyVariables.length)
    expect(replyVariables.map((variable) => fillReply(`{{${variableNames[language][variable]}}}`, values))).toEqual(
      replyVariables.map((variable) => values[variable]),
    )
  })

  it('what is not known, and a value that is missing, stays visibly as it is', () => {
    expect(fillReply('{{клиент}} {{телефон}}', { ...values, client: null })).toBe('{{клиент}} {{телефон}}')
    expect(unknownVariables('{{клиент}} {{телефон}} {{ phone }} {{телефон}}')).toEqual(['телефон', 'phone'])
  })

  it.each([
    '{клиент}',
    '{{=Document:ID}}',
    '{{~now}}',
    '{{ a b }}',
    '{"a": {"b": 1}}',
    '{{клиент\n}}',
    '{{}}',
    `{{${'я'.repeat(41)}}}`,
    '{{клиент',
  ])('%j is a text like any other', (text) => {
    expect(fillReply(text, values)).toBe(text)
    expect(unknownVariables(text)).toEqual([])
  })

  it('a value is never taken for a variable, nor for a pattern of the replacement', () => {
    const tricky = { ...values, subject: '{{клиент}} $& $1 $$', client: '{{номер}}' }

    expect(fillReply('{{тема}}|{{клиент}}', tricky)).toBe('{{клиент}} $& $1 $$|{{номер}}')
  })

  it('a text without values is the text itself; a text without variables does not change', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => fillReply(text, nothing) === text))
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('{', '}', 'a', ' ', 'client', '\n') }), (text) => {
        const filled = fillReply(text, values)
        return filled.split(values.client ?? '').length - 1 <= text.split('client').length - 1
      }),
    )
  })
})
