import * as v from 'valibot'
import { empty, id, userId } from './common.ts'
import {
  deskRole,
  foundPeople,
  installInput,
  installState,
  me,
  openedSession,
  openSessionInput,
  saveSettingsInput,
  searchText,
  settingsView,
  supportContactKinds,
} from './session.ts'
import {
  activateCodeInput,
  codePreview,
  codeView,
  connectionView,
  deskView,
  issueCodeInput,
  issuedCode,
  reconnectInput,
  supportView,
  switchInput,
  typedCode,
} from './support.ts'
import {
  assignInput,
  declineInput,
  deferInput,
  deleteMessageInput,
  editMessageInput,
  eventPage,
  listTicketsInput,
  markReadInput,
  openTicketInput,
  readEventsInput,
  sendMessageInput,
  sentMessage,
  ticketInput,
  ticketPage,
  ticketView,
  withMessageInput,
} from './tickets.ts'

/**
 * Who may call a route at all; what they may see or do in it is decided again on the row (E2).
 * `participant`: the client's admin or integrator, or the desk's staff, of the ticket that is named.
 */
export const accessKinds = [
  'anyone',
  'signedIn',
  'portalAdmin',
  'adminOrOwner',
  'client',
  'clientAdmin',
  'staff',
  'lead',
  'owner',
  'participant',
] as const
export type AccessKind = (typeof accessKinds)[number]

const post = <
  const Input extends v.GenericSchema,
  const Output extends v.GenericSchema,
  const Access extends AccessKind,
>(
  path: string,
  access: Access,
  input: Input,
  output: Output,
) => ({ method: 'POST', path, access, input, output }) as const

/** Everything the app can ask of the server: name -> method, path, access, input, output. */
export const routes = {
  openSession: post('/api/session/open', 'anyone', openSessionInput, openedSession),
  closeSession: post('/api/session/close', 'signedIn', empty, empty),
  readMe: post('/api/me', 'signedIn', empty, me),

  readInstall: post('/api/install/read', 'portalAdmin', empty, installState),
  install: post('/api/install', 'portalAdmin', installInput, installState),

  readSettings: post('/api/settings/read', 'client', empty, settingsView),
  saveSettings: post('/api/settings/save', 'clientAdmin', saveSettingsInput, settingsView),
  searchPeople: post('/api/people/search', 'adminOrOwner', v.strictObject({ search: searchText }), foundPeople),
  namePerson: post(
    '/api/settings/people/name',
    'clientAdmin',
    v.strictObject({ userId, as: v.picklist(supportContactKinds) }),
    settingsView,
  ),
  unnamePerson: post('/api/settings/people/unname', 'clientAdmin', v.strictObject({ userId }), settingsView),

  readSupport: post('/api/support', 'client', empty, supportView),
  previewCode: post('/api/support/code/preview', 'clientAdmin', v.strictObject({ code: typedCode }), codePreview),
  activateCode: post('/api/support/code/activate', 'clientAdmin', activateCodeInput, supportView),
  returnToStandard: post('/api/support/return', 'clientAdmin', switchInput, supportView),
  reconnectDesk: post('/api/support/reconnect', 'clientAdmin', reconnectInput, supportView),

  readDesk: post('/api/desk', 'staff', empty, deskView),
  setStaff: post('/api/desk/staff/set', 'owner', v.strictObject({ userId, role: v.nullable(deskRole) }), deskView),
  listCodes: post('/api/desk/codes', 'owner', empty, v.strictObject({ codes: v.array(codeView) })),
  issueCode: post('/api/desk/codes/issue', 'owner', issueCodeInput, issuedCode),
  revokeCode: post('/api/desk/codes/revoke', 'owner', v.strictObject({ codeId: id }), codeView),
  listConnections: post(
    '/api/desk/connections',
    'lead',
    empty,
    v.strictObject({ connections: v.array(connectionView) }),
  ),
  endConnection: post('/api/desk/connections/end', 'owner', v.strictObject({ connectionId: id }), connectionView),

  openTicket: post('/api/tickets/open', 'client', openTicketInput, ticketView),
  listTickets: post('/api/tickets/list', 'client', listTicketsInput, ticketPage),
  listQueue: post('/api/queue', 'staff', listTicketsInput, ticketPage),
  readTicket: post('/api/tickets/read', 'participant', ticketInput, ticketView),
  readEvents: post('/api/tickets/events', 'participant', readEventsInput, eventPage),
  sendMessage: post('/api/tickets/message', 'participant', sendMessageInput, sentMessage),
  editMessage: post('/api/tickets/message/edit', 'participant', editMessageInput, empty),
  deleteMessage: post('/api/tickets/message/delete', 'participant', deleteMessageInput, empty),
  markRead: post('/api/tickets/markRead', 'participant', markReadInput, empty),

  takeTicket: post('/api/tickets/take', 'participant', ticketInput, ticketView),
  assignTicket: post('/api/tickets/assign', 'participant', assignInput, ticketView),
  resolveTicket: post('/api/tickets/resolve', 'participant', withMessageInput, ticketView),
  declineTicket: post('/api/tickets/decline', 'participant', declineInput, ticketView),
  deferTicket: post('/api/tickets/defer', 'participant', deferInput, ticketView),
  resumeTicket: post('/api/tickets/resume', 'participant', ticketInput, ticketView),
  confirmResolution: post('/api/tickets/confirm', 'participant', ticketInput, ticketView),
  withdrawTicket: post('/api/tickets/withdraw', 'participant', ticketInput, ticketView),
  reopenTicket: post('/api/tickets/reopen', 'participant', ticketInput, ticketView),
} as const

export type Routes = typeof routes
export type RouteName = keyof Routes
export type RouteInput<Name extends RouteName> = v.InferInput<Routes[Name]['input']>
export type ParsedInput<Name extends RouteName> = v.InferOutput<Routes[Name]['input']>
export type RouteOutput<Name extends RouteName> = v.InferOutput<Routes[Name]['output']>
