import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { decideMail } from '#server/channels/mail/domain/decideMail.ts'
import type { FoundBy, MailDecision } from '#server/channels/mail/domain/decideMail.types.ts'
import { findTicket } from '#server/channels/mail/domain/findTicket.ts'
import type { ReadMail } from '#server/channels/mail/domain/readMail.types.ts'
import { readMail } from '#server/channels/mail/readMail.adapter.ts'

const address = v.pipe(v.string(), v.toLowerCase())
const ofTicket = { ticket: v.string() }
const settingsFile = v.object({
  authservId: v.string(),
  ownAccounts: v.array(address),
  deskPrefix: v.string(),
  serverId: v.string(),
  staffByMail: v.boolean(),
  portals: v.array(v.object({ id: v.string(), mailIsOfficial: v.boolean() })),
  accounts: v.array(
    v.object({
      address,
      portal: v.string(),
      role: v.picklist(['admin', 'integrator', 'employee']),
      active: v.boolean(),
    }),
  ),
  staff: v.array(v.object({ address })),
  tickets: v.array(v.object({ number: v.string(), owner: address, portal: v.string() })),
  sent: v.array(v.object({ messageId: v.string(), ...ofTicket })),
  received: v.array(v.object({ messageId: v.string(), ...ofTicket })),
  replyTokens: v.array(v.object({ token: v.string(), ...ofTicket })),
  bounceTokens: v.array(v.object({ token: v.string(), ...ofTicket })),
  markers: v.array(v.object({ marker: v.string(), ...ofTicket })),
})
type Settings = v.InferOutput<typeof settingsFile>

const ways = ['token', 'reference', 'marker', 'subject'] as const
const names = v.nullable(v.array(v.string()))
const labels = {
  kind: v.string(),
  verdict: v.string(),
  from: v.nullable(address),
  finds: v.nullable(v.string()),
  by: v.nullable(v.picklist(ways)),
  appends: v.boolean(),
  text: v.nullable(v.string()),
  attachments: names,
}
const labelFile = v.object({
  id: v.string(),
  ...labels,
  textRule: v.optional(v.picklist(['exact', 'contains']), 'exact'),
  subject: v.optional(v.string()),
  accept: v.optional(v.record(v.string(), v.array(v.unknown())), {}),
})
type Label = v.InferOutput<typeof labelFile>

type Ticket = { number: string; portal: string; ownerAddress: string }
type Answer = { read: ReadMail; found: { ticket: Ticket; by: FoundBy } | null; decision: MailDecision<Ticket> }
export type Judged = { id: string; wrong: { field: string; expected: unknown; got: unknown }[]; dangerous: string[] }

/** Prints every message that is judged wrong, the figures by field, and the dangerous errors apart. */
export async function reportMail(folder: string, print: (line: string) => void): Promise<number> {
  const judged = await judgeMails(folder)
  const wrong = judged.filter((one) => one.wrong.length > 0)
  for (const { id, wrong: fields } of wrong) {
    for (const { field, expected, got } of fields) {
      print(`${id} ${field}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(got)}`)
    }
  }
  const fields = Map.groupBy(
    wrong.flatMap((one) => one.wrong),
    ({ field }) => field,
  )
  for (const [field, all] of fields) print(`${field}: ${all.length} wrong`)
  const dangerous = judged.flatMap(({ id, dangerous: errors }) => errors.map((error) => `${id}: ${error}`))
  for (const line of dangerous) print(`dangerous: ${line}`)
  print(`${dangerous.length} dangerous`)
  print(`${judged.length - wrong.length} passed, ${wrong.length} failed`)
  return wrong.length === 0 && dangerous.length === 0 ? 0 : 1
}

export async function judgeMails(folder: string): Promise<Judged[]> {
  const settings = v.parse(settingsFile, read(join(folder, 'settings.json')))
  const ids = readdirSync(folder)
    .filter((name) => name.endsWith('.eml'))
    .toSorted()
  const judged: Judged[] = []
  for (const name of ids) {
    const label = v.parse(labelFile, read(join(folder, name.replace(/\.eml$/, '.json'))))
    judged.push(judge(label, await answerTo(readFileSync(join(folder, name)), settings)))
  }
  return judged
}

function read(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'))
}

async function answerTo(raw: Uint8Array, settings: Settings): Promise<Answer> {
  const [account = ''] = settings.ownAccounts
  const sent = new Set(settings.sent.map(({ messageId }) => messageId))
  const mail = await readMail(raw, {
    account: {
      address: account,
      aliases: settings.ownAccounts.slice(1),
      trustedAuthserv: settings.authservId,
      delimiter: '+',
    },
    ownAddresses: settings.ownAccounts,
    serverId: settings.serverId,
    prefixes: [settings.deskPrefix],
    arrivedAt: new Date('2026-11-28T12:00:00Z'),
    isOurMessageId: (id) => sent.has(id),
    resolver: () => Promise.reject(Object.assign(new Error('no DNS here'), { code: 'ENOTFOUND' })),
  })
  const found = findTicket(mail.finders, knownTickets(settings))
  const from = mail.from
  const decision = decideMail({
    mail,
    found,
    senders: settings.accounts
      .filter((one) => one.address === from)
      .map(({ portal, role, active }) => ({
        portal,
        role,
        isActive: active,
        mailIsOfficial: settings.portals.some(({ id, mailIsOfficial }) => id === portal && mailIsOfficial),
      })),
    isStaff: settings.staff.some((one) => one.address === from),
    staffByMail: settings.staffByMail,
  })
  return { read: mail, found, decision }
}

function knownTickets(settings: Settings) {
  const tickets = new Map(
    settings.tickets.map(({ number, owner, portal }) => [number, { number, portal, ownerAddress: owner }]),
  )
  const byKey = <One extends { ticket: string }>(all: readonly One[], key: (one: One) => string) =>
    new Map(
      all.flatMap((one): [string, Ticket][] => {
        const ticket = tickets.get(one.ticket)
        return ticket === undefined ? [] : [[key(one), ticket]]
      }),
    )
  return {
    replyTokens: byKey(settings.replyTokens, ({ token }) => token),
    bounceTokens: byKey(settings.bounceTokens, ({ token }) => token),
    messageIds: byKey([...settings.sent, ...settings.received], ({ messageId }) => messageId),
    markers: byKey(settings.markers, ({ marker }) => marker),
    numbers: tickets,
  }
}

function judge(label: Label, { read: mail, found, decision }: Answer): Judged {
  const got: Record<string, unknown> = {
    kind: mail.kind,
    verdict: mail.verdict,
    from: mail.from,
    finds: label.kind === 'own' ? label.finds : (found?.ticket.number ?? null),
    by: label.kind === 'own' ? label.by : (found?.by ?? null),
    appends: decision.effect === 'append',
  }
  const isRight = (field: string, expected: unknown) =>
    [expected, ...(label.accept[field] ?? [])].some((one) => same(one, got[field]))
  const wrong = (['kind', 'verdict', 'from', 'finds', 'by', 'appends'] as const)
    .filter((field) => !isRight(field, label[field]))
    .map((field) => ({ field: field as string, expected: label[field] as unknown, got: got[field] }))
  const texts = [label.text, ...(label.accept.text ?? [])].filter((one) => typeof one === 'string')
  if (label.text !== null && !texts.some((text) => hasText(text, mail.text.kept, label.textRule))) {
    wrong.push({ field: 'text', expected: label.text, got: mail.text.kept })
  }
  const named = mail.attachments.flatMap(({ name }) => name ?? []).toSorted(byText)
  const lists = [label.attachments, ...(label.accept.attachments ?? [])]
  if (
    label.attachments !== null &&
    !lists.some((list) => same(Array.isArray(list) ? list.toSorted(byText) : list, named))
  ) {
    wrong.push({ field: 'attachments', expected: label.attachments, got: named })
  }
  if (
    label.subject !== undefined &&
    ![label.subject, ...(label.accept.subject ?? [])].some((one) => same(one, mail.subject))
  ) {
    wrong.push({ field: 'subject', expected: label.subject, got: mail.subject })
  }
  return { id: label.id, wrong, dangerous: dangersOf(label, { ...got, text: mail.text.kept }, texts) }
}

function same(one: unknown, other: unknown): boolean {
  return plain(one) === plain(other)
}

function byText(one: unknown, other: unknown): number {
  return String(one).localeCompare(String(other))
}

function plain(value: unknown): string {
  return JSON.stringify(value).normalize('NFC')
}

function dangersOf(label: Label, got: Record<string, unknown>, texts: readonly string[]): string[] {
  const isHuman = label.kind === 'human' && !(label.accept.kind ?? []).includes(got.kind)
  const isLost = label.text !== null && !texts.some((text) => hasText(text, String(got.text), 'contains'))
  const dangers: [string, boolean][] = [
    ['appends where it must not', got.appends === true && !label.appends],
    [
      'proven where it is not',
      got.verdict === 'proven' && label.verdict !== 'proven' && !(label.accept.verdict ?? []).includes('proven'),
    ],
    ['a human taken for a machine', isHuman && ['own', 'auto', 'bulk'].includes(String(got.kind))],
    ['text is lost', isLost],
  ]
  return dangers.filter(([, holds]) => holds).map(([says]) => says)
}

/** By lines, without empty ones; `contains`: each in this order, perhaps behind `> `. */
function hasText(expected: string, got: string, rule: Label['textRule']): boolean {
  const [wanted, given] = [linesOf(expected), linesOf(got)]
  if (rule === 'exact') return same(wanted, given)
  let at = 0
  for (const line of given) if (line === wanted[at] || line.replace(/^(?:> ?)+/, '') === wanted[at]) at += 1
  return at === wanted.length
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.replaceAll(/[\s\u00A0]+/g, ' ').trim())
    .filter((line) => line !== '')
}
