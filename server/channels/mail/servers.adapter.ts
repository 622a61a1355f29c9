import type { ConnectionOptions } from 'node:tls'
import type { ChannelReason } from '#contract/channels/types.ts'
import { addressesOf, isInside } from '#server/platform/http/publicAddress.ts'
import type { Failure } from '../channel.port.ts'
import type { MailServer } from './mailSettings.adapter.ts'

/** True: mailboxes may lie on this machine and in its networks, also without encryption. */
export type MailPlaces = { mayBeInside: boolean }

/** One that this server may not reach; thrown before a connection is opened. */
export class InsideAddress extends Error {}

export type Reached = { address: string; tls: ConnectionOptions }

/**
 * Where a mail server is: what its owner has typed is foreign, so its name is resolved once, looked at, and that very address is
 * connected to; the certificate must still be the name's.
 */
export async function reach({ host }: MailServer, { mayBeInside }: MailPlaces): Promise<Reached> {
  const [address, ...others] = await addressesOf(host)
  if (address === undefined) throw new Error('the host has no address')
  if (!mayBeInside && [address, ...others].some(isInside)) throw new InsideAddress('the address lies inside')
  return { address, tls: { servername: host, minVersion: 'TLSv1.2' } }
}

const certificateCodes =
  /^(?:DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_|CERT_|ERR_TLS_CERT_ALTNAME_INVALID|HOSTNAME_MISMATCH)/

/** What stands in an error of a connection that never came to speak: of the account it says nothing. */
export function connectionFailure(error: unknown): Failure {
  return { is: 'retry', reason: reasonOf(error), isOfAccount: true }
}

function reasonOf(error: unknown): ChannelReason {
  if (error instanceof InsideAddress) return 'insideAddress'
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (certificateCodes.test(code)) return 'badCertificate'
  return /TIMEOUT|TIMEDOUT/i.test(code) ? 'tooSlow' : 'notReached'
}
