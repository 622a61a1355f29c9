import { createTransport, type Transporter } from 'nodemailer'
import * as v from 'valibot'
import type { Built, Failure, Outcome } from '../channel.port.ts'
import type { MailServer } from './mailSettings.adapter.ts'
import { connectionFailure, InsideAddress, reach, type MailPlaces } from './servers.adapter.ts'

export type Sender = { server: MailServer; password: string; from: string }

const usualPatience = { connectionTimeout: 30_000, greetingTimeout: 30_000, socketTimeout: 30_000 }
const mostPools = 200

/** Connections to the servers through which mailboxes send, two a mailbox, kept open while they are used. `patience`: in milliseconds. */
export function makeSmtpPools(places: MailPlaces, patience = usualPatience) {
  const pools = new Map<string, Transporter>()

  async function poolFor({ server, password }: Sender): Promise<Transporter> {
    const { address, tls } = await reach(server, places)
    const key = JSON.stringify([server, address, password])
    const known = pools.get(key)
    if (known !== undefined) return known
    if (pools.size >= mostPools) closeAll()
    const made = createTransport({
      host: address,
      port: server.port,
      secure: server.security === 'tls',
      requireTLS: server.security === 'starttls',
      ignoreTLS: server.security === 'none',
      auth: { user: server.user, pass: password },
      tls,
      pool: true,
      maxConnections: 2,
      ...patience,
    })
    pools.set(key, made)
    return made
  }

  function closeAll(): void {
    for (const pool of pools.values()) pool.close()
    pools.clear()
  }

  return {
    async send(sender: Sender, to: string, { raw }: Built): Promise<Outcome> {
      try {
        const pool = await poolFor(sender)
        const envelope = { from: sender.from, to }
        const sent = await pool.sendMail({ envelope, raw, disableFileAccess: true, disableUrlAccess: true })
        return { is: 'sent', vendorId: sent.response?.slice(0, 200) ?? null }
      } catch (error) {
        return failureOf(error)
      }
    },
    close: closeAll,
  }
}

const smtpError = v.object({
  code: v.optional(v.string()),
  responseCode: v.optional(v.number()),
  response: v.optional(v.string()),
  command: v.optional(v.string()),
  syscall: v.optional(v.string()),
})

/** Without an answer nobody knows: the library says the same of a line that was cut after the last byte as of one that never was. */
export function failureOf(error: unknown): Failure {
  if (error instanceof InsideAddress) return { is: 'accountBroken', reason: 'insideAddress' }
  const said = v.safeParse(smtpError, error)
  const { code = '', responseCode, response = '', command = '', syscall = '' } = said.success ? said.output : {}
  if (code === 'EAUTH' || code === 'ENOAUTH') return { is: 'accountBroken', reason: 'signInRefused' }
  // Nobody was spoken to yet.
  if (code === 'EDNS' || code === 'ENOTFOUND' || syscall === 'connect') return connectionFailure(error)
  if (responseCode === undefined) {
    const failure = connectionFailure(error)
    return failure.reason === 'badCertificate' ? failure : { ...failure, is: 'unknownFate', isOfAccount: true }
  }
  if (responseCode < 500)
    return { is: 'retry', reason: 'serverRefused', isOfAccount: responseCode === 421 || responseCode === 454 }
  const isOfPolicy = /\b5\.7\.\d/.test(response)
  if (command === 'MAIL FROM' || (isOfPolicy && code !== 'EENVELOPE'))
    return { is: 'rejected', reason: 'serverRefused' }
  if (code === 'EENVELOPE') return { is: 'addressGone', reason: 'addressRefused' }
  return { is: 'rejected', reason: 'contentRefused' }
}
