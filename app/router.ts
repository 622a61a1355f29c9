import { createRouter, createWebHashHistory } from 'vue-router'

/** Pages of the client's face. The page is opened by POST at a fixed address, so what is shown lives behind the hash. */
export const router = createRouter({
  history: createWebHashHistory(),
  routes: [
    { path: '/', name: 'support', component: () => import('./support/SupportPage.vue') },
    { path: '/new', name: 'newTicket', component: () => import('./support/NewTicketPage.vue') },
    { path: '/tickets/:ticketId', name: 'ticket', props: true, component: () => import('./support/TicketPage.vue') },
    { path: '/:unknown(.*)*', redirect: { name: 'support' } },
  ],
})
