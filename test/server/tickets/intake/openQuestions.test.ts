import { describe, expect, it } from 'vitest'
import * as v from 'valibot'
import { askedOf, intakeAnswers, openQuestions, type ProductFacts } from '#contract/tickets/intake.types.ts'
import { quantumMaintenance } from '#server/regulations/presets/quantumMaintenance.ts'
import { saasSupport } from '#server/regulations/presets/saasSupport.ts'
import { support24 } from '#server/regulations/presets/support24.ts'
import { vendorSla } from '#server/regulations/presets/vendorSla.ts'

const nothing = { texts: [], answers: [], product: null }
const cloud: ProductFacts = { edition: 'cloud', level: 'professional', checkedAt: '2026-11-20T09:00:00.000Z' }
const codes = (fields: readonly { code: string }[]) => fields.map(({ code }) => code)

describe('T4 which questions are open', () => {
  it.each([
    [support24, ['did', 'expected', 'got'], []],
    [quantumMaintenance, ['description'], ['goal', 'place', 'steps']],
    [vendorSla, ['description', 'place', 'version', 'edition'], ['steps', 'article', 'environment']],
    [saasSupport, ['object', 'description', 'goal', 'place', 'steps'], []],
  ])('an empty text leaves all of $key open, but pictures, which nobody can send yet', (regulation, required, rest) => {
    const open = openQuestions(regulation.intake.fields, nothing)

    expect(codes(open.filter(({ isRequired }) => isRequired))).toEqual(required)
    expect(codes(open.filter(({ isRequired }) => !isRequired))).toEqual(rest)
    expect(codes(askedOf(regulation.intake.fields))).not.toContain('screenshots')
  })

  it('a text answers what it tells, several texts together', () => {
    const ask = (...texts: string[]) => codes(openQuestions(support24.intake.fields, { ...nothing, texts }))

    expect(ask('Нажал кнопку')).not.toContain('did')
    expect(ask('Нажал кнопку', 'Вместо письма ошибка 500')).not.toContain('got')
    expect(ask('', 'Нажал кнопку')).toEqual(ask('Нажал кнопку'))
  })

  it.each([
    ['Не работает', true],
    ['1234567890 1234567890 1234567890', true],
    ['Со вчерашнего дня не приходят письма', false],
  ])('a description needs twenty letters: %s', (text, isOpen) => {
    const open = codes(openQuestions(quantumMaintenance.intake.fields, { ...nothing, texts: [text] }))

    expect(open.includes('description')).toBe(isOpen)
  })

  it('an article is told by a link', () => {
    const ask = (text: string) => codes(openQuestions(vendorSla.intake.fields, { ...nothing, texts: [text] }))

    expect(ask('Как в статье')).toContain('article')
    expect(ask('Как в https://helpdesk.example/open/1')).not.toContain('article')
  })

  it('an answer of its own answers, an empty one does not', () => {
    const ask = (text: string) =>
      codes(openQuestions(quantumMaintenance.intake.fields, { ...nothing, answers: [{ code: 'goal', text }] }))

    expect(ask('Отправить счета')).not.toContain('goal')
    expect(ask(' ')).toContain('goal')
  })

  it('the portal answers edition and version of a cloud, and of a box nothing that only its people know', () => {
    const ask = (product: ProductFacts | null) =>
      codes(openQuestions(vendorSla.intake.fields, { ...nothing, product })).filter(
        (code) => code === 'version' || code === 'edition',
      )

    expect(ask(null)).toEqual(['version', 'edition'])
    expect(ask(cloud)).toEqual([])
    expect(ask({ ...cloud, edition: 'box', level: null })).toEqual(['version', 'edition'])
    expect(ask({ ...cloud, edition: 'box', level: 'enterprise' })).toEqual(['version'])
  })

  it('what a regulation does not want from the portal is asked', () => {
    const fields = vendorSla.intake.fields.map((field) => ({ ...field, fromPortal: false }))

    expect(codes(openQuestions(fields, { ...nothing, product: cloud }))).toContain('edition')
  })
})

describe('T4 answers are bounded', () => {
  const answer = (code: string, letters: number) => ({ code, text: 'я'.repeat(letters), source: 'writer' })

  it.each([
    ['the longest', [answer('goal', 2000)], true],
    ['a longer one', [answer('goal', 2001)], false],
    ['all together', ['did', 'got', 'goal', 'place', 'steps'].map((code) => answer(code, 2000)), true],
    ['one too many', ['did', 'got', 'goal', 'place', 'steps', 'object'].map((code) => answer(code, 2000)), false],
    ['nothing in it', [{ ...answer('goal', 1), text: ' ' }], false],
    ['twice', [answer('goal', 1), answer('goal', 2)], false],
    ['no question', [answer('priority', 1)], false],
    ['a source of its own', [{ ...answer('edition', 1), source: 'portal' }], false],
    ['what cannot be kept', [{ ...answer('goal', 1), text: 'a\0' }], false],
  ])('%s', (_what, answers, isTaken) => {
    expect(v.safeParse(intakeAnswers, answers).success).toBe(isTaken)
  })
})
