import { createTransport } from 'nodemailer'
import type { BuildMailFunction } from './domain/buildMail.types.ts'
import { headOf } from './domain/outgoing.ts'
import { htmlBody, textBody } from './domain/outgoingBody.ts'

/** §3.1: built once and kept; what is sent again is the same to the byte. */
export const buildMail: BuildMailFunction = async (mail, identity) => {
  const { from, to, inReplyTo, attachments } = mail
  const head = headOf(mail, identity)
  const building = createTransport({ streamTransport: true, buffer: true, newline: 'windows' })
  const { message } = await building.sendMail({
    from: { name: from.name, address: from.address },
    to: { name: '', address: to },
    replyTo: { name: '', address: head.replyTo },
    subject: head.subject,
    messageId: head.messageId,
    date: mail.date,
    ...(inReplyTo !== null && { inReplyTo }),
    ...(head.references.length > 0 && { references: head.references }),
    headers: head.headers,
    text: textBody(mail),
    html: htmlBody(mail, head.subject),
    attachments: attachments.map(({ name, type, bytes }) => ({
      filename: name,
      contentType: type,
      content: Buffer.from(bytes),
      contentDisposition: 'attachment' as const,
    })),
    baseBoundary: head.boundary,
    disableFileAccess: true,
    disableUrlAccess: true,
    ...(identity.dkim !== undefined && { dkim: identity.dkim }),
  })
  // Said to come as a buffer; the types know both.
  if (!Buffer.isBuffer(message)) throw new Error('a mail came as a stream')
  return { raw: new Uint8Array(message), envelope: { from: head.returnPath, to }, messageId: head.messageId }
}
