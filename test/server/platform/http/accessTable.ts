import type { RouteName } from '#contract/routes.ts'
import { accessOfOthers } from './accessOfOthers.ts'
import { channelsAccess } from '../../channels/channelsAccess.ts'
import { knowledgeAccess } from '../../knowledge/knowledgeAccess.ts'

/*  employee extranet contact integrator admin secondAdmin | owner lead agent partnerEmployee |
    rivalAdmin bureauOwner standardAgent | strangerAdmin of a portal without the app               */
const everybody = '+ + + + + + | + + + + | + + + | +'
const portalAdmins = 'A A A A + + | + A A A | + + A | +'
const clients = 'N N N + + + | N N N N | + N N | I'
const clientAdmins = 'A A A A + + | A A A A | + A A | I'
const adminsAndOwners = 'A A A A + + | + A A A | + + A | I'
const staff = 'S S S S S S | + + + S | S + + | I'
const leads = 'S S S S S S | + + L S | S + L | I'
const owners = 'S S S S S S | + O O S | S + O | I'
/** The code or connection is the partner's. */
const partnersLead = 'S S S S S S | + + L S | S F L | I'
const partnersOwner = 'S S S S S S | + O O S | S F O | I'
/** An agent says it of themself, a lead of anybody. */
export const awayOfAgent = 'S S S S S S | + + + S | S + L | I'
/** Both sides may order what a client owes, but of a client the admin alone. */
export const owedByAdmin = 'N N N A + + | N N N N | F N N | I'
/** The account of the client at its partner, as each side names it. */
const clientsOwnAccount = 'N N N + + + | N N N N | F N N | I'
const clientsOwnOrders = 'N N N + + + | N N N N | + N N | I'
const unknownThing = 'N N N F F F | F F F N | F F F | I'
const clientsUnknown = 'N N N F F F | N N N N | F N N | I'
const staffsUnknown = 'S S S S S S | F F F S | S F F | I'
const leadsUnknown = 'S S S S S S | F F L S | S F L | I'
const ownersUnknown = 'S S S S S S | F O O S | S F O | I'
/** Of the client's admins alone, and there is none of theirs. */
const clientAdminsUnknown = 'A A A A F F | A A A A | F A A | I'
/** Whoever writes or answers, each for themself. */
const told = 'N N N + + + | + + + N | + + + | I'
/** What is chosen there is told to clients' people alone. */
const toldAsClient = 'N N N + + + | N N N N | + N N | I'
/** There is no such letter: to whoever may write or works at a desk it does not exist. */
const clientsOwnLetter = 'N N N F F F | F F F N | F F F | I'
/** The client is the partner's, and one of those whom the standard desk knows. */
const clientsStaff = 'S S S S S S | + + + S | S F + | I'
/** About a ticket of theirs. */
const clientsOwnTicket = 'N N N + + + | N N N N | F N N | I'
const unknownDuty = 'S S S S S S | F F L S | S F L | I'

/** Either side of any ticket; what is not theirs does not exist, and that is no matter of access. */
const participants = 'N N N + + + | + + + N | + + + | I'

type TicketRow = { partner: string; standard: string; bureau: string }
const bothSides: TicketRow = {
  partner: 'N N N + + + | + + + N | F F F | I',
  standard: 'N N N + + + | F F F N | F F + | I',
  bureau: 'N N N F F F | F F F N | + + F | I',
}
const deskSide: TicketRow = {
  partner: 'N N N N N N | + + + N | F F F | I',
  standard: 'N N N N N N | F F F N | F F + | I',
  bureau: 'N N N F F F | F F F N | N + F | I',
}
const clientSide: TicketRow = {
  partner: 'N N N + + + | N N N N | F F F | I',
  standard: 'N N N + + + | F F F N | F F N | I',
  bureau: 'N N N F F F | F F F N | + N F | I',
}

/** T9: an admin gives access to a ticket of their own portal. */
const offeringAdmins: TicketRow = {
  partner: 'A A A A + + | A A A A | F A A | I',
  standard: 'A A A A + + | A A A A | F A A | I',
  bureau: 'A A A A F F | A A A A | + A A | I',
}

/** There is no such link: whoever may see the ticket is told so. */
const unknownLink: TicketRow = {
  partner: 'N N N N N N | F F F N | F F F | I',
  standard: 'N N N N N N | F F F N | F F F | I',
  bureau: 'N N N F F F | F F F N | N F F | I',
}

/** Whoever leads the desk of the ticket. */
const leadsOfTicket: TicketRow = {
  partner: partnersLead,
  standard: 'S S S S S S | F F L S | S F L | I',
  bureau: 'S S S S S S | F F L S | S + L | I',
}

/** Who may call what, route by route; for tickets, each of three: the client's at its partner, at the standard desk, another's. */
export const accessTable: Record<RouteName, string | TicketRow> = {
  openSession: everybody,
  closeSession: everybody,
  readMe: everybody,
  readInstall: portalAdmins,
  install: portalAdmins,
  readSettings: clients,
  saveSettings: clientAdmins,
  readOwnNotifications: told,
  chooseNotification: toldAsClient,
  saveNotifications: told,
  typeMailAddress: told,
  forgetMailAddress: told,
  readShownNotices: told,
  seeNotices: told,
  ringNotices: told,
  listDeliveries: owners,
  searchPeople: adminsAndOwners,
  namePerson: clientAdmins,
  removeContact: clientAdmins,
  readSupport: clients,
  previewCode: clientAdmins,
  readCodeConditions: clientAdmins,
  exportCodeConditions: clientAdmins,
  readConditions: clients,
  exportConditions: clients,
  readClientConditions: partnersLead,
  activateCode: clientAdmins,
  returnToStandard: clientAdmins,
  reconnectDesk: clientAdmins,
  dismissTariffChange: clientAdmins,
  ...knowledgeAccess,
  ...accessOfOthers,
  readDesk: staff,
  setStaff: owners,
  readRegulation: staff,
  readRegulationDocument: owners,
  checkRegulation: owners,
  publishRegulation: owners,
  withdrawRegulation: owners,
  readCalendarYear: staff,
  listCodes: owners,
  readCodeLife: partnersOwner,
  issueCode: owners,
  sendCode: partnersOwner,
  revokeCode: partnersOwner,
  listConnections: leads,
  listAudit: owners,
  readAuditChoices: owners,
  exportAudit: owners,
  exportAuditSheet: owners,
  continueAuditExport: 'S S S S S S | F O O S | S F O | I',
  nameClient: partnersLead,
  setBoxEdition: partnersOwner,
  chooseMessenger: partnersLead,
  moveConnections: partnersOwner,
  keepVersions: owners,
  readTermsChange: clients,
  readPartnerSearch: clients,
  askForPartner: clientAdmins,
  withdrawPartnerRequest: clientAdminsUnknown,
  previewOffer: clientAdminsUnknown,
  readOfferConditions: clientAdminsUnknown,
  exportOfferConditions: clientAdminsUnknown,
  takeOffer: clientAdminsUnknown,
  readPartnerCard: staff,
  listPartnerDesks: staffsUnknown,
  handPartnerRequest: staffsUnknown,
  recallPartnerRequest: staffsUnknown,
  listPartnerRequests: owners,
  acceptPartnerRequests: owners,
  answerPartnerRequest: ownersUnknown,
  declinePartnerRequest: ownersUnknown,
  endConnection: partnersOwner,
  openTicket: clients,
  openTickets: clients,
  readNewIntake: clients,
  readIntake: bothSides,
  listTickets: clients,
  readStaff: staff,
  updateStaffMember: leads,
  setAway: awayOfAgent,
  setPhone: awayOfAgent,
  addDuty: leads,
  saveDutyRota: leads,
  removeDuty: unknownDuty,
  setAssignment: leads,
  setNumberPrefix: owners,
  listQueue: staff,
  findClients: staff,
  readViews: staff,
  saveView: staff,
  deleteView: staff,
  readReplies: staff,
  readReplyHours: staff,
  saveReply: staff,
  readAnnouncements: clients,
  closeAnnouncement: clientsUnknown,
  // Of the chat of the firm: of another portal there is no such message.
  readChatMessage: 'N N N + + + | N N N N | F N N | I',
  listAnnouncements: staff,
  publishAnnouncement: leads,
  updateAnnouncement: leadsUnknown,
  countAudience: leads,
  readHolidays: leads,
  setHolidayDeclined: leadsUnknown,
  readMonitoring: leads,
  addComponent: leads,
  changeComponent: leadsUnknown,
  rotateComponent: leadsUnknown,
  removeComponent: leads,
  setStatusPage: owners,
  ...channelsAccess,
  deleteReply: staff,
  readPlace: bothSides,
  readTicket: bothSides,
  readEvents: bothSides,
  sendMessage: bothSides,
  editMessage: bothSides,
  deleteMessage: bothSides,
  markRead: bothSides,
  readSla: bothSides,
  readKinds: bothSides,
  readNewKinds: clients,
  classifyTicket: deskSide,
  readEvidence: bothSides,
  exportEvidence: bothSides,
  exportEvidencePdf: bothSides,
  recordContact: deskSide,
  confirmDutyPage: deskSide,
  readAccount: clientsOwnAccount,
  readBurnDown: clientsOwnAccount,
  listLedger: clientsOwnAccount,
  exportLedger: clientsOwnAccount,
  exportLedgerSheet: clientsOwnAccount,
  exportLedgerAct: clientsOwnAccount,
  listIntervals: clientsOwnAccount,
  readOffers: clientsOwnAccount,
  listOrders: clientsOwnOrders,
  placeOrder: clientAdmins,
  comparePlans: clientsOwnAccount,
  choosePlan: clientAdmins,
  orderOwed: owedByAdmin,
  cancelOrder: unknownThing,
  readPaymentDetails: owners,
  setPaymentDetails: owners,
  recordPayment: ownersUnknown,
  takeBackPayment: ownersUnknown,
  sendInvoice: ownersUnknown,
  readCompany: staff,
  linkCompany: partnersOwner,
  listAccounts: staff,
  readRevenue: leads,
  setClientStatus: partnersOwner,
  adjustQuanta: leadsUnknown,
  disputeInterval: clientsUnknown,
  answerDispute: leadsUnknown,
  readOwnTimer: staff,
  startTimer: 'S S S S S S | + + + S | S F F | I',
  stopTimer: staffsUnknown,
  answerTimer: staffsUnknown,
  takeTicket: deskSide,
  assignTicket: deskSide,
  resolveTicket: deskSide,
  declineTicket: deskSide,
  readTicketScope: deskSide,
  declineOutOfScope: deskSide,
  deferTicket: deskSide,
  readReasons: deskSide,
  moveDeferralDate: deskSide,
  giveAccess: clientSide,
  askAccess: deskSide,
  giveBox: clientAdminsUnknown,
  offerBox: offeringAdmins,
  refuseBox: clientAdminsUnknown,
  endBox: unknownThing,
  lookIntoBox: unknownThing,
  confirmBoxChanged: unknownThing,
  startRemoteSession: unknownThing,
  endRemoteSession: unknownThing,
  resumeTicket: deskSide,
  confirmResolution: clientSide,
  withdrawTicket: clientSide,
  reopenTicket: clientSide,
  rateTicket: clientSide,
  listRatings: leads,
  exportRatings: leads,
  listOwnLetters: clients,
  writeLetter: clientsOwnTicket,
  readLetter: clientsOwnLetter,
  sendLetterMessage: clientsOwnLetter,
  listLetters: staff,
  readWaitingLetters: staff,
  confirmLetter: staffsUnknown,
  readManager: clientsStaff,
  setManager: partnersLead,
  splitTicket: deskSide,
  mergeTicket: deskSide,
  undoLink: unknownLink,
  readOwnCoupons: clients,
  enterCoupon: clients,
  readSpecial: bothSides,
  refundRequest: leadsOfTicket,
  listCoupons: owners,
  readCoupon: ownersUnknown,
  issueCoupons: owners,
  revokeCoupon: ownersUnknown,
  finishUpload: participants,
  dropUpload: participants,
  linkFiles: participants,
  readFileLimits: participants,
  readFileSettings: staff,
  saveFileSettings: owners,
}
