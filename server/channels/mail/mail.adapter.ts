import { createHash } from 'node:crypto'
import type { Secrets } from '#server/platform/secrets.ts'
import type {
  Account,
  Built,
  Channel,
  Decision,
  Finders,
  FoundTicket,
  Incoming,
  Known,
  Outgoing,
  ReadAs,
  Sender,
} from '../channel.port.ts'
import { buildMail } from './buildMail.adapter.ts'
import { topmostAuthserv } from './domain/authserv.ts'
import { decideMail } from './domain/decideMail.ts'
import type { MailDecision } from './domain/decideMail.types.ts'
import { findTicket } from './domain/findTicket.ts'
import { isOurMessageId, markerOf, readBounceToken, replyTokenOf } from './domain/mailIds.ts'
import type { ReadMail } from './domain/readMail.types.ts'
import { receiveByImap } from './imap.adapter.ts'
import { readCursor, readSecret, storedMail } from './mailSettings.adapter.ts'
import { readMail } from './readMail.adapter.ts'
import type { MailPlaces } from './servers.adapter.ts'
import { makeSmtpPools } from './smtp.adapter.ts'

export type MailChannelDeps = { secrets: Pick<Secrets, 'pepper'>; places: MailPlaces }

const domainOf = (address: string) => address.slice(address.lastIndexOf('@') + 1)

/** I1: mail, in by IMAP and out by SMTP. */
export function makeMailChannel({ secrets: { pepper }, places }: MailChannelDeps): Channel {
  const pools = makeSmtpPools(places)
  const serverId = createHash('sha256').update('mail server ').update(pepper).digest('hex').slice(0, 16)
  return {
    name: 'email',
    identifies: 'byAddress',
    capabilities: { edits: false, deletes: false, showsTyping: false, buttons: false, fileBytes: 0 },
    receive: ({ settings, secret, cursor }, sink, signal) =>
      receiveByImap(
        { server: storedMail.read(settings).imap, password: readSecret(secret).imap, cursor: readCursor(cursor) },
        places,
        sink,
        signal,
      ),
    async read(account, event, known) {
      const domains = known.ownAddresses.map(domainOf)
      const isOurs = (id: string) => domains.some((domain) => isOurMessageId(id, { key: pepper, domain }))
      const read = await readMail(event.raw, contextOf(account, event.arrivedAt, known, { serverId, isOurs }))
      return incomingOf(read, { pepper, isWhole: event.isWhole, isOurs })
    },
    decide,
    keysOf: (ticketId) => [replyTokenOf(ticketId, pepper), markerOf(ticketId, pepper)],
    build: (account, outgoing) => build(account, outgoing, { pepper, serverId }),
    learnt(account, raw) {
      const settings = storedMail.read(account.settings)
      return storedMail.write({ ...settings, trustedAuthserv: topmostAuthserv(raw.toString('latin1')) })
    },
    send: ({ settings, secret, address }, to, built) =>
      pools.send(
        { server: storedMail.read(settings).smtp, password: readSecret(secret).smtp, from: address },
        to,
        built,
      ),
    close: () => pools.close(),
  }
}

type Ours = { serverId: string; isOurs: (messageId: string) => boolean }

function contextOf(account: Account, arrivedAt: Date, known: ReadAs, { serverId, isOurs }: Ours) {
  const { trustedAuthserv } = storedMail.read(account.settings)
  return {
    account: { address: account.address, aliases: [], trustedAuthserv, delimiter: null },
    ownAddresses: known.ownAddresses,
    serverId,
    prefixes: known.prefixes,
    arrivedAt,
    isOurMessageId: isOurs,
  }
}

const idInOurs = /^<m\.([0-9a-f-]{36})\./

function incomingOf(
  read: ReadMail,
  { pepper, isWhole, isOurs }: { pepper: Buffer; isWhole: boolean; isOurs: (messageId: string) => boolean },
): Incoming {
  const { finders, messageId } = read
  const isOwn = read.kind === 'own' && messageId !== null && isOurs(messageId)
  return {
    verdict: read.verdict,
    kind: read.kind,
    address: read.from,
    name: read.fromName,
    subject: read.subject,
    text: read.text.kept,
    files: read.attachments.map(({ name, bytes, type }, index) => ({ name: name ?? unnamed(type, index), bytes })),
    messageId,
    probe: isOwn ? (idInOurs.exec(messageId)?.[1] ?? null) : null,
    finders: findersOf(finders, pepper),
    bounced: read.bounced.map(({ address, action }) => ({ address, isFinal: action === 'failed' })),
    mayAnswer: read.mayAnswer,
    isUnreadable: read.unreadable !== null || !isWhole,
    edits: null,
    pressed: null,
    language: 'ru',
  }
}

function findersOf(finders: ReadMail['finders'], pepper: Buffer): Finders {
  return {
    keys: [...finders.replyTokens, ...finders.messageIds, ...finders.markers],
    numbers: finders.numbers,
    outboxIds: finders.bounceTokens.flatMap((token) => readBounceToken(token, pepper) ?? []),
  }
}

const extensions: Record<string, string> = {
  'message/rfc822': 'eml',
  'text/calendar': 'ics',
  'image/png': 'png',
  'image/jpeg': 'jpg',
}

function unnamed(type: string, index: number): string {
  return `${index + 1}.${extensions[type] ?? 'bin'}`
}

function decide(incoming: Incoming, known: Known, senders: readonly Sender[]): Decision {
  const { keys, numbers } = incoming.finders
  const empty: ReadonlyMap<string, FoundTicket> = new Map()
  const found = findTicket(
    { replyTokens: [], bounceTokens: [], messageIds: [...keys], markers: [], numbers: [...numbers] },
    { replyTokens: empty, bounceTokens: empty, messageIds: known.keys, markers: empty, numbers: known.numbers },
  )
  const decision = decideMail({
    mail: { kind: incoming.kind, verdict: incoming.verdict, from: incoming.address, mayAnswer: incoming.mayAnswer },
    found,
    senders: senders.map(({ portal, role, isOfficial }) => ({
      portal,
      role,
      isActive: true,
      mailIsOfficial: isOfficial,
    })),
    isStaff: false,
    staffByMail: false,
  })
  return decisionOf(decision)
}

const ofLog = { forged: 'forged', bulk: 'bulk', automatic: 'auto', machine: 'unknownSender' } as const

function decisionOf(decision: MailDecision<FoundTicket>): Decision {
  switch (decision.effect) {
    case 'drop':
      return { effect: 'end', outcome: 'own' }
    case 'log':
      return { effect: 'end', outcome: ofLog[decision.reason] }
    case 'bounce':
      return { effect: 'bounce', ticketId: decision.ticket?.ticketId ?? null }
    case 'quietLine':
      return { effect: 'quietLine', ticketId: decision.ticket.ticketId }
    case 'append': {
      const { ticketId, portal } = decision.ticket
      return { effect: 'append', ticketId, portal, isProven: decision.isProven }
    }
    case 'newTicket': {
      const { portals, isProven, mayAnswer } = decision
      return { effect: 'open', portals, isProven, mayAnswer }
    }
    case 'refuse': {
      const outcome = decision.reason === 'notOfficial' ? 'notOfficial' : 'unknownSender'
      return { effect: 'refuse', outcome, mayAnswer: decision.mayAnswer }
    }
  }
}

async function build(
  account: Account,
  outgoing: Outgoing,
  { pepper, serverId }: { pepper: Buffer; serverId: string },
): Promise<Built> {
  const { ticket, outboxId, from, at, says, buttons: _buttons, files: _files, changes: _changes, ...mail } = outgoing
  const built = await buildMail(
    {
      ...mail,
      kind: says === 'probe' || says === 'reply' || says === 'changed' ? 'notice' : says,
      messageUuid: outboxId,
      from: { name: from, address: account.address },
      ticket:
        ticket === null
          ? null
          : {
              uuid: ticket.ticketId,
              number: ticket.number,
              subject: ticket.subject,
              replyToken: replyTokenOf(ticket.ticketId, pepper),
              marker: markerOf(ticket.ticketId, pepper),
            },
      attachments: [],
      unsubscribeUrl: null,
      date: at,
    },
    { key: pepper, domain: domainOf(account.address), serverId, delimiter: null, outboxId },
  )
  return { raw: Buffer.from(built.raw), messageId: built.messageId }
}
