import type { Feature, FeatureDeps } from '#server/platform/feature.ts'
import type { KeyFolder } from '#server/platform/keys/keyFolder.ts'
import type { PubSub } from '#server/platform/realtime/pubsub.ts'
import { regulationAt } from '#server/regulations/regulation.queries.ts'
import { accessCrontab, accessJobs } from './access/access.jobs.ts'
import { accessRoutes, type AccessRoutes } from './access/access.routes.ts'
import { ticketJobs } from './deadlines/ticketDue.jobs.ts'
import { dutyPageClock } from './deadlines/dutyPages.jobs.ts'
import { dutyRoutes, type DutyRoutes } from './deadlines/dutyPages.routes.ts'
import { letterJobs } from './letters/letterDue.jobs.ts'
import { letterRoutes, type LetterRoutes } from './letters/letters.routes.ts'
import type { ManagerPort } from './letters/letters.port.ts'
import { fileCrontab, fileJobs } from './files/files.jobs.ts'
import type { FileTools } from './files/files.port.ts'
import { fileRoutes, type FileRoutes } from './files/files.routes.ts'
import { linkRoutes, type LinkRoutes } from './links/links.routes.ts'
import { makeMessageBatcher } from './messages/messageBatcher.commands.ts'
import { messageRoutes, type MessageRoutes, type MessageRoutesDeps } from './messages/messages.routes.ts'
import { assignmentJobs } from './queue/autoAssign.jobs.ts'
import { assignmentReaction } from './queue/autoAssign.reactions.ts'
import { replyRoutes, type ReplyRoutes } from './replies/replies.routes.ts'
import { queueRoutes, type QueueRoutes } from './queue/queue.routes.ts'
import { ratingRoutes, type RatingRoutes } from './ratings/ratings.routes.ts'
import { searchIndexProjection } from './search/searchIndex.reactions.ts'
import { intakeRoutes, type IntakeRoutes, type IntakeRoutesDeps } from './ticketIntake.routes.ts'
import { ticketListRoutes, type TicketListRoutes } from './ticketList.routes.ts'
import { ticketRoutes, type TicketRoutes } from './tickets.routes.ts'
import type { ViewDeps } from './ticketView.queries.ts'
import { ticketPlaces } from './ticketPlaces.adapter.ts'
import { timerRoutes, type TimerRoutes } from './timers/timers.routes.ts'
import './access/access.tables.ts'
import './deadlines/dutyPages.tables.ts'
import './files/files.tables.ts'
import './intake/intake.tables.ts'
import './letters/letters.tables.ts'
import './links/links.tables.ts'
import './messages/messages.tables.ts'
import './queue/views.tables.ts'
import './ratings/ratings.tables.ts'
import './replies/replies.tables.ts'
import './search/searchIndex.tables.ts'
import './tickets.tables.ts'

export { rotateBoxKeys } from './access/rotation.commands.ts'
export { loadTicketForUpdate, ticketActorOf, type TicketActor } from './appendEvents.commands.ts'
export { makeAlarmEffects } from './deadlines/alarmEffects.adapter.ts'
export { makeSlaTickets } from './deadlines/slaTickets.adapter.ts'
export { incidentTicketPort } from './internal.commands.ts'
export { eraseTicketsOf } from './erasure.commands.ts'
export { makeDownloads } from './files/download.adapter.ts'
export type { FileTools } from './files/files.port.ts'
export { takeForeignFile } from './files/foreignFile.commands.ts'
export { endDialogueForSilence, handOver, sayInDialogue, noteJudgement } from './dialogue.commands.ts'
export { noteInTicket } from './channelNotes.commands.ts'
export { editMessage, sendMessage } from './messages/messages.commands.ts'
export { makeFileTools } from './files/fileTools.adapter.ts'
export { makeUploads } from './files/upload.adapter.ts'
export { ticketPlaces } from './ticketPlaces.adapter.ts'
export { linkPath } from './files/domain/fileLink.ts'
export { lockTickets, unlockTickets } from './locks/locks.commands.ts'
export { moveTicket, withdrawWhereOpen } from './moves.commands.ts'
export { rateTicket } from './ratings/rating.commands.ts'
export { openTicket } from './openTicket.commands.ts'
export { appendPartnerStep } from './partnerSteps.commands.ts'
export { ticketFeed } from './messages/feed.adapter.ts'
export { ticketPort } from './ticketPort.adapter.ts'
export { makeTicketDeps } from './ticketDeps.adapter.ts'
export type { TicketDeps } from './ticketDeps.port.ts'

type Routes =
  | AccessRoutes
  | DutyRoutes
  | FileRoutes
  | TicketRoutes
  | LinkRoutes
  | RatingRoutes
  | LetterRoutes
  | IntakeRoutes
  | TicketListRoutes
  | MessageRoutes
  | QueueRoutes
  | ReplyRoutes
  | TimerRoutes
type TicketsDeps = Pick<FeatureDeps, 'db' | 'hotPool' | 'transaction' | 'addJob' | 'secrets'> &
  ViewDeps &
  ManagerPort &
  Pick<MessageRoutesDeps, 'refreshActor'> &
  Pick<IntakeRoutesDeps, 'answeringDesk'> & { pubSub: PubSub; fileTools: FileTools; keys: KeyFolder }

type Tasks =
  | 'ticketDue'
  | 'assignWaiting'
  | 'letterDue'
  | 'sweepFiles'
  | 'sweepFileStore'
  | 'accessDue'
  | 'deleteBoxKeys'
  | 'sweepBoxKeys'

/** Tickets and their conversations: what happens to them, the queue, the search, and the timer's buttons. */
export function ticketsFeature(deps: TicketsDeps): Feature<Routes, Tasks> {
  const { db, transaction, ticketDeps, addJob, fileTools: tools } = deps
  return {
    handlers: {
      ...ticketRoutes(deps),
      ...fileRoutes({ db, transaction, tools, linkKey: deps.secrets.linkKey, places: ticketPlaces }),
      ...linkRoutes(deps),
      ...dutyRoutes(deps),
      ...accessRoutes(deps),
      ...ratingRoutes(deps),
      ...letterRoutes({ ...deps, termsFor: ticketDeps.termsFor }),
      ...intakeRoutes({ db, termsFor: ticketDeps.termsFor, answeringDesk: deps.answeringDesk }),
      ...ticketListRoutes({ db }),
      ...messageRoutes({ ...deps, messageBatcher: makeMessageBatcher(deps.hotPool) }),
      ...timerRoutes(deps),
      ...replyRoutes({ db, regulationOf: async (deskId, at) => (await regulationAt(db, deskId, at)).regulation }),
      ...queueRoutes({
        db,
        queueOrder: async (deskId, at) => (await regulationAt(db, deskId, at)).regulation.queue.thenBy,
      }),
    },
    jobs: {
      ...ticketJobs({ transaction, ticketDeps }),
      ...assignmentJobs({ transaction, ticketDeps, addJob }),
      ...letterJobs(deps),
      ...fileJobs({ transaction, tools }),
      ...accessJobs(deps),
    },
    crontab: [...fileCrontab, ...accessCrontab],
    reactions: [assignmentReaction(addJob)],
    projections: [searchIndexProjection],
    dueClocks: [dutyPageClock({ ...ticketDeps, addJob })],
  }
}
