import { bbcode } from './bbcode.ts'
import { frameMarkup } from './frameMarkup.ts'
import { avatar } from './layout.ts'
import type { Markup } from './markup.ts'
import { html } from './markup.ts'
import { makeOpening, obstacleFor } from './opening.ts'
import { fullNameOf } from './people.ts'
import type { Chat, ChatMessage, Portal, PortalUser, World } from './state.ts'
import { findUser } from './state.ts'
import { wordsOf } from './words.ts'

/** The messenger: the chat of all, the menu of each message, and beside it what the application shows in the sidebar. */
export function chatContent(world: World, portal: Portal, user: PortalUser): Markup {
  const words = wordsOf(portal)
  const chat = portal.chats.find(({ memberIds }) => memberIds.includes(user.id))
  if (!chat) return html`<div class="notice"><p>${words.noChats}</p></div>`
  const isShown = obstacleFor(portal, user) === undefined && portal.installation.status === 'installed'
  return html`<div class="messenger">
    <section class="card chat" aria-label="${chat.title}">
      <h2>${chat.title}</h2>
      ${
        chat.messages.length === 0
          ? html`<p class="hint">${words.noMessages}</p>`
          : html`<ol>
              ${chat.messages.map((message) => messageMarkup({ portal, chat, isShown }, message))}
            </ol>`
      }
    </section>
    ${isShown ? sidebar(world, { portal, user, chat }) : undefined}
  </div>`
}

function messageMarkup(
  { portal, chat, isShown }: { portal: Portal; chat: Chat; isShown: boolean },
  { id, authorId, text, files }: ChatMessage,
): Markup {
  const author = findUser(portal, authorId)
  const entries = isShown ? portal.placements.filter(({ placement }) => placement === 'IM_CONTEXT_MENU') : []
  return html`<li>
    ${author ? avatar(author) : undefined}
    <div>
      <b>${author ? fullNameOf(author) : ''}</b>
      <p>${bbcode(text)}</p>
      ${files.map((name) => html`<small>📎 ${name}</small>`)}
      ${entries.map(
        ({ title }) =>
          html`<button type="button" class="button" data-message="${id}" data-dialog="${chat.dialogId}">
            ${title}
          </button>`,
      )}
    </div>
  </li>`
}

function sidebar(
  world: World,
  { portal, user, chat }: { portal: Portal; user: PortalUser; chat: Chat },
): Markup | undefined {
  const binding = portal.placements.find(({ placement }) => placement === 'IM_SIDEBAR')
  if (!binding) return undefined
  const options = { dialogId: chat.dialogId, URI: '/online/' }
  const opening = makeOpening(world, portal, user, { placement: 'IM_SIDEBAR', options })
  return html`<aside class="card sidebar" aria-label="${binding.title}">${frameMarkup(opening, binding.title)}</aside>`
}
