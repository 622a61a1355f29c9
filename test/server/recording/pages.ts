import { request } from 'node:http'
import { openPage, type World } from '#test/support/world.ts'
import { roles, seats, type Role, type Situation } from '../situation.ts'
import { anonymise, type Names } from './anonymise.ts'
import { situationNames, stepOn } from './calls.ts'
import { comeToRest } from './rest.ts'
import { asKept, grouped, type Answer, type Recording } from './kept.ts'

const faces = ['/client', '/desk', '/settings', '/company-tab', '/install'] as const
const deskWithCrm = 'partner'
const headersOfInterest = [
  'content-type',
  'content-security-policy',
  'cache-control',
  'referrer-policy',
  'x-content-type-options',
  'x-frame-options',
]

/** How a portal opens us, by the place in it and what the place says besides. */
const openings = {
  'POST /app DEFAULT': {},
  'POST /app DEFAULT page=settings': { options: { page: 'settings' } },
  'POST /app DEFAULT page=desk': { options: { page: 'desk' } },
  'POST /app DEFAULT in a slider': { isSlider: true, options: { ticket: 'OP-1001' } },
  'POST /app DEFAULT installer': { target: 'installer' },
} as const

/** Which page opens for whom, with what headers; pages have no data in them, so their name says all. */
export async function recordPages(situation: Situation): Promise<Recording> {
  const { world } = situation
  const names = situationNames(situation)
  const pages = await builtPages(world)
  const recording: Recording = {}
  for (const [key, how] of Object.entries(openings)) {
    const answers = []
    for (const role of roles) answers.push({ role, answer: await openFor(world, role, how, { pages, names }) })
    recording[key] = grouped(answers)
  }
  await bindCompanyTab(world)
  const inTab = { placement: 'CRM_COMPANY_DETAIL_TAB', options: { ID: '1' } } as const
  for (const role of roles.filter((one) => seats[one][0] === deskWithCrm))
    recording[`POST /app ${inTab.placement} ${role}`] = await openFor(world, role, inTab, { pages, names })
  const known = `member_id=${world.sandbox.portals['firm']?.memberId ?? ''}`
  for (const path of [
    ...faces,
    ...faces.map((face) => `${face}?${known}`),
    '/app',
    '/healthz',
    '/readyz',
    '/nothing',
  ]) {
    const answer = await fetch(`${world.url}${path}`)
    recording[`GET ${String(anonymise(path, names))}`] = await written(answer, { pages, names })
  }
  recording['GET /app of a made-up host'] = await openUnderName(world, 'made.up:1')
  const metrics = await (await fetch(`${world.url}/metrics`)).text()
  const figures = [...metrics.matchAll(/^# HELP (opora_\w+)/gm)].map(([, name = '']) => name)
  recording['GET /metrics'] = figures.toSorted((one, other) => one.localeCompare(other))
  const unconfirmed = new URLSearchParams({ AUTH_ID: 'guessed', member_id: '0'.repeat(32) })
  for (const language of ['ru', 'uk', 'en']) {
    const url = `${world.url}/app?DOMAIN=x.example&PROTOCOL=1&LANG=${language}`
    const answer = await fetch(url, { method: 'POST', body: unconfirmed })
    recording[`POST /app unconfirmed ${language}`] = await written(answer, { pages, names })
  }
  return asKept(recording)
}

type Known = { pages: Map<string, string>; names: Names }
type How = { placement?: string; options?: Record<string, string>; isSlider?: boolean; target?: 'installer' }

async function openFor(world: World, role: Role, how: How, known: Known): Promise<Answer> {
  const [portal, userId] = seats[role]
  await stepOn(world)
  const opening = world.sandbox.openForm(portal, userId, how)
  const answer = await fetch(opening.url, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: opening.body,
  })
  return written(answer, known)
}

/** As when the portal's admin lets the application see CRM: the next page that opens has the tab bound. */
async function bindCompanyTab(world: World): Promise<void> {
  world.sandbox.setScopes(deskWithCrm, ['placement', 'im', 'imbot', 'user_brief', 'crm'])
  await openPage(world.sandbox, deskWithCrm, 1)
  await comeToRest(world)
}

/** By its text: which of the built pages it is. */
async function builtPages(world: World): Promise<Map<string, string>> {
  const entries = faces.map(async (face): Promise<[string, string]> => {
    return [await (await fetch(`${world.url}${face}`)).text(), face.slice(1)]
  })
  return new Map(await Promise.all(entries))
}

async function written(answer: Response, { pages, names }: Known): Promise<Answer & { headers: unknown }> {
  const text = await answer.text()
  const headers = Object.fromEntries(
    headersOfInterest.flatMap((name) => {
      const value = answer.headers.get(name)
      return value === null ? [] : [[name, value.includes('; ') ? value.split('; ') : value]]
    }),
  )
  const page = pages.get(text)
  const body = page === undefined ? { text: text.split('\n') } : { page }
  return { status: answer.status, headers: anonymise(headers, names), body: anonymise(body, names) }
}

/** `fetch` says the true host; this does not. */
async function openUnderName(world: World, host: string): Promise<unknown> {
  const { promise, resolve, reject } = Promise.withResolvers<unknown>()
  const asked = request(`${world.url}/app`, { headers: { host } }, (response) => {
    resolve(response.headers['content-security-policy']?.toString().split('; '))
    response.resume()
  })
  asked.once('error', reject)
  asked.end()
  return promise
}
