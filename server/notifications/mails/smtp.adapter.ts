import { createTransport } from 'nodemailer'
import * as v from 'valibot'
import type { MailOutcome, MailTransport } from './mailTransport.port.ts'

export type SmtpConfig = { url: string; from: string }

/** The library's own patience is minutes; a letter that is not taken in this time is tried again later. */
const patience = { connectionTimeout: 20_000, greetingTimeout: 20_000, socketTimeout: 30_000 }

/** `url` as `smtps://user:password@mail.example`; what is in it never comes into a log. */
export function makeSmtp({ url, from }: SmtpConfig): MailTransport {
  const sending = createTransport({ url, ...patience })
  const building = createTransport({ streamTransport: true, buffer: true, newline: 'windows' })
  return {
    domain: from.slice(from.lastIndexOf('@') + 1),
    async build({ fromName, to, at, inReplyTo, references, ...parts }) {
      const built = await building.sendMail({
        ...parts,
        from: { name: fromName, address: from },
        to: { name: '', address: to },
        date: at,
        ...(inReplyTo !== null && { inReplyTo }),
        ...(references.length > 0 && { references: [...references] }),
        headers: { 'Auto-Submitted': 'auto-generated' },
        disableFileAccess: true,
        disableUrlAccess: true,
      })
      // Said to come as a buffer; the types know both.
      if (!Buffer.isBuffer(built.message)) throw new Error('a letter came as a stream')
      return built.message.toString()
    },
    async send(raw, to) {
      try {
        await sending.sendMail({ envelope: { from, to }, raw, disableFileAccess: true, disableUrlAccess: true })
        return { is: 'taken' }
      } catch (error) {
        return outcomeOf(error)
      }
    },
    close: () => sending.close(),
  }
}

const smtpError = v.object({ code: v.optional(v.string()), responseCode: v.optional(v.number()) })

/** Without an answer of the other server nobody knows whether it has taken the letter: it is sent again, as the same message. */
function outcomeOf(error: unknown): MailOutcome {
  const said = v.safeParse(smtpError, error)
  const { code = '', responseCode } = said.success ? said.output : {}
  if (code === 'EAUTH' || code === 'ENOAUTH') return { is: 'later', reason: 'signInRefused', isOfServer: true }
  if (responseCode === undefined) return { is: 'later', reason: 'notReached', isOfServer: true }
  if (responseCode < 500) return { is: 'later', reason: 'serverRefused', isOfServer: responseCode === 421 }
  return { is: 'never', reason: code === 'EENVELOPE' ? 'addressRefused' : 'contentRefused' }
}
