import type * as v from 'valibot'
import { announcementRoutes } from './announcements/routes.ts'
import { identificationRoutes } from './identification/routes.ts'
import { assistantRoutes } from './assistant/routes.ts'
import { auditRoutes } from './audit/routes.ts'
import { billingRoutes } from './billing/routes.ts'
import { channelRoutes } from './channels/routes.ts'
import { connectionRoutes } from './connections/routes.ts'
import { couponRoutes } from './coupons/routes.ts'
import { deskRoutes } from './desks/routes.ts'
import { knowledgeRoutes } from './knowledge/routes.ts'
import { messengerRoutes } from './messenger/routes.ts'
import { monitoringRoutes } from './monitoring/routes.ts'
import { notificationRoutes } from './notifications/routes.ts'
import { regulationRoutes } from './regulations/routes.ts'
import { slaRoutes } from './sla/routes.ts'
import { ticketRoutes } from './tickets/routes.ts'

type OfDesks = typeof deskRoutes
type OfConnections = typeof connectionRoutes
type OfChannels = typeof channelRoutes
type OfCoupons = typeof couponRoutes
type OfAssistant = typeof assistantRoutes
type OfIdentification = typeof identificationRoutes
type OfAudit = typeof auditRoutes
type OfRegulations = typeof regulationRoutes
type OfTickets = typeof ticketRoutes
type OfSla = typeof slaRoutes
type OfBilling = typeof billingRoutes
type OfKnowledge = typeof knowledgeRoutes
type OfMessenger = typeof messengerRoutes
type OfNotifications = typeof notificationRoutes
type OfMonitoring = typeof monitoringRoutes
type OfAnnouncements = typeof announcementRoutes

/** Joined by name: written out in one piece they are more than a declaration may hold. */
export interface Routes
  extends
    OfDesks,
    OfConnections,
    OfAudit,
    OfRegulations,
    OfTickets,
    OfSla,
    OfBilling,
    OfMessenger,
    OfNotifications,
    OfCoupons,
    OfChannels,
    OfAnnouncements,
    OfMonitoring,
    OfKnowledge,
    OfAssistant,
    OfIdentification {}

/** Everything the app can ask of the server: name -> method, path, access, input, output. */
export const routes: Routes = {
  ...deskRoutes,
  ...connectionRoutes,
  ...auditRoutes,
  ...regulationRoutes,
  ...ticketRoutes,
  ...slaRoutes,
  ...billingRoutes,
  ...messengerRoutes,
  ...notificationRoutes,
  ...announcementRoutes,
  ...monitoringRoutes,
  ...couponRoutes,
  ...channelRoutes,
  ...knowledgeRoutes,
  ...assistantRoutes,
  ...identificationRoutes,
}

export type RouteName = keyof Routes
export type RouteInput<Name extends RouteName> = v.InferInput<Routes[Name]['input']>
export type ParsedInput<Name extends RouteName> = v.InferOutput<Routes[Name]['input']>
export type RouteOutput<Name extends RouteName> = v.InferOutput<Routes[Name]['output']>
