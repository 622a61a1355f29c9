import { createTransport } from 'nodemailer'
import type { BuildMailFunction } from './domain/buildMail.types.ts'
import { messageIdOf, rootIdOf } from './domain/mailIds.ts'

const building = createTransport({ streamTransport: true, buffer: true, newline: 'windows' })

export const buildMail: BuildMailFunction = async (mail, identity) => {
  const messageId = messageIdOf(mail.messageUuid, identity)
  const root = mail.ticket === null ? [] : [rootIdOf(mail.ticket.uuid, identity.domain)]
  const built = await building.sendMail({
    from: mail.from,
    to: mail.to,
    subject: mail.ticket === null ? mail.subject : `[${mail.ticket.number}] ${mail.ticket.subject}`,
    text: [mail.text, mail.footer].filter(Boolean).join('\n\n'),
    messageId,
    date: mail.date,
    ...(mail.inReplyTo !== null && { inReplyTo: mail.inReplyTo }),
    references: [...root, ...mail.references],
    headers: { ...(mail.kind !== 'answer' && { 'Auto-Submitted': 'auto-replied' }), 'X-Opora-Desk': identity.serverId },
  })
  if (!Buffer.isBuffer(built.message)) throw new Error('a mail came as a stream')
  return { raw: built.message, envelope: { from: mail.from.address, to: mail.to }, messageId }
}
