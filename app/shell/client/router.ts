import { createRouter, createWebHashHistory } from 'vue-router'
import type { RouteLocationNormalized, RouteRecordRaw, Router } from 'vue-router'
import type { ReadChatMessageInput } from '#contract/messenger/types.ts'
import { patiently } from '#app/lib/patiently.ts'

/** An optional part of the address as a text; empty where it is left out. */
const named =
  (name: string) =>
  ({ params }: RouteLocationNormalized): Record<string, string> => ({
    [name]: typeof params[name] === 'string' ? params[name] : '',
  })

/** What an address asks for besides its page; null where it does not. */
function asked({ query }: RouteLocationNormalized, name: string): string | null {
  const value = query[name]
  return typeof value === 'string' ? value : null
}

/** The message of the portal's messenger that a ticket begins with (P2). */
function chatMessage(dialogId: string | null, messageId: string | null): ReadChatMessageInput | null {
  return dialogId === null || messageId === null ? null : { dialogId, messageId: Number(messageId) }
}

/** Pages of the client's face. */
const clientRoutes: RouteRecordRaw[] = [
  {
    path: '/',
    name: 'support',
    props: (route) => ({ connects: asked(route, 'connect') === '1' }),
    component: patiently(() => import('#app/support/SupportPage.vue')),
  },
  {
    path: '/new',
    name: 'newTicket',
    props: (route) => ({
      quote: asked(route, 'quote'),
      continues: asked(route, 'continues'),
      chat: chatMessage(asked(route, 'dialog'), asked(route, 'message')),
    }),
    component: patiently(() => import('#app/support/NewTicketPage.vue')),
  },
  {
    path: '/letters/:letterId?',
    name: 'letters',
    props: (route) => ({
      ...named('letterId')(route),
      about: asked(route, 'about'),
      toManager: asked(route, 'manager') === '1',
    }),
    component: patiently(() => import('#app/letters/OwnLettersPage.vue')),
  },
  { path: '/partner', name: 'findPartner', component: patiently(() => import('#app/support/FindPartnerPage.vue')) },
  { path: '/knowledge', name: 'articles', component: patiently(() => import('#app/knowledge/ShelfPage.vue')) },
  {
    path: '/knowledge/:slug',
    name: 'article',
    props: named('slug'),
    component: patiently(() => import('#app/knowledge/ArticlePage.vue')),
  },
  { path: '/conditions', name: 'conditions', component: patiently(() => import('#app/support/ConditionsPage.vue')) },
  {
    path: '/tickets/:ticketId',
    name: 'ticket',
    props: (route) => ({ ...named('ticketId')(route), aim: asked(route, 'message') }),
    component: patiently(() => import('#app/support/TicketPage.vue')),
  },
  {
    path: '/balance/:deskId?',
    name: 'balance',
    props: named('deskId'),
    component: patiently(() => import('#app/billing/account/BalancePage.vue')),
  },
  {
    path: '/plans/:deskId?',
    name: 'plans',
    props: named('deskId'),
    component: patiently(() => import('#app/billing/plans/PlansPage.vue')),
  },
  {
    path: '/counting/:deskId?',
    name: 'counting',
    props: named('deskId'),
    component: patiently(() => import('#app/billing/plans/CountingPage.vue')),
  },
  { path: '/:unknown(.*)*', redirect: { name: 'support' } },
]

/** The page is opened by POST at a fixed address, so what is shown lives behind the hash. */
export const makeClientRouter = (): Router => createRouter({ history: createWebHashHistory(), routes: clientRoutes })
