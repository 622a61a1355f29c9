import { expect } from 'vitest'
import type { Language } from '#contract/common.ts'
import { foreignWords } from './foreignWords.ts'
import { inspect } from './inspect.ts'
import { addressOf, type Stage, type Visit } from './stage.ts'

/** One page of the application in the portal's frame: whose it is, and how one gets there in each language. */
export interface FramePage {
  title: string
  portal: string
  role: string
  params?: Record<string, string>
  reach: (visit: Visit, language: Language) => Promise<void>
}

export interface Way {
  language: Language
  width: number
  theme: 'light' | 'dark'
}

const ways: Way[] = [
  { language: 'ru', width: 1280, theme: 'light' },
  { language: 'uk', width: 360, theme: 'dark' },
  { language: 'en', width: 360, theme: 'light' },
  { language: 'ru', width: 360, theme: 'dark' },
  { language: 'uk', width: 1280, theme: 'light' },
  { language: 'en', width: 1280, theme: 'dark' },
]

/** Every page in one way, the ways in turn: all six are what `test/looks` looks at of every scene. */
export function inTurn(pages: readonly FramePage[]): (FramePage & Way)[] {
  return pages.map((page, index) => ({
    ...page,
    ...(ways[index % ways.length] ?? { language: 'ru', width: 1280, theme: 'light' }),
  }))
}

export async function inspectInFrame(
  stage: Stage,
  { portal, role, params = {}, reach, ...way }: FramePage & Way,
): Promise<void> {
  const { language, width, theme } = way
  const visit = await stage.sameBrowser()
  await switchLanguage(stage, portal, { ru: 'ru', uk: 'ua', en: 'en' }[language])
  await visit.page.setViewportSize({ width, height: 800 })
  await visit.page.emulateMedia({ colorScheme: theme })
  await visit.page.goto(addressOf(stage.world, portal, role, params))
  await reach(visit, language)
  const { words, ...findings } = await inspect(visit.page)
  const foreign = foreignWords(words, language, namesIn(stage))
  expect({ ...findings, foreign }).toEqual({ barriers: [], overflow: [], rawTexts: [], foreign: [] })
}

/** As with the portal's own switch. */
async function switchLanguage({ world }: Stage, portal: string, value: string): Promise<void> {
  await fetch(`${world.sandbox.portals[portal]?.origin}/sandbox/act`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ act: 'language', value, user: 1 }),
  })
}

function namesIn({ world }: Stage): string[] {
  return Object.values(world.sandbox.portals).flatMap(({ title, users }) => [
    title,
    ...Object.values(users).flatMap(({ name, lastName }) => [name, lastName]),
  ])
}
