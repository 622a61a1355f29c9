import type { Random } from '../random.ts'
import { guest } from '../ground.ts'
import { judgePage } from '../judgePage.ts'
import { record, type Planner, type Run } from '../step.ts'
import type { Outgoing } from '../send.ts'
import { oddTexts } from '../texts.ts'
import { rawRequests, sendRaw } from '../rawHttp.ts'

type Asked = { row: string; how: string; outgoing: Outgoing }

const form = { 'content-type': 'application/x-www-form-urlencoded' }
const visitors = [
  ['firm', 1],
  ['firm', 4],
  ['partner', 1],
  ['bureau', 1],
  ['stranger', 1],
  [guest, 1],
] as const
/** Their stored right to ask the portal later is of no use to other steps. */
const expendable: readonly string[] = ['stranger', guest]

/** What a portal posts, damaged; other methods, odd paths, broken HTTP. */
export function planPages(run: Run): Planner {
  return (step) => {
    const { random } = step
    const share = random.below(100)
    if (share < 12) return () => talkBadly(run, step)
    const asked = share < 60 ? posted(run, random) : random.pick([pageAddress, assetAddress, otherMethod])(random)
    return async () => {
      const { row, how, outgoing } = asked
      const reply = await run.sender.send(outgoing)
      const [path = ''] = outgoing.path.split('?')
      const input = `${outgoing.method} ${outgoing.path} ${String(outgoing.body)}`
      record(run, step, { row, role: null, how, input, verdict: judgePage(reply, how), reply, path })
    }
  }
}

function posted({ ground }: Run, random: Random): Asked {
  const [portal, userId] = random.pick(visitors)
  const opening = ground.situation.world.sandbox.openForm(portal, userId)
  const path = random.pick(['/app', '/install'])
  const query = random.chance(0.6) ? new URL(opening.url).search : `?${oddQuery(random)}`
  const outgoing = {
    method: 'POST',
    path: `${path}${query}`,
    headers: { ...form, ...fromAfar(random) },
    body: opening.body,
  }
  const row = `POST ${path}`
  if (random.chance(0.3)) return { row, how: 'a page as it is opened', outgoing }
  const isKept = (name: string) => name === 'REFRESH_ID' && !expendable.includes(portal)
  const body = damagedForm(Object.entries(opening.fields), isKept, random)
  if (random.chance(0.1))
    return {
      row,
      how: 'a large form',
      outgoing: { ...outgoing, body: `${body}&x=${'x'.repeat(random.pick([70_000, 600_000]))}` },
    }
  const type = random.chance(0.1) ? { 'content-type': 'multipart/form-data; boundary=x' } : form
  return { row, how: 'a damaged form', outgoing: { ...outgoing, body, headers: { ...outgoing.headers, ...type } } }
}

/** Whoever guesses too often from one address is not listened to. */
export function fromAfar(random: Random): Record<string, string> {
  return { 'x-forwarded-for': `10.${random.below(250)}.${random.below(250)}.${random.below(250)}` }
}

export function damagedForm(fields: [string, string][], isKept: (name: string) => boolean, random: Random): string {
  const target = random.below(fields.length)
  return fields
    .flatMap(([name, value], i): string[] => {
      const pair = `${encodeURIComponent(name)}=${encodeURIComponent(value)}`
      if (isKept(name) || (i !== target && !random.chance(0.06))) return [pair]
      const odd = `${encodeURIComponent(name)}=${oddPiece(random)}`
      return random.pick([[], [odd], [pair, odd], [odd, pair], [pair.replace('=', '[]=')], [pair.replace('=', '')]])
    })
    .join('&')
}

function oddPiece(random: Random): string {
  return random.chance(0.3)
    ? random.pick(['%', '%zz', '%00', '%ff%fe', '%ED%A0%80', '+'])
    : encodeURIComponent(random.pick(oddTexts).toWellFormed())
}

function oddQuery(random: Random): string {
  const names = ['DOMAIN', 'PROTOCOL', 'LANG', 'APP_SID', 'member_id', '__proto__']
  return names
    .filter(() => random.chance(0.5))
    .map((name) => `${name}=${oddPiece(random).slice(0, 4000)}`)
    .join('&')
}

function pageAddress(random: Random): Asked {
  const path = random.pick([
    '/app',
    '/install',
    '/client',
    '/desk',
    '/settings',
    '/company-tab',
    '/',
    '/healthz',
    '/readyz',
    '/metrics',
  ])
  const headers = random.pick<Record<string, string>>([
    {},
    { host: 'a b' },
    { host: '' },
    { 'x-forwarded-for': 'x, 10.0.0.1' },
  ])
  const outgoing = { method: 'GET', path: `${path}?${oddQuery(random)}`, headers, body: '' }
  return { row: 'GET pages', how: 'an odd address', outgoing }
}

function assetAddress(random: Random): Asked {
  const paths = [
    '../package.json',
    '..%2f..%2fpackage.json',
    '%',
    '%00',
    '%E0%A4%A',
    'assets/',
    '//',
    '.',
    'a'.repeat(8000),
    'client/index.html',
    '__proto__',
    'assets/x.js?%',
  ]
  const headers = random.pick<Record<string, string>>([
    {},
    { 'accept-encoding': 'br, gzip' },
    { range: 'bytes=9-1' },
    { 'if-none-match': '*' },
  ])
  const outgoing = { method: 'GET', path: `/assets-of-opora/${random.pick(paths)}`, headers, body: '' }
  return { row: 'GET assets', how: 'an odd address', outgoing }
}

function otherMethod(random: Random): Asked {
  const method = random.pick(['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD', 'TRACE', 'PROPFIND', 'GET'])
  const path = random.pick([
    '/app',
    '/install',
    '/api/me',
    '/api/nothing',
    '/api/%',
    '/bitrix24/events',
    '/realtime',
    '/rest/profile',
  ])
  return { row: 'other methods', how: 'a wrong method', outgoing: { method, path, headers: {}, body: '' } }
}

/** Not even HTTP: answered or hung up, but not left waiting. */
async function talkBadly(run: Run, step: Parameters<Planner>[0]): Promise<void> {
  const said = step.random.pick(rawRequests)
  const how = 'broken HTTP'
  const reply = await sendRaw(run.ground.url, said, run.patienceMs)
  record(run, step, { row: how, role: null, how, input: said.slice(0, 300), verdict: judgePage(reply, how), reply })
}
