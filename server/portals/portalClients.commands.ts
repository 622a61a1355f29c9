import type { Db } from '#server/platform/db/db.ts'
import type { Transaction } from '#server/platform/db/unitOfWork.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { Secrets } from '#server/platform/secrets.ts'
import type { Account, FreshTokens, PortalClients, PortalGateway, Renewed, Tokens } from './gateway.port.ts'
import { moveTo } from './portalAddress.commands.ts'
import * as rows from './portalTokens.sql.ts'
import { loadPortal } from './portals.sql.ts'

type FetchFresh = (refreshToken: string) => Promise<FreshTokens>
type Place = Omit<Account, 'renew' | 'tokens' | 'patience'>

/** Less than a page waits, and long enough for a conversation of several questions that a job has. */
const patienceMilliseconds = { ofSomebody: 8000, ofJob: 30_000 }

export function makePortalClients(deps: {
  db: Db
  transaction: Transaction
  secrets: Secrets
  gateway: PortalGateway
}): PortalClients {
  const { db, transaction, secrets, gateway } = deps

  /** One renewal at a time for all processes: whoever comes second finds fresh tokens and does not spend them (§2). */
  async function renew(account: Place, knownToken: string, fetchFresh: FetchFresh): Promise<Renewed> {
    const { memberId, userId } = account
    const { tokens, clientEndpoint } = await transaction(async (unit): Promise<FreshTokens> => {
      const locked = await rows.lockTokens(unit, memberId, userId)
      if (locked === null) throw new Refusal('portal_not_installed')
      const stored = openTokens(secrets, locked)
      if (stored.accessToken !== knownToken) return { tokens: stored, clientEndpoint: locked.clientEndpoint }
      const fresh = await fetchFresh(stored.refreshToken)
      await rows.replaceTokens(unit, account, sealTokens(secrets, fresh.tokens), fresh.clientEndpoint)
      return fresh
    })
    if (clientEndpoint === null || clientEndpoint === account.clientEndpoint) {
      const portal = await loadPortal(db, memberId)
      return { tokens, clientEndpoint: portal?.clientEndpoint ?? account.clientEndpoint }
    }
    // Not in the transaction of the tokens: an opening of the app takes the same locks the other way round.
    await transaction((unit) => moveTo(unit, memberId, clientEndpoint))
    return { tokens, clientEndpoint }
  }

  function accountOf(stored: rows.StoredAccount, patience: AbortSignal): Account {
    const tokens = openTokens(secrets, stored.tokens)
    return { ...stored, tokens, patience, renew: (fetchFresh) => renew(stored, tokens.accessToken, fetchFresh) }
  }

  /** What an open page has lent its session; only the page can renew it. */
  async function pageAccount(
    { memberId, userId, accessToken }: { memberId: string; userId: number; accessToken: string | null },
    patience: AbortSignal,
  ): Promise<Account> {
    const portal = await loadPortal(db, memberId)
    if (portal === null) throw new Refusal('portal_not_installed')
    if (accessToken === null) throw new Refusal('session_expired')
    return {
      ...portal,
      userId,
      tokens: { accessToken, refreshToken: '', expiresAt: farAhead() },
      patience,
      renew: () => Promise.reject(new Refusal('session_expired')),
    }
  }

  /** A refresh token that is no longer accepted never will be. */
  async function markFailed(stored: rows.StoredAccount): Promise<void> {
    await transaction((unit) => rows.markTokensFailed(unit, stored))
  }

  return {
    async ask(memberId, userId, question) {
      const accounts = await rows.listAccounts(db, memberId, userId)
      const patience = AbortSignal.timeout(patienceMilliseconds[userId === null ? 'ofJob' : 'ofSomebody'])
      let lastRefusal = new Refusal(accounts.length === 0 ? 'portal_not_installed' : 'portal_unreachable')
      for (const stored of accounts) {
        try {
          return await question(gateway, accountOf(stored, patience))
        } catch (error) {
          if (!(error instanceof Refusal)) throw error
          lastRefusal = error
          // The next account is asked instead, while there is time.
          if (error.code === 'portal_not_installed') await markFailed(stored)
          if (patience.aborted) break
        }
      }
      throw lastRefusal
    },

    async askAs({ memberId, userId, accessToken }, question) {
      const patience = AbortSignal.timeout(patienceMilliseconds.ofSomebody)
      try {
        return await question(gateway, await pageAccount({ memberId, userId, accessToken }, patience))
      } catch (error) {
        if (!isOver(error)) throw error
        const stored = await rows.findAccount(db, memberId, userId)
        // The page has a fresh token: its next session brings it.
        if (stored === null) throw error
        try {
          return await question(gateway, accountOf(stored, patience))
        } catch (later) {
          if (!(later instanceof Refusal) || later.code !== 'portal_not_installed') throw later
          await markFailed(stored)
          throw error
        }
      }
    },
  }
}

function isOver(error: unknown): boolean {
  return error instanceof Refusal && error.code === 'session_expired'
}

/** Nobody has said when it ends: the portal does. */
function farAhead(): Date {
  return new Date(Date.now() + 3_600_000)
}

export function sealTokens(secrets: Secrets, tokens: Tokens): rows.SealedTokens {
  return {
    accessToken: secrets.seal(tokens.accessToken),
    refreshToken: secrets.seal(tokens.refreshToken),
    expiresAt: tokens.expiresAt,
  }
}

function openTokens(secrets: Secrets, tokens: rows.SealedTokens): Tokens {
  return {
    accessToken: secrets.open(tokens.accessToken),
    refreshToken: secrets.open(tokens.refreshToken),
    expiresAt: tokens.expiresAt,
  }
}
