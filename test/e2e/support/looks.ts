import { expect } from 'vitest'
import type { Language } from '#contract/common.ts'
import { applicationFrame, inspect, wordsOf, type Findings } from './inspect.ts'
import { addressOf, type Stage, type Visit } from './stage.ts'

/** One page of the application: whose it is, and how one gets there in each language. */
export interface Scene {
  title: string
  portal: string
  role: string
  params?: Record<string, string>
  reach: (visit: Visit, language: Language) => Promise<void>
}

const wide = { width: 1280, height: 800 }
const narrow = { width: 360, height: 740 }
/** Each language, both themes, both widths; a page is drawn once a language and then only turned over. */
const looks = [
  { language: 'ru', portalLanguage: 'ru', ways: [{ size: wide, theme: 'light' }] },
  { language: 'uk', portalLanguage: 'ua', ways: [{ size: narrow, theme: 'dark' }] },
  {
    language: 'en',
    portalLanguage: 'en',
    ways: [
      { size: narrow, theme: 'light' },
      { size: wide, theme: 'dark' },
    ],
  },
] as const

/** Opens the scene in every look and says what is wrong with each. */
export async function inspectScene(stage: Stage, { portal, role, params = {}, reach }: Scene): Promise<void> {
  const visit = await stage.sameBrowser()
  const found: Record<string, Findings & { foreign: string[] }> = {}
  for (const { language, portalLanguage, ways } of looks) {
    await switchLanguage(stage, portal, portalLanguage)
    await visit.page.setViewportSize(ways[0].size)
    await visit.page.emulateMedia({ colorScheme: ways[0].theme })
    await visit.page.goto(addressOf(stage.world, portal, role, params))
    await reach(visit, language)
    for (const { size, theme } of ways) {
      await visit.page.setViewportSize(size)
      await visit.page.emulateMedia({ colorScheme: theme })
      const words = await wordsOf(await applicationFrame(visit.page))
      const foreign = foreignWords(words, language, namesIn(stage))
      found[`${language}, ${size.width} px, ${theme}`] = { ...(await inspect(visit.page)), foreign }
    }
  }
  const nothing = { barriers: [], overflow: [], rawTexts: [], foreign: [] }
  expect(found).toEqual(Object.fromEntries(Object.keys(found).map((look) => [look, nothing])))
}

/** As with the portal's own switch. */
async function switchLanguage({ world }: Stage, portal: string, value: string): Promise<void> {
  await fetch(`${world.sandbox.portals[portal]?.origin}/sandbox/act`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ act: 'language', value, user: 1 }),
  })
}

/** Cyrillic in English, and letters that Ukrainian does not have; names of people and companies are everybody's. */
function foreignWords(words: string, language: Language, ownNames: RegExp): string[] {
  const rest = words.replaceAll(ownNames, '')
  const pattern = { ru: /\p{L}*[іїєґ]\p{L}*/giu, uk: /\p{L}*[ыэёъ]\p{L}*/giu, en: /\p{Script=Cyrillic}+/gu }[language]
  // Each language is called by its own name, and initials stand for a picture.
  return (rest.match(pattern) ?? []).filter((word) => !/^(Русский|Українська|\p{Lu}{1,2})$/u.test(word))
}

function namesIn({ world }: Stage): RegExp {
  const names = Object.values(world.sandbox.portals).flatMap(({ title, users }) => [
    title,
    ...Object.values(users).flatMap(({ name, lastName }) => [name, lastName]),
  ])
  return new RegExp(names.toSorted((left, right) => right.length - left.length).join('|'), 'g')
}
