import * as v from 'valibot'
import type { Language } from '#contract/common.ts'
import { scores } from '#contract/tickets/ratings.types.ts'
import { findDesk } from '#server/desks/desks.queries.ts'
import { findDeskTimeZone } from '#server/desks/deskTimeZone.queries.ts'
import { momentInWords } from '#server/notifications/domain/moments.ts'
import type { Db } from '#server/platform/db/db.ts'
import { loadPortal } from '#server/portals/portals.queries.ts'
import { endedTicketOf } from '#server/tickets/endingQuestion.queries.ts'
import { findTicketsOfDesk, readAnswer, type AnswerFile } from '#server/tickets/answers.queries.ts'
import { botMessageTexts } from './bots.texts.ts'
import type { Button, Channel, Outgoing, OutgoingFile } from './channel.port.ts'
import { channelMessageTexts } from './channels.texts.ts'
import { outgoingContent } from './outgoingContent.adapter.ts'
import { writePress } from './domain/presses.ts'
import type { OutgoingRow } from './outbox.sql.ts'
import { listSentParts } from './sentParts.sql.ts'
import { findWriter, listMessageIds } from './threads.sql.ts'

const mostReferences = 9
const longestQuote = 4000

/** What goes out, read as it is now; null: there is nothing to be said any more. */
export async function compose(db: Db, row: OutgoingRow, channel: ComposedFor): Promise<Outgoing | null> {
  const content = v.parse(outgoingContent, row.content)
  const desk = await findDesk(db, row.deskId)
  if (desk === null) return null
  const base = { outboxId: row.outboxId, from: desk.name, to: row.address, at: row.madeAt, ...nothing }
  switch (content.says) {
    case 'probe': {
      const words = channelMessageTexts[await languageOf(db, desk.memberId)]
      return { ...base, says: 'probe', language: 'ru', subject: words.probeSubject, text: words.probeText }
    }
    case 'refusal': {
      const { language, text, inReplyTo } = content
      const subject = channelMessageTexts[language].refusalSubject
      const references = inReplyTo === null ? [] : [inReplyTo]
      return { ...base, says: 'refusal', language, subject, text, inReplyTo, references }
    }
    case 'reply': {
      const { language, text, buttons } = content
      return { ...base, says: 'reply', language, subject: '', text, buttons }
    }
    case 'receipt':
      return receipt(db, row, { base, channel })
    case 'answer':
      return answer(db, row, { base, channel, messageId: content.messageId })
    case 'changed':
      return changed(db, row, { base, ...content })
    case 'question':
      return question(db, row, { base, channel, asks: content.asks })
  }
}

const nothing = {
  ticket: null,
  author: null,
  link: null,
  quoted: null,
  inReplyTo: null,
  references: [] as readonly string[],
  footer: '',
  buttons: [] as readonly Button[],
  files: [] as readonly OutgoingFile[],
  changes: null,
}
type Base = typeof nothing & Pick<Outgoing, 'outboxId' | 'from' | 'to' | 'at'>

/** A messenger's words say nothing of letters, and need no word on how to answer. */
type ComposedFor = Pick<Channel, 'identifies' | 'capabilities'>

function wordsFor({ identifies }: ComposedFor, language: Language) {
  return identifies === 'byTalk' ? { ...botMessageTexts[language], footer: '' } : channelMessageTexts[language]
}

async function receipt(
  db: Db,
  row: OutgoingRow,
  { base, channel }: { base: Base; channel: ComposedFor },
): Promise<Outgoing | null> {
  const ticket = row.ticketId === null ? null : await findTicket(db, row.deskId, row.ticketId)
  if (ticket === null) return null
  const language = await languageOf(db, ticket.memberId)
  const words = wordsFor(channel, language)
  const thread = await threadOf(db, row)
  const said = { language, subject: ticket.subject, text: words.receipt(ticket.number), footer: words.footer }
  return { ...base, says: 'receipt', ...said, ticket, ...thread }
}

/** The desk's own words, never a note; a message that was taken back in the meantime goes nowhere. */
async function answer(
  db: Db,
  row: OutgoingRow,
  { base, channel, messageId }: { base: Base; channel: ComposedFor; messageId: string },
): Promise<Outgoing | null> {
  const found = row.ticketId === null ? null : await readAnswer(db, row.ticketId, messageId)
  if (found === null || row.ticketId === null || found.isDeleted || found.memberId !== row.memberId) return null
  const { language, number, subject, author, quoted, files } = found
  const words = wordsFor(channel, language)
  const timeZone = await findDeskTimeZone(db, row.deskId, row.madeAt)
  const going = files.flatMap((file) => goingWith(channel, file))
  const named = files.filter((file) => goingWith(channel, file).length === 0).map(({ name }) => name)
  const listed = named.length === 0 ? [] : [words.files(named.join(', '))]
  const isTalk = channel.identifies === 'byTalk'
  return {
    ...base,
    ...(await threadOf(db, row)),
    says: 'answer',
    language,
    ticket: { ticketId: row.ticketId, number, subject },
    subject,
    text: [found.text, ...(isTalk ? [] : listed)].filter((part) => part !== '').join('\n\n'),
    files: going,
    author,
    quoted:
      quoted === null
        ? null
        : {
            author: quoted.author,
            at: momentInWords(quoted.at, language, { timeZone, isNamed: false }),
            text: quoted.text.slice(0, longestQuote).toWellFormed(),
          },
    // What somebody has called a file is no markup of theirs.
    footer: isTalk ? listed.join('') : words.footer,
  }
}

function goingWith({ capabilities }: ComposedFor, { contentId, ...file }: AnswerFile): OutgoingFile[] {
  return contentId === null || file.bytes > capabilities.fileBytes ? [] : [{ contentId, ...file }]
}

/** T8: an answer that is at its reader already, as it is now; of one that is not there is nothing to change. */
async function changed(
  db: Db,
  row: OutgoingRow,
  { base, messageId, answerId }: { base: Base; messageId: string; answerId: string },
): Promise<Outgoing | null> {
  const found = row.ticketId === null ? null : await readAnswer(db, row.ticketId, messageId)
  const parts = await listSentParts(db, answerId)
  if (found === null || row.ticketId === null || found.memberId !== row.memberId || parts.length === 0) return null
  const { language, number, subject, author, text, isDeleted } = found
  const words = botMessageTexts[language]
  return {
    ...base,
    says: 'changed',
    language,
    ticket: { ticketId: row.ticketId, number, subject },
    subject,
    text,
    author,
    changes: {
      isTakenBack: isDeleted,
      parts,
      instead: isDeleted ? words.takenBack(number) : words.answerChanged(number, text),
    },
  }
}

/** T1, T11: at its end the client is asked once, by buttons; no more where they have said it meanwhile, or it goes on. */
async function question(
  db: Db,
  row: OutgoingRow,
  { base, channel, asks }: { base: Base; channel: ComposedFor; asks: 'resolved' | 'rating' },
): Promise<Outgoing | null> {
  const ticket = row.ticketId === null ? null : await endedTicketOf(db, row.deskId, row.ticketId)
  if (ticket === null || ticket.endingSeq === null || !channel.capabilities.buttons) return null
  const isOpen = asks === 'resolved' ? ticket.status === 'resolved' : ticket.status === 'closed' && ticket.isUnrated
  if (!isOpen || ticket.memberId !== row.memberId) return null
  const language = await languageOf(db, ticket.memberId)
  const of = { ticketId: ticket.ticketId, endingSeq: ticket.endingSeq }
  return { ...base, says: 'reply', language, subject: '', ...questionIn(language, asks, { of, number: ticket.number }) }
}

function questionIn(
  language: Language,
  asks: 'resolved' | 'rating',
  { of, number }: { of: { ticketId: string; endingSeq: number }; number: string },
): Pick<Outgoing, 'text' | 'buttons'> {
  const words = botMessageTexts[language]
  if (asks === 'rating') {
    const buttons = scores.map((score) => ({ label: String(score), data: writePress({ ...of, does: 'rate', score }) }))
    return { text: words.askRating(number), buttons }
  }
  const buttons = [
    { label: words.isResolved, data: writePress({ ...of, does: 'confirm' }) },
    { label: words.isNotResolved, data: writePress({ ...of, does: 'reopen' }) },
  ]
  return { text: words.askResolved(number), buttons }
}

async function threadOf(db: Db, row: OutgoingRow): Promise<Pick<Outgoing, 'inReplyTo' | 'references'>> {
  const { ticketId, accountId, address } = row
  if (ticketId === null) return { inReplyTo: null, references: [] }
  const writer = await findWriter(db, { ticketId, accountId, address })
  const known = (await listMessageIds(db, ticketId, 40)).filter((id) => id.startsWith('<'))
  const inReplyTo = writer?.lastId ?? known.at(-1) ?? null
  return { inReplyTo, references: known.slice(-mostReferences) }
}

async function findTicket(db: Db, deskId: string, ticketId: string) {
  const [found = null] = await findTicketsOfDesk(db, deskId, { ticketIds: [ticketId], numbers: [] })
  return found
}

async function languageOf(db: Db, memberId: string): Promise<Language> {
  return (await loadPortal(db, memberId))?.language ?? 'ru'
}
