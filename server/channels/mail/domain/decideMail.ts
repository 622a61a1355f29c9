import type { DecideMailInput, MailDecision, MailSender } from './decideMail.types.ts'

type TicketFacts = { portal: string; ownerAddress: string | null }

/** What a mail does (I1, §2.4–2.6). What it finds is a hint; who it is proven to come from decides. */
export function decideMail<Ticket extends TicketFacts>(input: DecideMailInput<Ticket>): MailDecision<Ticket> {
  const { mail, found } = input
  if (mail.kind === 'own') return { effect: 'drop' }
  // A bounce is told by its token or by an id of ours, never by whom it says it comes from.
  if (mail.kind === 'bounce') {
    const isSure = found?.by === 'token' || found?.by === 'reference'
    return { effect: 'bounce', ticket: isSure ? found.ticket : null }
  }
  if (mail.verdict === 'forged') return { effect: 'log', reason: 'forged' }
  if (mail.kind === 'bulk') return { effect: 'log', reason: 'bulk' }
  if (mail.kind === 'auto') return ofAutomatic(input)
  const asStaff = found !== null && writesAsStaff(input)
  if (found !== null && (asStaff || mayWriteIn(found.ticket, input))) {
    return {
      effect: 'append',
      ticket: found.ticket,
      as: asStaff ? 'staff' : 'client',
      isProven: mail.verdict === 'proven',
    }
  }
  return ofWriter(input)
}

/** Only what people of the ticket's portal have set up; a number in a subject alone is no proof that it answers us. */
function ofAutomatic<Ticket extends TicketFacts>({
  mail,
  found,
  senders,
}: DecideMailInput<Ticket>): MailDecision<Ticket> {
  const isOfPortal = senders.some(({ portal }) => portal === found?.ticket.portal)
  const counts = found !== null && isOfPortal && (found.by !== 'subject' || mail.verdict === 'proven')
  return counts ? { effect: 'quietLine', ticket: found.ticket } : { effect: 'log', reason: 'automatic' }
}

const writes = ({ isActive, role }: MailSender) => isActive && role !== 'employee'

/** An admin or integrator of the portal: proven, or at least with the very address that the ticket belongs to. */
function mayWriteIn(ticket: TicketFacts, { mail, senders }: DecideMailInput<TicketFacts>): boolean {
  const isOfPortal = senders.some((sender) => writes(sender) && sender.portal === ticket.portal)
  if (mail.from === null || !isOfPortal) return false
  return mail.verdict === 'proven' || ticket.ownerAddress?.toLowerCase() === mail.from
}

/** Staff answers by mail only where the desk wants it, proven, and by the ticket's own token. */
function writesAsStaff({ mail, found, isStaff, staffByMail }: DecideMailInput<TicketFacts>): boolean {
  return isStaff && staffByMail && mail.verdict === 'proven' && mail.from !== null && found?.by === 'token'
}

function ofWriter<Ticket extends TicketFacts>(input: DecideMailInput<Ticket>): MailDecision<Ticket> {
  const { mail, found, senders, isStaff } = input
  const mayAnswer = mail.mayAnswer && mail.kind === 'human'
  const refuse = (reason: Extract<MailDecision<Ticket>, { effect: 'refuse' }>['reason']): MailDecision<Ticket> =>
    mail.kind === 'machine' ? { effect: 'log', reason: 'machine' } : { effect: 'refuse', reason, mayAnswer }
  if (mail.from === null) return refuse('noSingleSender')
  if (isStaff && senders.length === 0) return refuse('staffWithoutToken')
  if (senders.length === 0) return refuse('unknownSender')
  const active = senders.filter(({ isActive }) => isActive)
  if (active.length === 0) return refuse('inactive')
  const writers = active.filter(writes)
  if (writers.length === 0) return refuse('mayNotWrite')
  const portals = writers.filter(({ mailIsOfficial }) => mailIsOfficial).map(({ portal }) => portal)
  if (portals.length === 0) return refuse('notOfficial')
  return {
    effect: 'newTicket',
    portals: [...new Set(portals)],
    isProven: mail.verdict === 'proven',
    linked: found?.ticket ?? null,
    mayAnswer,
  }
}
