import { readdir, readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { auditActs, auditFacts, auditKinds, isAuditAct, type AuditAct } from '#contract/audit/types.ts'
import { factLabels, valueTexts } from '#contract/audit/facts.texts.ts'
import { actTexts, kindTexts, namesIn, type Texts } from '#contract/audit/acts.texts.ts'
import { languages } from '#contract/common.ts'

const server = new URL('../../../server/', import.meta.url)
const acts = Object.keys(auditActs).filter(isAuditAct)

/** What a ticket tells in its own history, what a portal's own people do on its own pages, and what one agent is asked. */
const elsewhere = /^(ticket|message|portal)\.|^timer\.asked$/

/** Names of events in every file that tells some. */
async function toldTypes(): Promise<string[]> {
  const names = await readdir(server, { recursive: true })
  const files = names.filter((name) => name.endsWith('.ts') && !/^(contract|platform)\b/.test(name))
  const texts = await Promise.all(files.map((name) => readFile(new URL(name, server), 'utf8')))
  const types = texts
    .filter((text) => /\bappend(Order)?\(/.test(text))
    .flatMap((text) => [...text.matchAll(/'([a-z][A-Za-z]*\.[a-z][A-Za-z]*)'/g)].map(([, type = '']) => type))
  return [...new Set(types)].toSorted()
}

describe('D5 every act has words', () => {
  it('that the server tells of a desk', async () => {
    const types = await toldTypes()

    expect(types.filter((type) => !elsewhere.test(type) && !isAuditAct(type))).toEqual([])
    // And the other way round: no words for what nobody tells.
    expect(acts.filter((act) => !types.includes(act))).toEqual([])
  })

  it('control: the search finds events, those of tickets too', async () => {
    expect(await toldTypes()).toEqual(expect.arrayContaining(['code.issued', 'ticket.moved', 'portal.installed']))
  })

  it.each(acts)('%s: the same facts in three languages, each known', (act: AuditAct) => {
    for (const words of actTexts[act]) {
      const named = languages.map((language) => namesIn(words[language]).toSorted())
      expect(new Set(named.map(String)).size).toBe(1)
      expect(named[0]?.filter((name) => name !== 'portal' && !isFact(name))).toEqual([])
    }
  })

  it('in each language its own ones', () => {
    const all: Texts[] = [
      ...Object.values(actTexts).flat(),
      ...Object.values(kindTexts),
      ...Object.values(factLabels),
      ...Object.values(valueTexts).flatMap((words) => Object.values(words)),
    ]

    expect(all.filter((words) => languages.some((language) => words[language].trim() === ''))).toEqual([])
    expect(all.filter(({ en }) => /\p{Script=Cyrillic}/u.test(en))).toEqual([])
    expect(all.filter(({ uk }) => /[ыэёъ]/i.test(uk))).toEqual([])
    expect(all.filter(({ ru }) => /[іїєґ]/i.test(ru))).toEqual([])
    expect(Object.keys(kindTexts).toSorted()).toEqual([...auditKinds].toSorted())
  })
})

function isFact(name: string): boolean {
  return auditFacts.some((fact) => fact === name)
}
