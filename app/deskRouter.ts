import { createRouter, createWebHashHistory } from 'vue-router'
import type { RouteRecordRaw } from 'vue-router'

/** Pages of the desk's workspace. */
export const deskRoutes: RouteRecordRaw[] = [
  { path: '/', redirect: { name: 'queue' } },
  {
    path: '/queue/:ticketId?',
    name: 'queue',
    component: () => import('./desk/QueuePage.vue'),
    props: ({ params }) => ({ ticketId: typeof params['ticketId'] === 'string' ? params['ticketId'] : '' }),
  },
  { path: '/codes', name: 'codes', component: () => import('./desk/CodesPage.vue') },
  { path: '/connections', name: 'connections', component: () => import('./desk/ConnectionsPage.vue') },
  {
    path: '/accounts/:memberId?',
    name: 'accounts',
    component: () => import('./billing/AccountsPage.vue'),
    props: ({ params }) => ({ memberId: typeof params['memberId'] === 'string' ? params['memberId'] : '' }),
  },
  { path: '/audit', name: 'audit', component: () => import('./desk/AuditPage.vue') },
  { path: '/regulation', name: 'regulation', component: () => import('./desk/RegulationPage.vue') },
  { path: '/staff', name: 'staff', component: () => import('./desk/StaffPage.vue') },
  { path: '/:elsewhere(.*)*', redirect: { name: 'queue' } },
]

/** Behind the hash as on the client's page: the page itself is opened by POST at a fixed address. */
export const deskRouter = createRouter({ history: createWebHashHistory(), routes: deskRoutes })
