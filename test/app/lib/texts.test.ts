import { expect, test } from 'vitest'
import { languages } from '#contract/common.ts'
import { ticketActionTexts } from '#app/queue/ticketActions.texts.ts'
import { auditTexts } from '#app/audit/audit.texts.ts'
import { codesTexts } from '#app/codes/codes.texts.ts'
import { connectionsTexts } from '#app/connections/connections.texts.ts'
import { deskTexts } from '#app/shell/desk/desk.texts.ts'
import { staffTexts } from '#app/staff/staff.texts.ts'
import { installTexts } from '#app/shell/install/install.texts.ts'
import { settingsTexts } from '#app/shell/settings/settings.texts.ts'

const catalogues = {
  ticketActionTexts,
  auditTexts,
  codesTexts,
  connectionsTexts,
  deskTexts,
  staffTexts,
  installTexts,
  settingsTexts,
}
const forms = { ru: 3, uk: 3, en: 2 } as const

const namesIn = (text: string): string[] => Array.from(new Set(text.match(/\{\w+\}/g))).toSorted()

for (const [name, { texts }] of Object.entries(catalogues)) {
  test(`D7 ${name}: each language names the same things in the same text, in all forms of a number`, () => {
    for (const [key, russian] of Object.entries<string>(texts.ru)) {
      for (const language of languages) {
        const text = Object.entries<string>(texts[language]).find(([known]) => known === key)?.[1] ?? ''
        expect.soft(text, `${language}.${key}`).not.toBe('')
        expect.soft(namesIn(text), `${language}.${key}`).toEqual(namesIn(russian))
        const isPlural = russian.includes('|')
        expect.soft(text.split('|').length, `${language}.${key}`).toBe(isPlural ? forms[language] : 1)
      }
    }
  })
}
