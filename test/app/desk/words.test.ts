import { expect, test } from 'vitest'
import { languages } from '#contract/common.ts'
import { actionMessages } from '#app/desk/actionMessages.ts'
import { auditMessages } from '#app/desk/auditMessages.ts'
import { codesMessages } from '#app/desk/codesMessages.ts'
import { connectionsMessages } from '#app/desk/connectionsMessages.ts'
import { deskMessages } from '#app/desk/messages.ts'
import { staffMessages } from '#app/desk/staffMessages.ts'
import { installMessages } from '#app/install/messages.ts'
import { settingsMessages } from '#app/settings/messages.ts'

const catalogues = {
  actionMessages,
  auditMessages,
  codesMessages,
  connectionsMessages,
  deskMessages,
  staffMessages,
  installMessages,
  settingsMessages,
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
