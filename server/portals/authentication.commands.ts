import type { Db } from '#server/platform/db/db.ts'
import { now } from '#server/platform/clock.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { Secrets } from '#server/platform/secrets.ts'
import type { Transaction } from '#server/platform/db/unitOfWork.ts'
import { recordVisit } from './visits.commands.ts'
import { loadPortal } from './portals.sql.ts'
import type { Account, Identity, PortalGateway, Visitor } from './gateway.port.ts'
import type { Authenticator, Credentials } from './authenticator.port.ts'
import { languageOf } from './domain/portal.ts'
import { makeVisitLimits } from './visitLimits.commands.ts'

type Known = { identity: Identity; visitor: Visitor; until: number }

const rememberMilliseconds = 20_000
const maxRemembered = 2000
/** Somebody looks at an empty page meanwhile. */
const patienceMilliseconds = 8000

/**
 * Nothing that the browser says about the user is believed (P1): the OAuth server is asked whose token it is, the portal
 * is asked about its user, and only then the portal is written down. The page and its first call ask one after the
 * other with the same token, so an answer is remembered for a few seconds.
 */
export function makeAuthenticator(deps: {
  db: Db
  transaction: Transaction
  gateway: PortalGateway
  secrets: Secrets
}): Authenticator {
  const known = new Map<string, Known>()
  const asking = new Map<string, Promise<Known>>()
  const limits = makeVisitLimits()

  /** Two servers are asked, once for everybody who brings the same token at the same time. */
  async function identify(credentials: Credentials): Promise<Known> {
    const remembered = known.get(credentials.accessToken)
    if (remembered !== undefined && remembered.until > now().getTime()) return remembered
    const key = `${credentials.memberId} ${credentials.serverEndpoint} ${credentials.accessToken}`
    const asked = asking.get(key) ?? ask(credentials).finally(() => asking.delete(key))
    asking.set(key, asked)
    return asked
  }

  async function ask(credentials: Credentials): Promise<Known> {
    const { accessToken, memberId } = credentials
    const at = now()
    limits.refuseTooMany(credentials, at)
    // The frame does not know its OAuth server; a portal that we know has named it once, and the allow-list decides again.
    const server = credentials.serverEndpoint ?? (await loadPortal(deps.db, memberId))?.serverEndpoint ?? null
    const identity = await deps.gateway.confirm(accessToken, server)
    if (identity.memberId !== memberId) throw new Refusal('portal_mismatch')
    limits.wasTrue(credentials)
    const visitor = await deps.gateway.readVisitor(ownAccount(identity, accessToken))
    const fresh = { identity, visitor, until: at.getTime() + rememberMilliseconds }
    known.delete(accessToken)
    if (known.size >= maxRemembered) known.clear()
    known.set(accessToken, fresh)
    return fresh
  }

  return {
    async authenticate(credentials) {
      const { identity, visitor } = await identify(credentials)
      if (identity.memberId !== credentials.memberId) throw new Refusal('portal_mismatch')
      const portal = await loadPortal(deps.db, identity.memberId)
      // Only an admin can install, so nobody else's opening writes a portal that we do not know.
      if (portal === null && !visitor.isAdmin) throw new Refusal('portal_not_installed')
      const tokens =
        credentials.refreshToken === undefined || credentials.refreshToken === ''
          ? null
          : {
              accessToken: credentials.accessToken,
              refreshToken: credentials.refreshToken,
              expiresAt: new Date(now().getTime() + (credentials.expiresInSeconds ?? 3600) * 1000),
            }
      const recorded = await deps.transaction((unit) =>
        recordVisit(unit, deps.secrets, {
          identity,
          visitor,
          language: languageOf(credentials.languageCode ?? 'ru'),
          tokens,
          applicationToken: credentials.applicationToken ?? null,
        }),
      )
      return { identity, visitor, portal: recorded }
    },
    forget(memberId) {
      for (const [token, { identity }] of known) if (identity.memberId === memberId) known.delete(token)
    },
  }
}

/** The token was confirmed a moment ago; if it ends now, the page opens again with a fresh one. */
function ownAccount(identity: Identity, accessToken: string): Account {
  return {
    ...identity,
    tokens: { accessToken, refreshToken: '', expiresAt: new Date(now().getTime() + 60_000) },
    patience: AbortSignal.timeout(patienceMilliseconds),
    renew: () => Promise.reject(new Refusal('identity_not_confirmed')),
  }
}
