import type { Db } from '#server/platform/db/db.ts'
import type { Transaction } from '#server/platform/db/unitOfWork.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { Secrets } from '#server/platform/secrets.ts'
import type { Account, PortalClients, PortalGateway, Tokens } from './gateway.port.ts'
import * as rows from './portalTokens.sql.ts'

export function makePortalClients(deps: {
  db: Db
  transaction: Transaction
  secrets: Secrets
  gateway: PortalGateway
}): PortalClients {
  const { db, transaction, secrets, gateway } = deps

  /** One renewal at a time for all processes: whoever comes second finds fresh tokens and does not spend them (§2). */
  async function renew(
    account: rows.StoredAccount,
    knownToken: string,
    fetchFresh: (token: string) => Promise<Tokens>,
  ) {
    return transaction(async (unit) => {
      const locked = await rows.lockTokens(unit, account.memberId, account.userId)
      if (locked === null) throw new Refusal('portal_not_installed')
      const stored = openTokens(secrets, locked)
      if (stored.accessToken !== knownToken) return stored
      const fresh = await fetchFresh(stored.refreshToken)
      await rows.replaceTokens(unit, account.memberId, account.userId, sealTokens(secrets, fresh))
      return fresh
    })
  }

  return {
    async ask(memberId, userId, question) {
      const accounts = await rows.listAccounts(db, memberId, userId)
      let lastRefusal = new Refusal(accounts.length === 0 ? 'portal_not_installed' : 'portal_unreachable')
      for (const stored of accounts) {
        const tokens = openTokens(secrets, stored.tokens)
        const account: Account = { ...stored, tokens, renew: (fresh) => renew(stored, tokens.accessToken, fresh) }
        try {
          return await question(gateway, account)
        } catch (error) {
          if (!(error instanceof Refusal)) throw error
          lastRefusal = error
          // A refresh token that is no longer accepted never will be: the next account is asked instead.
          if (error.code !== 'portal_not_installed') continue
          await transaction((unit) => rows.markTokensFailed(unit, stored))
        }
      }
      throw lastRefusal
    },
  }
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
