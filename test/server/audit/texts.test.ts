import { describe, expect, it } from 'vitest'
import { auditActs, auditFacts, isAuditAct, type AuditAct } from '#contract/audit/types.ts'
import { actTexts, otherActTexts } from '#contract/audit/acts.texts.ts'
import { factTexts } from '#contract/audit/facts.texts.ts'
import { auditKinds } from '#contract/audit/kinds.types.ts'
import { kindTexts } from '#contract/audit/kinds.texts.ts'
import { namesIn, valueTexts } from '#contract/audit/texts.ts'
import { languages, type Language } from '#contract/common.ts'
import { journalEvents } from '#contract/events.ts'
import { channels } from '#contract/regulations/base.types.ts'

const acts = Object.keys(auditActs).filter(isAuditAct)

/** What a ticket keeps in its own history, what a portal's own people do on its own pages, and what one agent is asked. */
const elsewhere = /^(ticket|message|assistant|portal|timer)\.|^sla\.alarm$/

describe('D5 every act has words', () => {
  it('that is appended for a desk', () => {
    const types = Object.keys(journalEvents)

    expect(types.filter((type) => !elsewhere.test(type) && !isAuditAct(type))).toEqual([])
    // And the other way round: no words for what nobody appends.
    expect(acts.filter((act) => !types.includes(act))).toEqual([])
  })

  it.each(acts)('%s: the same facts in three languages, each known', (act: AuditAct) => {
    const { ru, uk, en } = actTexts.texts
    expect([uk[act].length, en[act].length]).toEqual([ru[act].length, ru[act].length])
    ru[act].forEach((_sentence, place) => {
      const named = languages.map((language) => namesIn(actTexts.texts[language][act][place] ?? '').toSorted())
      expect(new Set(named.map(String)).size).toBe(1)
      expect(named[0]?.filter((name) => name !== 'portal' && !isFact(name))).toEqual([])
    })
  })

  it('in each language its own ones', () => {
    expect(languages.flatMap(allIn).filter((text) => text.trim() === '')).toEqual([])
    expect(allIn('en').filter((text) => /\p{Script=Cyrillic}/u.test(text))).toEqual([])
    expect(allIn('uk').filter((text) => /[ыэёъ]/i.test(text))).toEqual([])
    expect(allIn('ru').filter((text) => /[іїєґ]/i.test(text))).toEqual([])
    expect(new Set(languages.map((language) => allIn(language).length)).size).toBe(1)
    expect(Object.keys(kindTexts.texts.ru).toSorted()).toEqual([...auditKinds].toSorted())
  })

  it('also for every channel that a regulation may offer', () => {
    const unknown = channels.filter((channel) =>
      languages.some((language) => valueTexts.messengerTo?.texts[language][channel] === undefined),
    )

    expect(unknown).toEqual([])
  })

  it('control: all of them are read', () => {
    expect(allIn('en')).toEqual(expect.arrayContaining(['Code {lastGroup} issued', 'Money', 'Skills', 'in turn']))
  })
})

/** Every act, fact and value of a language. */
function allIn(language: Language): string[] {
  const catalogues = [otherActTexts, kindTexts, factTexts, ...Object.values(valueTexts)]
  const single = catalogues.flatMap(({ texts }) => Object.values<string>(texts[language]))
  return [...single, ...Object.values(actTexts.texts[language]).flat()]
}

function isFact(name: string): boolean {
  return auditFacts.some((fact) => fact === name)
}
