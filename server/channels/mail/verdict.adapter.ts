import { promises as dns } from 'node:dns'
import { domainToASCII } from 'node:url'
import type { AuthenticateResult } from 'mailauth'
import { getDomain } from 'tldts'
import { domainOf } from './domain/addresses.ts'
import { verdictOfServer } from './domain/authResults.ts'
import { allOf, type MailHeaders } from './domain/headers.ts'
import type { DnsResolver, ReadMailContext, Verdict } from './domain/readMail.types.ts'

const mostSignatures = 10
const longestMilliseconds = 5_000
type Asked = { raw: Uint8Array; headers: MailHeaders; from: string | null; context: ReadMailContext }

/** §2.4: is the From address true? By the trusted server's word, else by the signature, and where the line is ours, by all of it. */
export async function verdictOf({ raw, headers, from, context }: Asked): Promise<Verdict> {
  if (from === null) return 'unproven'
  if (context.envelope !== undefined) return ofDelivery({ raw, headers, from, context })
  const { trustedAuthserv } = context.account
  const said = trustedAuthserv === null ? null : verdictOfServer(headers, { authserv: trustedAuthserv, from, ownerOf })
  return said ?? (await ofSignature({ raw, headers, from, context }))
}

/** What one owner has of a domain: two parts of it as a rule, more below a suffix that is shared. */
function ownerOf(domain: string): string {
  const ascii = domainToASCII(domain) || domain
  return getDomain(ascii, { allowPrivateDomains: true }) ?? ascii
}

/** Signatures of a part of the body prove nothing of the rest; nobody needs more than a few. */
function canBeVerified(headers: MailHeaders): boolean {
  const signatures = allOf(headers, 'dkim-signature')
  return (
    signatures.length > 0 &&
    signatures.length <= mostSignatures &&
    !signatures.some((one) => /(?:^|;)\s*l\s*=/i.test(one))
  )
}

async function ofSignature({ raw, headers, from, context }: Asked & { from: string }): Promise<Verdict> {
  if (!canBeVerified(headers)) return 'unproven'
  const { dkimVerify } = await import('mailauth')
  const checked = await bounded(
    dkimVerify(Buffer.from(raw), { resolver: resolverOf(context), curTime: context.arrivedAt }),
  )
  const isProven = (checked?.results ?? []).some(
    (signature) => isPassed(signature) && ownerOf(signature.signingDomain) === ownerOf(domainOf(from)),
  )
  return isProven ? 'proven' : 'unproven'
}

/** The library says which headers are signed, its types do not. */
function isPassed({
  status,
  ...signature
}: {
  status: { result: string }
  signingHeaders?: { keys?: string }
}): boolean {
  const signed = (signature.signingHeaders?.keys ?? '').toLowerCase().split(/[:,\s]+/)
  return status.result === 'pass' && signed.includes('from')
}

async function ofDelivery({ raw, headers, from, context }: Asked & { from: string }): Promise<Verdict> {
  const { envelope } = context
  if (envelope === undefined || allOf(headers, 'dkim-signature').length > mostSignatures) return 'unproven'
  const { authenticate } = await import('mailauth')
  const { ip, helo, sender } = envelope
  const checked = await bounded(
    authenticate(Buffer.from(raw), {
      ip,
      helo,
      sender,
      mta: 'local',
      resolver: resolverOf(context),
      disableArc: true,
      disableBimi: true,
    }),
  )
  const dmarc = checked === null ? false : checked.dmarc
  if (checked === null || dmarc === false) return 'unproven'
  if (dmarc.status.result === 'pass') return 'proven'
  if (dmarc.status.result === 'fail')
    return dmarc.policy === 'reject' || dmarc.policy === 'quarantine' ? 'forged' : 'unproven'
  return isAligned(checked, from) && canBeBelieved(headers) ? 'proven' : 'unproven'
}

/** Without a policy of its domain, one aligned proof is enough. */
function isAligned({ dkim, spf }: AuthenticateResult, from: string): boolean {
  const domains = [
    ...dkim.results.filter(isPassed).map(({ signingDomain }) => signingDomain),
    ...(spf !== false && spf.status.result === 'pass' ? [spf.domain] : []),
  ]
  return domains.some((domain) => ownerOf(domain) === ownerOf(domainOf(from)))
}

function canBeBelieved(headers: MailHeaders): boolean {
  return allOf(headers, 'dkim-signature').length === 0 || canBeVerified(headers)
}

function resolverOf({ resolver }: ReadMailContext): DnsResolver {
  return resolver ?? systemResolver
}

const systemResolver: DnsResolver = async (name, type) => {
  switch (type) {
    case 'TXT':
      return dns.resolveTxt(name)
    case 'MX':
      return (await dns.resolveMx(name)).map(({ exchange }) => exchange)
    case 'A':
      return dns.resolve4(name)
    case 'AAAA':
      return dns.resolve6(name)
    default:
      return dns.resolvePtr(name)
  }
}

/** Null: too slow, or it could not be looked at; then nothing is proven. */
async function bounded<Result>(work: Promise<Result>): Promise<Result | null> {
  const { promise: late, resolve } = Promise.withResolvers<null>()
  const ending = setTimeout(resolve, longestMilliseconds, null)
  try {
    return await Promise.race([work.catch(() => null), late])
  } finally {
    clearTimeout(ending)
  }
}
