import { randomUUID } from 'node:crypto'
import { findDeskTimeZone } from '#server/desks/deskTimeZone.queries.ts'
import type { Actor } from '#server/platform/actor.ts'
import { now } from '#server/platform/clock.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { Secrets } from '#server/platform/secrets.ts'
import { adminsLookedAtSince } from '#server/portals/domain/admins.ts'
import { loadPortal } from '#server/portals/portals.queries.ts'
import { noteDeliveries, type NotedDelivery } from '../deliveries/deliveries.commands.ts'
import { linkHtml, composeMail } from '../domain/composedMail.ts'
import { messageIdOf } from '../domain/messageIds.ts'
import { momentInWords, readerZone } from '../domain/moments.ts'
import type { AnsweredElsewherePort } from './answeredElsewhere.port.ts'
import { addressOf, askForLink, linkToken, type AddressDeps } from './addresses.commands.ts'
import { mailTexts } from './mails.texts.ts'
import { takeLines, type Line, type Thread } from './lines.sql.ts'
import { addMail, messageIdsOf } from './mails.sql.ts'
import type { MailTransport } from './mailTransport.port.ts'
import { readLetterFacts, readMessages, type LetterFacts } from './readers.sql.ts'

export { forgetMails } from './mails.sql.ts'

export type MailDeps = AddressDeps &
  AnsweredElsewherePort & { mail: MailTransport; secrets: Secrets; publicUrl: () => string }

/**
 * D4: writes the letter of a thread: its lines go and it stands in the outbox in one transaction. What was read meanwhile, and what its
 * reader may not read any more, is left out.
 */
export async function writeThread(deps: MailDeps, thread: Thread): Promise<void> {
  const address = await addressOf(deps, thread, now())
  await deps.transaction(async (unit) => {
    const lines = await withoutAnswered(unit, deps, await takeLines(unit, thread))
    const [first] = lines
    // Nobody knows an address: it is as if they had never wanted letters.
    if (first === undefined || address === null) return
    const { side, deskId, ticketId } = first
    const asked = { ...thread, side, deskId, ticketId, adminsSince: adminsLookedAtSince(unit.at) }
    const facts = await readLetterFacts(unit.tx, asked)
    if (facts === null || !facts.isAllowed) return note(unit, lines, { outcome: 'leftOut', reason: 'noAccess' })
    const uptoSeq = Math.max(0, ...lines.map(({ seq }) => seq ?? 0))
    const messages =
      ticketId === null ? [] : await readMessages(unit.tx, { ticketId, side, floor: facts.floor, upto: uptoSeq })
    const kept = lines.filter(({ seq }) => seq === null || messages.length > 0)
    const left = lines.filter((line) => !kept.includes(line))
    await note(unit, left, { outcome: 'leftOut', reason: 'read' })
    if (kept.length === 0) return
    await post(unit, deps, { thread: { ...thread, deskId, ticketId }, address, facts, messages, kept, uptoSeq })
    await note(unit, kept, { outcome: 'waiting', reason: null })
  })
}

/** Answers that go to this person as they were written, by the channel by which they write there. */
async function withoutAnswered(unit: UnitOfWork, deps: AnsweredElsewherePort, lines: Line[]): Promise<Line[]> {
  const answers = lines.filter(({ event }) => event === 'ticket.answered')
  const [first] = answers
  if (first === undefined || first.ticketId === null) return lines
  const { ticketId, memberId, userId } = first
  if (!(await deps.isAnsweredElsewhere(unit.tx, { ticketId, memberId, userId }))) return lines
  await note(unit, answers, { outcome: 'leftOut', reason: 'byChannel' })
  return lines.filter((line) => !answers.includes(line))
}

type Posted = {
  thread: Thread & { deskId: string; ticketId: string | null }
  address: string
  facts: LetterFacts
  messages: readonly { author: string; at: Date; text: string }[]
  kept: readonly Line[]
  uptoSeq: number
}

const mostReferences = 9

async function post(unit: UnitOfWork, deps: MailDeps, posted: Posted): Promise<void> {
  const { thread, address, facts, messages, kept, uptoSeq } = posted
  const key = { pepper: deps.secrets.pepper, domain: deps.mail.domain }
  const mailId = randomUUID()
  const messageId = messageIdOf('n', mailId, key)
  const before = thread.ticketId === null ? [] : await messageIdsOf(unit.tx, thread, mostReferences)
  const root = thread.ticketId === null ? [] : [messageIdOf('t', thread.ticketId, key)]
  const references = [...root, ...before]
  const zone = readerZone(facts.ownZone, await findDeskTimeZone(unit.tx, thread.deskId, unit.at))
  const { subject, text, html } = composeMail({
    words: mailTexts[facts.language],
    origin: `https://${facts.domain}`,
    lines: kept.map(({ content }) => content),
    messages: messages.map(({ at, ...message }) => ({
      ...message,
      at: momentInWords(at, facts.language, zone),
    })),
  })
  const raw = await deps.mail.build({
    fromName: facts.deskName,
    to: address,
    subject,
    text,
    html,
    messageId,
    inReplyTo: references.at(-1) ?? null,
    references,
    at: unit.at,
  })
  const notices = kept.map(({ notice }) => notice)
  await addMail(unit, { ...thread, mailId, uptoSeq, notices, address, messageId, raw })
}

async function note(
  unit: UnitOfWork,
  lines: readonly Line[],
  end: Pick<NotedDelivery, 'outcome' | 'reason'>,
): Promise<void> {
  await noteDeliveries(
    unit,
    lines.map(({ notice, event, memberId, userId, deskId }) => {
      return { notice, event, memberId, userId, deskId, channel: 'mail', ...end }
    }),
  )
}

/** The letter that asks whether an address is its reader's: in the same transaction in which the link is made. */
export async function postLink(unit: UnitOfWork, deps: MailDeps, actor: Actor, typed: string): Promise<void> {
  const confirmation = await askForLink(unit, actor, typed)
  const portal = await loadPortal(unit.tx, actor.memberId)
  const words = mailTexts[portal?.language ?? 'ru']
  const url = `${deps.publicUrl()}/mail/confirm?token=${linkToken(confirmation, deps.secrets.pepper)}`
  const mailId = randomUUID()
  const key = { pepper: deps.secrets.pepper, domain: deps.mail.domain }
  const messageId = messageIdOf('n', mailId, key)
  const said = words.confirm(actor.name, portal?.domain ?? '')
  const { address } = confirmation
  const raw = await deps.mail.build({
    fromName: 'Opora',
    to: address,
    subject: words.confirmSubject,
    text: `${said}\n\n${words.confirmOpen}: ${url}\n\n${words.confirmHours}`,
    html: linkHtml([said, words.confirmHours], { url, open: words.confirmOpen }),
    messageId,
    inReplyTo: null,
    references: [],
    at: unit.at,
  })
  const { memberId, userId } = actor
  const thread = `link ${confirmation.confirmationId}`
  const none = { deskId: null, ticketId: null, uptoSeq: 0, notices: [] }
  await addMail(unit, { mailId, memberId, userId, thread, address, messageId, raw, ...none })
}
