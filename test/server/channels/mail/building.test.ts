import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { buildMail } from '#server/channels/mail/buildMail.adapter.ts'
import { isOurMessageId, markerOf, readBounceToken, replyTokenOf } from '#server/channels/mail/domain/mailIds.ts'
import { readMail } from '#server/channels/mail/readMail.adapter.ts'
import { context, humanMail, rawMail } from './incoming.ts'
import { answer, identity, key, ticketUuid } from './outgoing.ts'

const domain = 'desk.example'
const isOurs = (id: string) => isOurMessageId(id, { key, domain })
const headOf = (raw: Uint8Array) => Buffer.from(raw).toString('latin1').split('\r\n\r\n')[0] ?? ''
const field = (raw: Uint8Array, name: string) =>
  new RegExp(`^${name}:[ \\t]*([^\\r\\n]*(?:\\r\\n[ \\t][^\\r\\n]*)*)`, 'im')
    .exec(headOf(raw))?.[1]
    ?.replaceAll(/\s+/g, ' ') ?? null

describe('a mail', () => {
  it('is the same to the byte when it is built again', async () => {
    const [one, other] = [await buildMail(answer, identity), await buildMail(answer, identity)]

    expect(Buffer.from(one.raw).equals(Buffer.from(other.raw))).toBe(true)
    expect(one.messageId).toBe(other.messageId)
  })

  it('belongs to its ticket by subject, root, references and reply token', async () => {
    const { raw, envelope } = await buildMail(answer, identity)
    const references = field(raw, 'References')?.split(' ') ?? []

    expect(references[0]).toBe(`<t.${ticketUuid}@desk.example>`)
    expect(references).toHaveLength(10)
    expect(references.at(-1)).toBe('<last@client.example>')
    expect(field(raw, 'In-Reply-To')).toBe('<last@client.example>')
    expect(field(raw, 'Reply-To')).toBe(`support+t.${replyTokenOf(ticketUuid, key)}@desk.example`)
    expect(field(raw, 'From')).toContain('<support@desk.example>')
    expect(readBounceToken(envelope.from.slice('support+b.'.length, -'@desk.example'.length), key)).toBe('77')
  })

  it('has one subject for the whole ticket', async () => {
    const ticket = { ...answer.ticket, subject: 'Re: Fwd: [OP-1042] Ответ: Нет прав' }
    const mail = await readMail((await buildMail({ ...answer, ticket }, identity)).raw, context)

    expect(mail.subject).toBe('[OP-1042] Нет прав')
  })

  it('where there are no plus addresses: the address of the desk', async () => {
    const { raw, envelope } = await buildMail(answer, { ...identity, delimiter: null })

    expect([field(raw, 'Reply-To'), envelope.from]).toEqual(['support@desk.example', 'support@desk.example'])
  })

  it.each([
    ['answer', null, null],
    ['receipt', 'auto-replied', null],
    ['refusal', 'auto-replied', null],
    ['code', 'auto-generated', null],
    ['notice', 'auto-generated', '<https://desk.example/leave?a=1>'],
    ['digest', 'auto-generated', '<https://desk.example/leave?a=1>'],
  ] as const)('of kind %s says who made it, and what can be given up', async (kind, submitted, unsubscribe) => {
    const { raw } = await buildMail({ ...answer, kind, unsubscribeUrl: 'https://desk.example/leave?a=1' }, identity)

    expect([field(raw, 'Auto-Submitted'), field(raw, 'List-Unsubscribe')]).toEqual([submitted, unsubscribe])
  })

  it('takes no header from what people write', async () => {
    const bad = 'x\r\nBcc: evil@evil.example\r\n\r\n<script>'
    const ticket = { ...answer.ticket, subject: bad }
    const { raw } = await buildMail(
      { ...answer, ticket, from: { ...answer.from, name: bad }, author: bad, references: [bad], inReplyTo: null },
      identity,
    )

    expect(field(raw, 'Bcc')).toBeNull()
    expect(field(raw, 'References')).toBe(`<t.${ticketUuid}@desk.example>`)
  })

  it('comes back as our own, whatever was done to its sender', async () => {
    const { raw } = await buildMail(answer, { ...identity, serverId: 'another' })
    const changed = Buffer.from(
      Buffer.from(raw).toString('latin1').replace('support@desk.example>', 'x@evil.example>'),
      'latin1',
    )

    expect((await readMail(changed, { ...context, isOurMessageId: isOurs })).kind).toBe('own')
  })

  it('is read by a person as it was written, in text and in HTML', async () => {
    const raw = Buffer.from((await buildMail(answer, identity)).raw)
    const foreign = { ...context, ownAddresses: [], account: { ...context.account, address: 'anna@client.example' } }
    const mail = await readMail(raw, foreign)

    expect(mail.text.kept).toContain(answer.text)
    expect(mail.text.folded).toContain('> Список пустой')
    expect(mail.html).toContain('Проверьте права')
    expect(mail.html).toContain('&lt;b&gt;')
    expect(mail.attachments.map(({ name }) => name)).toEqual(['отчёт за ноябрь.pdf'])
    expect(mail.hints).toEqual([])
  })
})

describe('a mail that we sign ourselves', () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'der' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
  const dkim = { domainName: 'desk.example', keySelector: 'opora', privateKey }
  const resolver = () => Promise.resolve([[`v=DKIM1; k=rsa; p=${publicKey.toString('base64')}`]])
  const foreign = { ...context, resolver, ownAddresses: [], account: { ...context.account, address: answer.to } }

  it('is proven where it arrives', async () => {
    const { raw } = await buildMail(answer, { ...identity, dkim })

    expect((await readMail(raw, foreign)).verdict).toBe('proven')
  })

  it('is not when somebody has changed it', async () => {
    const { raw } = await buildMail(answer, { ...identity, dkim })
    const changed = Buffer.from(Buffer.from(raw).toString('latin1').replace('To: anna@', 'To: evil@'), 'latin1')

    expect((await readMail(changed, foreign)).verdict).toBe('unproven')
  })
})

describe('an answer to it finds the ticket', () => {
  it('by the token to which it goes', async () => {
    const { raw } = await buildMail(answer, identity)
    const mail = await readMail(humanMail([`To: ${field(raw, 'Reply-To')?.toUpperCase()}`]), context)

    expect(mail.finders.replyTokens).toEqual([replyTokenOf(ticketUuid, key)])
  })

  it('by the marker that is quoted', async () => {
    const mail = await readMail(humanMail([], `Да.\r\n\r\n> ${markerOf(ticketUuid, key)}`), context)

    expect(mail.finders.markers).toEqual([markerOf(ticketUuid, key)])
  })

  it('by what a bounce gives back, and to which address', async () => {
    const { raw, envelope, messageId } = await buildMail(answer, identity)
    const body = ['--x', 'Content-Type: message/rfc822', '', headOf(raw), '', '--x--'].join('\r\n')
    const bounce = rawMail(
      [
        'Return-Path: <>',
        'From: MAILER-DAEMON@mx.client.example',
        `To: ${envelope.from}`,
        'Content-Type: multipart/report; report-type=delivery-status; boundary=x',
      ],
      body,
    )
    const mail = await readMail(bounce, { ...context, isOurMessageId: isOurs })

    expect(mail.kind).toBe('bounce')
    expect(mail.finders.messageIds).toEqual([messageId])
    expect(readBounceToken(mail.finders.bounceTokens[0] ?? '', key)).toBe('77')
  })
})

describe('nobody else can make', () => {
  it('an id of ours', async () => {
    const { messageId } = await buildMail(answer, identity)

    expect(isOurs(messageId)).toBe(true)
    expect(isOurs(messageId.toUpperCase().replace('<M.', '<m.'))).toBe(true)
    expect(isOurs(messageId.replace('desk.example', 'evil.example'))).toBe(false)
    expect(isOurs(messageId.replace(/^<m\.0/, '<m.1'))).toBe(false)
    expect(isOurMessageId(messageId, { key: Buffer.from('another'), domain })).toBe(false)
  })

  it('a token of a bounce', () => {
    expect(readBounceToken('77.aaaaaaaaaa', key)).toBeNull()
    expect(readBounceToken('aaaaaaaaaa', key)).toBeNull()
  })
})
