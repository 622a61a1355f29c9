import { bbcode } from './bbcode.ts'
import { frameMarkup } from './frameMarkup.ts'
import { json, readParameters } from './http.ts'
import { markInstalled, uninstallApplication, updateApplication } from './lifecycle.ts'
import { optionsOfUser } from './methodsOfApplication.ts'
import { changeInvoice } from './methodsOfCrm.ts'
import { makeOpening, obstacleFor } from './opening.ts'
import { fullNameOf } from './people.ts'
import type { PhpMap, PhpValue } from './php.ts'
import { isMap, mapOf, textOf } from './php.ts'
import type { Portal, PortalUser, World } from './state.ts'
import { addApplication, findUser, userOf } from './state.ts'
import { tariffPresets } from './tariffs.ts'
import { accessSeconds, issueToken } from './tokens.ts'
import { wordsOf } from './words.ts'

/** One more frame, for a slider: either its markup or the reason why there is none. */
export async function answerFrame(world: World, portal: Portal, request: Request): Promise<Response> {
  const given = await readParameters(request)
  const user = asked(portal, given)
  const obstacle = obstacleFor(portal, user)
  if (obstacle) return json(200, { obstacle })
  const wanted = textOf(given['placement']) || 'DEFAULT'
  // a link to a page that nothing is bound to opens the application's own page
  const placement = portal.placements.some((known) => known.placement === wanted) ? wanted : 'DEFAULT'
  const options = mapOf(asQuery(mapOf(given['options'])))
  const opening = makeOpening(world, portal, user, { placement, options, isSlider: true })
  return json(200, { html: frameMarkup(opening, wordsOf(portal).application).html })
}

/** refreshAuth: the portal asks for a fresh pair by itself, without the application's secret. */
export async function answerAuth(world: World, portal: Portal, request: Request): Promise<Response> {
  const user = asked(portal, await readParameters(request))
  if (portal.installation.status === 'absent' || portal.refreshFailure !== undefined) return json(403, {})
  const token = issueToken(world, portal, portal.registration.clientId, user.id)
  return json(200, {
    AUTH_ID: token.accessToken,
    AUTH_EXPIRES: String(accessSeconds),
    REFRESH_ID: token.refreshToken,
  })
}

export function answerPeople(portal: Portal): Response {
  const people = portal.users
    .filter((user) => user.isActive)
    .map((user) => ({
      id: String(user.id),
      name: fullNameOf(user),
      photo: '',
      position: user.position,
      url: `/company/personal/user/${user.id}/`,
      sub: false,
      sup: false,
    }))
  return json(200, people)
}

export function answerNotifications(portal: Portal, url: URL): Response {
  const shown = portal.notifications.filter((known) => known.userId === Number(url.searchParams.get('user')))
  return json(
    200,
    shown.toReversed().map(({ id, kind, authorId, message, at }) => ({
      id,
      from: kind === 'system' ? wordsOf(portal).application : authorName(portal, authorId),
      html: bbcode(message).html,
      at: at.toISOString(),
    })),
  )
}

/** As selectCRM gives them to the application: every kind in a bucket of its own. */
export function answerCompanies(portal: Portal): Response {
  const companies = portal.crm.companies.map(({ id, title }) => ({
    id: `CO_${id}`,
    type: 'company',
    place: 'company',
    title,
    desc: '',
    url: `/crm/company/details/${id}/`,
  }))
  return json(200, companies)
}

/** Everything that changes the portal from its page; what only admins may do is refused to others. */
export async function answerAct(world: World, portal: Portal, request: Request): Promise<Response> {
  const given = await readParameters(request)
  const user = asked(portal, given)
  const act = acts[textOf(given['act'])]
  if (!act) return json(400, { error: 'unknown act' })
  if (act.forAdmins && !user.isAdmin) return json(403, { error: 'admins only' })
  return json(200, act.run({ world, portal, user, given }) ?? {})
}

interface Act {
  world: World
  portal: Portal
  user: PortalUser
  given: PhpMap
}

const acts: Record<string, { forAdmins: boolean; run: (act: Act) => PhpMap | void }> = {
  install: { forAdmins: true, run: ({ portal }) => addApplication(portal) },
  // the portal does not wait until the application has answered its events
  installFinish: { forAdmins: true, run: ({ world, portal, user }) => void markInstalled(world, portal, user.id) },
  update: { forAdmins: true, run: ({ world, portal }) => void updateApplication(world, portal) },
  uninstallKeep: {
    forAdmins: true,
    run: ({ world, portal }) => void uninstallApplication(world, portal, { clean: false }),
  },
  uninstallClean: {
    forAdmins: true,
    run: ({ world, portal }) => void uninstallApplication(world, portal, { clean: true }),
  },
  moveInvoice: { forAdmins: false, run: moveInvoice },
  setInstall: { forAdmins: false, run: ({ portal, user }) => void portal.firstRunDone.add(user.id) },
  setApplicationOption: {
    forAdmins: true,
    run: ({ portal, given }) => setOption(portal.applicationOptions, given),
  },
  setUserOption: {
    forAdmins: false,
    run: ({ portal, user, given }) => setOption(optionsOfUser(portal, user.id), given),
  },
  tariff: { forAdmins: false, run: ({ portal, given }) => changeTariff(portal, textOf(given['value'])) },
  paymentExpired: {
    forAdmins: false,
    run: ({ portal, given }) => void (portal.licence.paymentExpired = given['value'] === true),
  },
  language: {
    forAdmins: false,
    run: ({ portal, given }) => void (portal.language = oneOf(['ru', 'ua', 'en'] as const, given['value'])),
  },
  theme: {
    forAdmins: false,
    run: ({ portal, given }) => void (portal.theme = oneOf(['light', 'dark'] as const, given['value'])),
  },
}

/** `12 DT31_1:P`: the invoice, and where a person moves it. */
function moveInvoice({ world, portal, given }: Act): undefined {
  const [id = '', stageId = ''] = textOf(given['value']).split(' ')
  changeInvoice(world, portal, Number(id), { stageId })
}

function asked(portal: Portal, given: PhpMap): PortalUser {
  return userOf(portal, Number(textOf(given['user'])))
}

function setOption(options: PhpMap, given: PhpMap): PhpMap {
  options[textOf(given['name'])] = given['value']
  return options
}

function changeTariff(portal: Portal, name: string): undefined {
  const preset = Object.entries(tariffPresets).find(([key]) => key === name)?.[1]
  if (preset) portal.licence = { ...preset.licence, paymentExpired: portal.licence.paymentExpired }
}

function oneOf<Choice extends string>(choices: readonly [Choice, ...Choice[]], value: PhpValue): Choice {
  return choices.find((choice) => choice === value) ?? choices[0]
}

/** Parameters travel to the slider's page in its address, so that numbers arrive as text. */
function asQuery(value: PhpValue): PhpValue {
  if (Array.isArray(value)) return value.map((item) => asQuery(item))
  if (isMap(value)) return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, asQuery(item)]))
  return typeof value === 'boolean' || typeof value === 'number' ? String(value) : value
}

function authorName(portal: Portal, userId: number): string {
  const author = findUser(portal, userId)
  return author ? fullNameOf(author) : ''
}
