import { icon } from './icons.ts'
import type { IconName } from './icons.ts'
import type { Markup } from './markup.ts'
import { html, raw } from './markup.ts'
import { fullNameOf } from './people.ts'
import type { Portal, PortalUser } from './state.ts'
import { toolsMarkup } from './toolsMarkup.ts'
import { wordsOf } from './words.ts'

/** What a page of the portal is made of. */
export interface Page {
  portal: Portal
  user: PortalUser
  path: string
  title: string
  content: Markup
  /** A page of this class fills the work area to its edges. */
  isFrame?: boolean
  /** A slider to open on arrival. */
  openPath?: string
}

/** The whole document: top bar, left menu, work area, the panels. */
export function pageDocument(page: Page): string {
  const { portal, user } = page
  const words = wordsOf(portal)
  return documentOf(
    page,
    html`<header class="bar">
        <button
          type="button"
          class="round only-narrow"
          data-toggle="menu"
          aria-label="${words.menu}"
          aria-expanded="false"
        >
          ${icon('menu')}
        </button>
        <a class="brand" href="${linkTo('/', user)}"><b>${portal.title}</b><span>24</span></a>
        <button
          type="button"
          class="round bell"
          data-toggle="bell"
          aria-label="${words.notifications}"
          aria-expanded="false"
        >
          ${icon('bell')}<span class="count" hidden></span>
        </button>
        <button type="button" class="round" data-toggle="tools" aria-label="${words.tools}" aria-expanded="false">
          ${icon('tools')}
        </button>
        ${userSwitch(page)}
      </header>
      <div class="below">
        <nav id="menu" class="menu" aria-label="${words.menu}">${menuItems(page)}</nav>
        <main class="work${page.isFrame ? ' is-frame' : ''}">
          <h1 id="pagetitle">${page.title}</h1>
          <div class="content">${page.content}</div>
        </main>
      </div>
      <section id="bell" class="panel" hidden aria-label="${words.notifications}">
        <header>
          <h2>${words.notifications}</h2>
          ${closeButton(words.close)}
        </header>
        <ol class="notifications" data-empty="${words.noNotifications}"></ol>
      </section>
      <section id="tools" class="panel" hidden aria-label="${words.tools}">
        <header>
          <h2>${words.tools}</h2>
          ${closeButton(words.close)}
        </header>
        ${toolsMarkup(portal, user)}
      </section>`,
  )
}

/** The same content without the portal around it, as sliders show it. */
export function bareDocument(page: Page): string {
  return documentOf(
    page,
    html`<main class="work is-bare">
      <h1 id="pagetitle">${page.title}</h1>
      <div class="content">${page.content}</div>
    </main>`,
  )
}

/** Every link keeps the user whom the page is shown to. */
export function linkTo(path: string, user: PortalUser): string {
  return `${path}${path.includes('?') ? '&' : '?'}user=${user.id}`
}

export function avatar(user: PortalUser): Markup {
  const initials = `${user.name.slice(0, 1)}${user.lastName.slice(0, 1)}`
  return html`<span class="avatar" style="--hue:${(user.id * 67 + user.name.length * 23) % 360}" aria-hidden="true"
    >${initials}</span
  >`
}

function documentOf({ portal, user, title, openPath }: Page, body: Markup): string {
  const words = wordsOf(portal)
  const settings = { userId: user.id, portal: portal.title, openPath: openPath ?? '', words }
  return html`${raw('<!doctype html>')}
    <html lang="${portal.language === 'ua' ? 'uk' : portal.language}" data-theme="${portal.theme}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="${portal.theme}" />
        <title>${title} — ${portal.title}</title>
        <link rel="icon" href="/sandbox/assets/icon.svg" />
        <link rel="stylesheet" href="/sandbox/assets/portal.css" />
        <script type="module" src="/sandbox/assets/main.ts"></script>
      </head>
      <body data-settings="${JSON.stringify(settings)}">
        ${body}
      </body>
    </html>`.html
}

function closeButton(label: string): Markup {
  return html`<button type="button" class="round" data-close aria-label="${label}">${icon('close')}</button>`
}

function menuItems({ portal, user, path }: Page): Markup[] {
  const words = wordsOf(portal)
  const items: [IconName, string, string][] = [
    ['feed', '/', words.feed],
    ['chat', '/online/', words.chat],
    ['tasks', '/tasks/', words.tasks],
    ['crm', '/crm/', words.crm],
    ['company', '/company/', words.company],
    ['market', '/marketplace/', words.market],
    ['application', `/marketplace/app/${portal.registration.clientId}/`, words.application],
  ]
  return items.map(
    ([name, target, label]) =>
      html`<a href="${linkTo(target, user)}" ${path === target ? raw(' aria-current="page"') : undefined}
        >${icon(name)}<span>${label}</span></a
      >`,
  )
}

function userSwitch({ portal, user, path }: Page): Markup {
  const words = wordsOf(portal)
  const people = portal.users.slice(0, 30).map(
    (person) =>
      html`<a href="${linkTo(path, person)}" ${person.id === user.id ? raw(' aria-current="true"') : undefined}
        >${avatar(person)}<span
          ><b>${fullNameOf(person)}</b><small>${person.position}${marks(portal, person)}</small></span
        ></a
      >`,
  )
  return html`<details class="switch">
    <summary aria-label="${words.switchUser}: ${fullNameOf(user)}">
      ${avatar(user)}<span class="only-wide">${fullNameOf(user)}</span>${icon('chevron')}
    </summary>
    <div class="people">${people}</div>
  </details>`
}

function marks(portal: Portal, user: PortalUser): Markup[] {
  const words = wordsOf(portal)
  return [
    user.isAdmin ? words.admin : '',
    user.type === 'extranet' ? words.extranet : '',
    user.isActive ? '' : words.dismissed,
  ]
    .filter((mark) => mark !== '')
    .map((mark) => html` <mark>${mark}</mark>`)
}
