import { adminAct, post } from '../access.ts'
import { intervalInput, intervalView, ownTimer, startTimerInput, timerView } from '../billing/timers.types.ts'
import { empty } from '../common.ts'
import { classifyInput } from '../sla/types.ts'
import { newIntake, readIntakeAnswer } from './intake.types.ts'
import { openedTickets, openTicketInput, openTicketsInput } from './opening.types.ts'
import {
  deleteViewInput,
  findClientsInput,
  foundClients,
  listQueueInput,
  queuePage,
  queuePlace,
  queueViews,
  saveViewInput,
} from './queue.types.ts'
import {
  answeringInput,
  assignInput,
  declineInput,
  deferInput,
  moveDateInput,
  ticketReasons,
  withMessageInput,
} from './reasons.types.ts'
import { exportRatingsInput, listRatingsInput, rateInput, ratingsFile, ratingsPage } from './ratings.types.ts'
import {
  answerLetterInput,
  letterInput,
  lettersPage,
  letterView,
  listLettersInput,
  listOwnLettersInput,
  ownLetters,
  waitingLetters,
  writeLetterInput,
} from './letters.types.ts'
import {
  askAccessInput,
  boxInput,
  giveBoxInput,
  offerBoxInput,
  openedBox,
  refuseBoxInput,
  startSessionInput,
} from './access.types.ts'
import { contactInput } from './contact.types.ts'
import {
  fileInput,
  fileLimits,
  fileLinks,
  fileSettings,
  linkFilesInput,
  messageFile,
  readFileLimitsInput,
} from './files.types.ts'
import { outOfScopeInput, ticketScope } from './scope.types.ts'
import { deleteReplyInput, quickReplies, replyHours, saveReplyInput } from './replies.types.ts'
import { mergeTicketInput, splitTicketInput, undoLinkInput } from './links.types.ts'
import {
  deleteMessageInput,
  editMessageInput,
  eventPage,
  listTicketsInput,
  markReadInput,
  readEventsInput,
  sendMessageInput,
  sentMessage,
  ticketPage,
} from './conversation.types.ts'
import { ticketInput, ticketView } from './types.ts'

export const ticketRoutes = {
  openTicket: post('/api/tickets/open', 'client', openTicketInput, ticketView),
  openTickets: post('/api/tickets/open/several', 'client', openTicketsInput, openedTickets),
  readNewIntake: post('/api/support/intake', 'client', empty, newIntake),
  readIntake: post('/api/tickets/intake', 'participant', ticketInput, readIntakeAnswer),
  listTickets: { ...post('/api/tickets/list', 'client', listTicketsInput, ticketPage), costly: 'question' },
  listQueue: { ...post('/api/queue', 'staff', listQueueInput, queuePage), costly: 'question' },
  findClients: post('/api/queue/clients', 'staff', findClientsInput, foundClients),
  readViews: post('/api/queue/views', 'staff', empty, queueViews),
  saveView: post('/api/queue/views/save', 'staff', saveViewInput, queueViews),
  deleteView: post('/api/queue/views/delete', 'staff', deleteViewInput, queueViews),
  readReplies: post('/api/desk/replies', 'staff', empty, quickReplies),
  readReplyHours: post('/api/desk/replies/hours', 'staff', empty, replyHours),
  saveReply: post('/api/desk/replies/save', 'staff', saveReplyInput, quickReplies),
  deleteReply: post('/api/desk/replies/delete', 'staff', deleteReplyInput, quickReplies),
  readPlace: post('/api/tickets/place', 'participant', ticketInput, queuePlace),
  readTicket: post('/api/tickets/read', 'participant', ticketInput, ticketView),
  readEvents: post('/api/tickets/events', 'participant', readEventsInput, eventPage),
  sendMessage: {
    ...post('/api/tickets/message', 'participant', sendMessageInput, sentMessage),
    rememberedActor: true,
  },
  editMessage: post('/api/tickets/message/edit', 'participant', editMessageInput, empty),
  deleteMessage: post('/api/tickets/message/delete', 'participant', deleteMessageInput, empty),
  markRead: post('/api/tickets/markRead', 'participant', markReadInput, empty),
  classifyTicket: post('/api/tickets/classify', 'participant', classifyInput, ticketView),
  readOwnTimer: post('/api/timer', 'staff', empty, ownTimer),
  startTimer: post('/api/timer/start', 'staff', startTimerInput, timerView),
  stopTimer: post('/api/timer/stop', 'staff', intervalInput, intervalView),
  answerTimer: post('/api/timer/answer', 'staff', intervalInput, timerView),
  takeTicket: post('/api/tickets/take', 'participant', ticketInput, ticketView),
  confirmDutyPage: post('/api/tickets/duty/confirm', 'participant', ticketInput, ticketView),
  recordContact: post('/api/tickets/contact', 'participant', contactInput, ticketView),
  assignTicket: post('/api/tickets/assign', 'participant', assignInput, ticketView),
  resolveTicket: post('/api/tickets/resolve', 'participant', answeringInput, ticketView),
  declineTicket: post('/api/tickets/decline', 'participant', declineInput, ticketView),
  readTicketScope: post('/api/tickets/scope', 'participant', ticketInput, ticketScope),
  declineOutOfScope: post('/api/tickets/outOfScope', 'participant', outOfScopeInput, ticketView),
  deferTicket: post('/api/tickets/defer', 'participant', deferInput, ticketView),
  readReasons: post('/api/tickets/reasons', 'participant', ticketInput, ticketReasons),
  moveDeferralDate: post('/api/tickets/defer/date', 'participant', moveDateInput, ticketView),
  giveAccess: post('/api/tickets/access', 'participant', withMessageInput, ticketView),
  /** T9: an admin's own acts are asked of the portal; taking back and confirming never wait for it. */
  askAccess: post('/api/tickets/boxes/ask', 'participant', askAccessInput, ticketView),
  giveBox: adminAct('/api/tickets/boxes/give', 'clientAdmin', giveBoxInput, ticketView),
  offerBox: adminAct('/api/tickets/boxes/offer', 'clientAdmin', offerBoxInput, ticketView),
  refuseBox: adminAct('/api/tickets/boxes/refuse', 'clientAdmin', refuseBoxInput, ticketView),
  endBox: post('/api/tickets/boxes/end', 'participant', boxInput, ticketView),
  lookIntoBox: post('/api/tickets/boxes/look', 'participant', boxInput, openedBox),
  confirmBoxChanged: post('/api/tickets/boxes/confirm', 'participant', boxInput, ticketView),
  startRemoteSession: post('/api/tickets/boxes/session', 'participant', startSessionInput, ticketView),
  endRemoteSession: post('/api/tickets/boxes/session/end', 'participant', boxInput, ticketView),
  resumeTicket: post('/api/tickets/resume', 'participant', ticketInput, ticketView),
  confirmResolution: post('/api/tickets/confirm', 'participant', ticketInput, ticketView),
  withdrawTicket: post('/api/tickets/withdraw', 'participant', ticketInput, ticketView),
  rateTicket: post('/api/tickets/rate', 'participant', rateInput, ticketView),
  listRatings: post('/api/desk/ratings', 'lead', listRatingsInput, ratingsPage),
  exportRatings: { ...post('/api/desk/ratings/export', 'lead', exportRatingsInput, ratingsFile), costly: 'question' },
  listOwnLetters: post('/api/support/letters', 'client', listOwnLettersInput, ownLetters),
  writeLetter: post('/api/support/letters/write', 'client', writeLetterInput, letterView),
  readLetter: post('/api/letters/read', 'participant', letterInput, letterView),
  sendLetterMessage: post('/api/letters/message', 'participant', answerLetterInput, letterView),
  listLetters: post('/api/desk/letters', 'staff', listLettersInput, lettersPage),
  readWaitingLetters: post('/api/desk/letters/waiting', 'staff', empty, waitingLetters),
  confirmLetter: post('/api/desk/letters/confirm', 'staff', letterInput, letterView),
  splitTicket: post('/api/tickets/split', 'participant', splitTicketInput, ticketView),
  mergeTicket: post('/api/tickets/merge', 'participant', mergeTicketInput, ticketView),
  undoLink: post('/api/tickets/links/undo', 'participant', undoLinkInput, ticketView),
  /** After its last byte: what the file is. It takes as long as looking at it does; asked again it answers the same. */
  finishUpload: { ...post('/api/files/finish', 'participant', fileInput, messageFile), costly: 'attachment' },
  dropUpload: post('/api/files/drop', 'participant', fileInput, empty),
  linkFiles: post('/api/files/links', 'participant', linkFilesInput, fileLinks),
  readFileLimits: post('/api/files/limits', 'participant', readFileLimitsInput, fileLimits),
  readFileSettings: post('/api/files/settings', 'staff', empty, fileSettings),
  saveFileSettings: post('/api/files/settings/save', 'owner', fileSettings, fileSettings),
  reopenTicket: post('/api/tickets/reopen', 'participant', ticketInput, ticketView),
} as const
