import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { languages } from '#contract/common.ts'
import { refusalCodes, refusalStatus } from '#contract/refusals.ts'
import { refusalTexts } from '#contract/refusals.texts.ts'
import { routes } from '#contract/routes.ts'
import { ticketActions } from '#contract/tickets/types.ts'
import { accessTable } from './server/platform/http/accessTable.ts'
import { badInputsOf, isTaken } from './server/platform/http/badInputs.ts'
import { goodInputs, routeNames } from './server/goodInputs.ts'
import { roles, seats } from './server/situation.ts'

/** All that the server is made of but the lists of refusals themselves. */
const serverText = textOf('server/', (name) => name.endsWith('.ts') && !/refusals(\.texts)?\.ts$/.test(name))
const isPageFile = (name: string): boolean => /\.(ts|vue)$/.test(name) && !name.endsWith('.texts.ts')
const appText = textOf('app/', isPageFile)
/** Where a ticket is shown: for the desk and for both sides. */
const ticketText = textOf('app/queue/', isPageFile) + textOf('app/tickets/', isPageFile)
const contractNames = Object.keys(routes).toSorted()

function textOf(folder: string, isMeant: (name: string) => boolean): string {
  const url = new URL(`../${folder}`, import.meta.url)
  return readdirSync(url, { recursive: true, encoding: 'utf8' })
    .filter(isMeant)
    .map((name) => readFileSync(new URL(name, url), 'utf8'))
    .join('\n')
}

describe('what the contract offers has a place on a page', () => {
  it('every route is asked by one', () => {
    expect(contractNames.filter((name) => !appText.includes(`'${name}'`))).toEqual([])
  })

  it('every action of a ticket is looked for by one', () => {
    expect(ticketActions.filter((action) => !ticketText.includes(`'${action}'`))).toEqual([])
  })

  it('control: one that nobody has is found', () => {
    expect(['sellTicket', 'sell'].filter((name) => (appText + ticketText).includes(`'${name}'`))).toEqual([])
  })
})

describe('every route of the contract is tested', () => {
  it('the table of access has a row for it', () => {
    expect(Object.keys(accessTable).toSorted()).toEqual(contractNames)
  })

  it('there is an input that it takes, from which the broken ones are made', () => {
    expect([...routeNames].toSorted()).toEqual(contractNames)
    expect(routeNames.filter((name) => !(goodInputs[name].by in seats))).toEqual([])
  })

  it.each(routeNames)('%s: most of what is said wrongly is really wrong', (name) => {
    const keys = 'entries' in routes[name].input ? Object.keys(routes[name].input.entries) : []
    const example = Object.fromEntries(keys.map((key) => [key, undefined]))
    const bad = badInputsOf(name, example)

    expect(bad.length).toBeGreaterThan(5)
    expect(bad.filter(({ body }) => !isTaken(name, body)).length).toBeGreaterThan(bad.length / 2)
  })

  it('addresses are not shared', () => {
    const paths = Object.values(routes).map(({ method, path }) => `${method} ${path}`)

    expect(new Set(paths).size).toBe(paths.length)
  })

  it('control: the people of the table are all different', () => {
    expect(new Set(Object.values(seats).map(String)).size).toBe(roles.length)
  })
})

describe('every refusal', () => {
  it.each(refusalCodes)('%s has words in every language, and a status', (code) => {
    const texts = languages.map((language) => refusalTexts.texts[language][code])

    expect(texts.filter((text) => text.trim().length < 10)).toEqual([])
    expect(new Set(texts).size).toBe(languages.length)
    expect(refusalStatus[code]).toBeGreaterThanOrEqual(400)
  })

  it('is given by somebody', () => {
    const given = refusalCodes.filter((code) => serverText.includes(`'${code}'`))

    expect(refusalCodes.filter((code) => !given.includes(code))).toEqual([])
  })
})
