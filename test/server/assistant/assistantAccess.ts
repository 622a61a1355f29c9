import type { goodAssistant } from './goodAssistant.ts'

const clients = 'N N N + + + | N N N N | + N N | I'
const clientsOwnTicket = 'N N N + + + | N N N N | F N N | I'
const clientsUnknown = 'N N N F F F | N N N N | F N N | I'
const ownDeskTicket = 'S S S S S S | + + + S | S F F | I'

const staff = 'S S S S S S | + + + S | S + + | I'
const leads = 'S S S S S S | + + L S | S + L | I'
const leadsUnknown = 'S S S S S S | F F L S | S F L | I'

/** Who may ask what of the assistant: the client of its own tickets, the desk's people of what was handed to them. */
export const assistantAccess: Record<keyof typeof goodAssistant, string> = {
  readAssistant: clients,
  readDialogue: clientsOwnTicket,
  judgeAnswer: clientsUnknown,
  chooseArticle: clientsUnknown,
  askForPerson: clientsOwnTicket,
  readHandover: ownDeskTicket,
  readAssistantFigures: leads,
  readGaps: leads,
  acceptPhrasing: leadsUnknown,
  dismissGap: leadsUnknown,
  readNamedAnswer: ownDeskTicket,
  nameAnswer: 'S S S S S S | F F F S | S F F | I',
  rehearseArticle: leadsUnknown,
  readPhrasingHelp: staff,
  proposePhrasings: staff,
}
