import {
  answerAct,
  answerAuth,
  answerCompanies,
  answerFrame,
  answerNotifications,
  answerPeople,
} from './pageActions.ts'
import { answerAsset } from './assets.ts'
import { chatContent } from './chatPages.ts'
import { findCompany } from './crm.ts'
import { crmContent, invoiceContent } from './crmPages.ts'
import { frameMarkup } from './frameMarkup.ts'
import type { Page } from './layout.ts'
import { avatar, bareDocument, linkTo, pageDocument } from './layout.ts'
import type { Markup } from './markup.ts'
import { html } from './markup.ts'
import type { Obstacle } from './opening.ts'
import { makeOpening, obstacleFor } from './opening.ts'
import { fullNameOf } from './people.ts'
import type { PhpMap } from './php.ts'
import { parsePhpPairs } from './php.ts'
import type { Portal, PortalUser, World } from './state.ts'
import { findUser, firstAdmin, userOf } from './state.ts'
import { applicationButtons, installationText } from './toolsMarkup.ts'
import { wordsOf } from './words.ts'

/** Query keys of the portal itself: the rest of a page's query becomes the application's PLACEMENT_OPTIONS. */
const systemKeys = ['user', 'IFRAME', 'IFRAME_TYPE', 'install_finished']

/** The portal as a person sees it, and what its script asks for. */
export async function answerPage(world: World, portal: Portal, request: Request): Promise<Response> {
  const url = new URL(request.url)
  const path = url.pathname.replace(/\/+/g, '/')
  if (path.startsWith('/sandbox/assets/')) return answerAsset(path.slice('/sandbox/assets/'.length))
  if (path === '/sandbox/people') return answerPeople(portal)
  if (path === '/sandbox/companies') return answerCompanies(portal)
  if (path === '/sandbox/notifications') return answerNotifications(portal, url)
  if (request.method === 'POST') {
    if (path === '/sandbox/frame') return answerFrame(world, portal, request)
    if (path === '/sandbox/auth') return answerAuth(world, portal, request)
    if (path === '/sandbox/act') return answerAct(world, portal, request)
  }
  const user = findUser(portal, Number(url.searchParams.get('user'))) ?? firstAdmin(portal)
  const page = pageAt(world, portal, { user, path, url })
  const document = url.searchParams.get('IFRAME') === 'Y' ? bareDocument(page) : pageDocument(page)
  return new Response(document, {
    headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' },
  })
}

interface Visit {
  user: PortalUser
  path: string
  url: URL
}

function pageAt(world: World, portal: Portal, visit: Visit): Page {
  const { user, path, url } = visit
  const words = wordsOf(portal)
  const page = { portal, user, path, title: words.feed, content: homeContent(portal, user) }
  if (path.startsWith('/marketplace/app/')) return applicationPage(world, portal, visit)
  if (path.startsWith('/marketplace/view/')) return { ...page, path: '/', openPath: `${path}${url.search}` }
  if (path === '/marketplace/') return { ...page, title: words.market, content: marketContent(portal, user) }
  if (path === '/company/') return { ...page, title: words.company, content: companyContent(portal) }
  const person = /^\/company\/personal\/user\/(\d+)\/$/.exec(path)?.[1]
  if (person !== undefined && findUser(portal, Number(person))) {
    const shown = userOf(portal, Number(person))
    return { ...page, title: fullNameOf(shown), content: personContent(shown) }
  }
  const company = /^\/crm\/company\/details\/(\d+)\/$/.exec(path)?.[1]
  if (company !== undefined) return companyCard(world, portal, visit, company)
  const invoice = /^\/crm\/type\/31\/details\/(\d+)\/$/.exec(path)?.[1]
  if (invoice !== undefined) {
    const content = invoiceContent(portal, Number(invoice)) ?? notice(words.noInvoice)
    return { ...page, title: `${words.invoices} №${invoice}`, content }
  }
  if (path === '/online/') return { ...page, title: words.chat, content: chatContent(world, portal, user) }
  if (path === '/crm/') return { ...page, title: words.crm, content: crmContent(portal, user) }
  return path === '/' ? page : { ...page, title: sectionTitle(portal, path), content: notice(words.placeholder) }
}

function applicationPage(world: World, portal: Portal, { user, path, url }: Visit): Page {
  const words = wordsOf(portal)
  const obstacle = obstacleFor(portal, user)
  if (obstacle) {
    return { portal, user, path, title: words.application, content: obstacleContent(portal, user, obstacle) }
  }
  const opening = makeOpening(world, portal, user, { options: applicationOptions(url) })
  const content = frameMarkup(opening, words.application)
  return { portal, user, path, title: words.application, content, isFrame: true }
}

/** The page's own query, without what the portal keeps for itself. */
function applicationOptions(url: URL): PhpMap {
  return parsePhpPairs([...url.searchParams].filter(([name]) => !systemKeys.includes(name)))
}

export function obstacleContent(portal: Portal, user: PortalUser, obstacle: Obstacle): Markup {
  const words = wordsOf(portal)
  const texts: Record<Obstacle, string> = {
    absent: words.obstacleAbsent,
    wizard: words.obstacleWizard,
    tariff: words.obstacleTariff,
    payment: words.obstaclePayment,
    access: words.obstacleAccess,
  }
  return html`<div class="notice">
    <p>${texts[obstacle]}</p>
    ${obstacle === 'absent' ? applicationButtons(portal, user) : undefined}
  </div>`
}

function homeContent(portal: Portal, user: PortalUser): Markup {
  const words = wordsOf(portal)
  return html`<div class="cards">
    <article class="card is-wide">
      <h2>${words.welcome}, ${user.name}</h2>
      <p>${words.welcomeText}</p>
      <a class="button is-main" href="${linkTo(`/marketplace/app/${portal.registration.clientId}/`, user)}"
        >${words.open}</a
      >
    </article>
    <article class="card">
      <h2>${words.application}</h2>
      <p>${installationText(portal)}</p>
      ${applicationButtons(portal, user)}
    </article>
  </div>`
}

function marketContent(portal: Portal, user: PortalUser): Markup {
  const words = wordsOf(portal)
  return html`<div class="cards">
    <article class="card">
      <h2>${words.application}</h2>
      <p>${installationText(portal)}</p>
      <a class="button is-main" href="${linkTo(`/marketplace/app/${portal.registration.clientId}/`, user)}"
        >${words.open}</a
      >
      ${applicationButtons(portal, user)}
    </article>
  </div>`
}

function companyContent(portal: Portal): Markup {
  const rows = portal.users.map(
    (person) =>
      html`<li>
        <a href="/company/personal/user/${person.id}/" data-portal-link
          >${avatar(person)}<span><b>${fullNameOf(person)}</b><small>${person.position}</small></span></a
        >
      </li>`,
  )
  return html`<ul class="list card">
    ${rows}
  </ul>`
}

function personContent(person: PortalUser): Markup {
  return html`<article class="card person">
    ${avatar(person)}
    <h2>${fullNameOf(person)}</h2>
    <p>${person.position}</p>
    <p>${person.email}</p>
  </article>`
}

/** A company card with the application's tab in it, where that is bound. */
function companyCard(world: World, portal: Portal, { user, path }: Visit, id: string): Page {
  const words = wordsOf(portal)
  const placement = 'CRM_COMPANY_DETAIL_TAB'
  const binding = portal.placements.find((known) => known.placement === placement)
  const name = findCompany(portal, Number(id))?.title ?? `№${id}`
  const general = html`<article class="card">
    <h2>${words.common}</h2>
    <p>${name}</p>
  </article>`
  const title = `${words.companyCard} ${name}`
  if (!binding || obstacleFor(portal, user) || portal.installation.status !== 'installed') {
    return { portal, user, path, title, content: general }
  }
  const opening = makeOpening(world, portal, user, { placement, options: { ID: id, URI: path } })
  const content = html`${general}
    <h2 class="tab">${binding.title}</h2>
    <div class="placement">${frameMarkup(opening, binding.title)}</div>`
  return { portal, user, path, title, content }
}

function notice(text: string): Markup {
  return html`<div class="notice"><p>${text}</p></div>`
}

function sectionTitle(portal: Portal, path: string): string {
  const words = wordsOf(portal)
  if (path.startsWith('/tasks/')) return words.tasks
  return path.startsWith('/crm/') ? words.crm : portal.title
}
