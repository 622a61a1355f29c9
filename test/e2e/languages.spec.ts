import { readFile, readdir } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { notLoadedTexts, outsidePortalTexts } from '#app/lib/everyLanguage.texts.ts'
import { clientTexts } from '#app/shell/client/client.texts.ts'
import { deskTexts } from '#app/shell/desk/desk.texts.ts'
import { settingsTexts } from '#app/shell/settings/settings.texts.ts'
import { languages } from '#contract/common.ts'
import { variableNames } from '#contract/tickets/replies.texts.ts'
import { applicationFrame } from './support/inspect.ts'
import { installAll } from './support/prepared.ts'
import { addressOf, type Visit } from './support/stage.ts'
import { useStage } from './support/story.ts'

const stage = useStage(({ world }) => installAll(world))
const built = new URL('../../dist/assets/', import.meta.url)
const chunkOfWords = /\/(texts-[\w-]+-(?:ru|uk|en))-[\w-]{8}\.js$/

/** The portal speaks this from now on. */
async function speak(portal: string, value: 'ru' | 'ua' | 'en'): Promise<void> {
  await fetch(`${stage.world.sandbox.portals[portal]?.origin}/sandbox/act`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ act: 'language', value, user: 1 }),
  })
}

/** Opens the application and keeps a list of the chunks of words that it asks for. */
async function openListening(portal: string, role: string, prepare: (visit: Visit) => Promise<void> = async () => {}) {
  const visit = await stage.open('client', 'admin')
  await visit.page.goto('about:blank')
  await prepare(visit)
  const asked: string[] = []
  visit.page.on('request', (request) => {
    const name = chunkOfWords.exec(request.url())?.[1]
    if (name !== undefined) asked.push(name)
  })
  await visit.page.goto(addressOf(stage.world, portal, role))
  return { visit, asked }
}

const languageShown = async ({ page }: Visit) =>
  (await applicationFrame(page)).evaluate('document.documentElement.lang')

describe('D7 a page in the frame', () => {
  it('loads the words of its language alone', async () => {
    await speak('client', 'ua')
    const { visit, asked } = await openListening('client', 'admin')

    await visit.app.getByRole('button', { name: clientTexts.texts.uk.newTicket }).waitFor()

    expect(asked.toSorted()).toEqual(['texts-client-pages-uk', 'texts-client-uk'])
    expect(await languageShown(visit)).toBe('uk')
  })

  it('the same at the desk', async () => {
    await speak('partner', 'en')
    const { visit, asked } = await openListening('partner', 'owner')

    await visit.app.getByRole('link', { name: deskTexts.texts.en.codes, exact: true }).click()

    expect(asked.toSorted()).toEqual(['texts-desk-en', 'texts-desk-pages-en'])
    expect(await languageShown(visit)).toBe('en')
    await speak('partner', 'ru')
  })

  it('takes another language in place when its frame speaks it', async () => {
    await speak('client', 'ua')
    const { visit, asked } = await openListening('client', 'admin')
    // Between the faces the address names no language: the server takes the one in which the portal was installed.
    await visit.app.locator('a[href^="/settings"]').first().click()

    await visit.app.getByRole('heading', { level: 1, name: settingsTexts.texts.uk.title }).waitFor()

    expect(asked.filter((name) => name.includes('settings'))).toEqual(['texts-settings-ru', 'texts-settings-uk'])
    expect(await languageShown(visit)).toBe('uk')
  })

  it('says so in every language when its words do not come', async () => {
    await speak('client', 'ua')
    const { visit } = await openListening('client', 'admin', async ({ page, complaints }) => {
      complaints.expect(/ERR_FAILED/)
      await page.route(/texts-client-uk-/, (route) => route.abort())
    })

    for (const language of languages) await visit.app.getByText(notLoadedTexts[language].title).waitFor()
  })
})

describe('D7 the built pages', () => {
  /** The words that a chunk may have besides: what is said in every language at once, and a domain that links end in. */
  const everywhere = new Set(
    languages
      .flatMap((language) => [outsidePortalTexts, notLoadedTexts].flatMap((texts) => Object.values(texts[language])))
      .flatMap((text) => text.match(/\p{Script=Cyrillic}{2,}/gu) ?? [])
      // A quick reply names its variables in any language.
      .concat(languages.flatMap((language) => Object.values(variableNames[language])))
      .concat('рф'),
  )
  const namesOfLanguages = new Set(['Русский', 'Українська'])

  async function chunks(): Promise<{ name: string; text: string }[]> {
    const names = (await readdir(built)).filter((name) => name.endsWith('.js'))
    return Promise.all(names.map(async (name) => ({ name, text: await readFile(new URL(name, built), 'utf8') })))
  }
  const isOfWords = ({ name }: { name: string }) => chunkOfWords.test(`/${name}`)
  /** The rules of T4 for what a client writes: they know words of every language and show none. */
  const readsTexts = ({ name }: { name: string }) => name.startsWith('reading-')

  it('have Russian and Ukrainian words in the chunks of these languages alone', async () => {
    const all = await chunks()
    const code = all.filter((chunk) => !isOfWords(chunk) && !readsTexts(chunk))
    const found = code.flatMap(({ name, text }) =>
      (text.match(/\p{Script=Cyrillic}{2,}|(\\u04[0-9a-f]{2}){2,}/giu) ?? [])
        .filter((word) => !everywhere.has(word))
        .map((word) => `${name}: ${word}`),
    )

    expect(code.length).toBeGreaterThan(20)
    expect(all.filter(readsTexts)).toHaveLength(1)
    expect(found).toEqual([])
  })

  it('have in the chunk of a language no words of another', async () => {
    const words = (await chunks()).filter(isOfWords)
    const foreign = { ru: /[іїєґ]/i, uk: /[ыэёъ]/i, en: /\p{Script=Cyrillic}/u }
    const found = languages.flatMap((language) =>
      words
        .filter(({ name }) => chunkOfWords.exec(`/${name}`)?.[1]?.endsWith(`-${language}`))
        .flatMap(({ name, text }) => (text.match(/\p{L}+/gu) ?? []).map((word) => ({ name, word })))
        .filter(({ word }) => foreign[language].test(word) && !namesOfLanguages.has(word)),
    )

    // Five faces in three languages, two of them in two parts.
    expect(words).toHaveLength(21)
    expect(found).toEqual([])
  })
})
