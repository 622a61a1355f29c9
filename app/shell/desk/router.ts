import { createRouter, createWebHashHistory } from 'vue-router'
import type { RouteRecordRaw, Router } from 'vue-router'
import { languages } from '#contract/common.ts'
import { patiently } from '#app/lib/patiently.ts'

/** Pages of the desk's workspace. */
export const deskRoutes: RouteRecordRaw[] = [
  { path: '/', redirect: { name: 'queue' } },
  {
    path: '/queue/:ticketId?',
    name: 'queue',
    component: patiently(() => import('#app/queue/QueuePage.vue')),
    props: ({ params, query }) => ({
      ticketId: typeof params['ticketId'] === 'string' ? params['ticketId'] : '',
      aim: typeof query['message'] === 'string' ? query['message'] : null,
    }),
  },
  { path: '/codes', name: 'codes', component: patiently(() => import('#app/codes/CodesPage.vue')) },
  { path: '/coupons', name: 'coupons', component: patiently(() => import('#app/coupons/CouponsPage.vue')) },
  {
    path: '/requests',
    name: 'partnerRequests',
    component: patiently(() => import('#app/partners/IncomingRequestsPage.vue')),
  },
  {
    path: '/connections',
    name: 'connections',
    component: patiently(() => import('#app/connections/ConnectionsPage.vue')),
  },
  {
    path: '/accounts/:memberId?',
    name: 'accounts',
    component: patiently(() => import('#app/billing/accounts/AccountsPage.vue')),
    props: ({ params }) => ({ memberId: typeof params['memberId'] === 'string' ? params['memberId'] : '' }),
  },
  {
    path: '/letters/:letterId?',
    name: 'letters',
    component: patiently(() => import('#app/letters/LettersPage.vue')),
    props: ({ params }) => ({ letterId: typeof params['letterId'] === 'string' ? params['letterId'] : '' }),
  },
  { path: '/ratings', name: 'ratings', component: patiently(() => import('#app/ratings/RatingsPage.vue')) },
  {
    path: '/announcements',
    name: 'announcements',
    component: patiently(() => import('#app/announcements/AnnouncementsPage.vue')),
  },
  {
    path: '/monitoring',
    name: 'monitoring',
    component: patiently(() => import('#app/monitoring/MonitoringPage.vue')),
  },
  { path: '/channels', name: 'channels', component: patiently(() => import('#app/channels/ChannelsPage.vue')) },
  {
    path: '/knowledge/:articleId?',
    name: 'knowledge',
    component: patiently(() => import('#app/knowledge/KnowledgePage.vue')),
    props: ({ params, query }) => ({
      articleId: typeof params['articleId'] === 'string' ? params['articleId'] : '',
      isNew: query['new'] === '1',
      translationOf: typeof query['of'] === 'string' ? query['of'] : null,
      search: typeof query['search'] === 'string' ? query['search'] : null,
      language: languages.find((one) => one === query['language']) ?? null,
      asked: [query['asked'] ?? []].flat().filter((one) => typeof one === 'string'),
    }),
  },
  { path: '/learning', name: 'learning', component: patiently(() => import('#app/learning/LearningPage.vue')) },
  { path: '/replies', name: 'replies', component: patiently(() => import('#app/replies/RepliesPage.vue')) },
  { path: '/audit', name: 'audit', component: patiently(() => import('#app/audit/AuditPage.vue')) },
  { path: '/regulation', name: 'regulation', component: patiently(() => import('#app/regulation/RegulationPage.vue')) },
  { path: '/notices', name: 'notices', component: patiently(() => import('#app/notices/DeskNotices.vue')) },
  { path: '/staff', name: 'staff', component: patiently(() => import('#app/staff/StaffPage.vue')) },
  { path: '/:elsewhere(.*)*', redirect: { name: 'queue' } },
]

/** Behind the hash as on the client's page: the page itself is opened by POST at a fixed address. */
export const makeDeskRouter = (): Router => createRouter({ history: createWebHashHistory(), routes: deskRoutes })
