import { sql } from 'kysely'
import type { Reader } from '#server/platform/db/db.ts'
import type { SealedColumn } from '#server/platform/keys/reseal.sql.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { Account, Tokens } from './gateway.port.ts'

export type SealedTokens = { accessToken: string; refreshToken: string; expiresAt: Date }

export async function saveTokens(
  unit: UnitOfWork,
  who: { memberId: string; userId: number; isAdmin: boolean },
  tokens: SealedTokens,
): Promise<void> {
  const values = {
    access_token: tokens.accessToken,
    refresh_token: tokens.refreshToken,
    expires_at: tokens.expiresAt,
    is_admin: who.isAdmin,
    used_at: unit.at,
    failed_at: null,
    client_endpoint: null,
  }
  await unit.tx
    .insertInto('portal_tokens')
    .values({ member_id: who.memberId, user_id: who.userId, ...values })
    .onConflict((conflict) => conflict.columns(['member_id', 'user_id']).doUpdateSet(values))
    .execute()
}

export type StoredAccount = Omit<Account, 'renew' | 'tokens' | 'patience'> & { tokens: Tokens; isAdmin: boolean }

function selectAccounts(db: Reader, memberId: string) {
  return db
    .selectFrom('portal_tokens')
    .innerJoin('portals', 'portals.member_id', 'portal_tokens.member_id')
    .select(['portals.member_id', 'user_id', 'client_id', 'portals.client_endpoint', 'server_endpoint', 'is_admin'])
    .select(['access_token', 'refresh_token', 'expires_at'])
    .where('portals.member_id', '=', memberId)
    .where('is_installed', '=', true)
    .where('failed_at', 'is', null)
}

/** The person's own tokens first, else those of admins, the most recently useful first (§2). */
export async function listAccounts(db: Reader, memberId: string, userId: number | null): Promise<StoredAccount[]> {
  const rows = await selectAccounts(db, memberId)
    .orderBy(sql`user_id is not distinct from ${userId}`, 'desc')
    .orderBy('is_admin', 'desc')
    .orderBy('used_at', 'desc')
    .limit(5)
    .execute()
  return rows.map(toAccount)
}

export async function findAccount(db: Reader, memberId: string, userId: number): Promise<StoredAccount | null> {
  const row = await selectAccounts(db, memberId).where('user_id', '=', userId).executeTakeFirst()
  return row === undefined ? null : toAccount(row)
}

type AccountRow = Awaited<ReturnType<ReturnType<typeof selectAccounts>['executeTakeFirstOrThrow']>>

function toAccount(row: AccountRow): StoredAccount {
  return {
    memberId: row.member_id,
    userId: row.user_id,
    clientId: row.client_id,
    clientEndpoint: row.client_endpoint,
    serverEndpoint: row.server_endpoint,
    isAdmin: row.is_admin,
    tokens: { accessToken: row.access_token, refreshToken: row.refresh_token, expiresAt: row.expires_at },
  }
}

export async function saveTokenRight(
  unit: UnitOfWork,
  { memberId, userId }: { memberId: string; userId: number },
  isAdmin: boolean,
): Promise<void> {
  await unit.tx
    .updateTable('portal_tokens')
    .set({ is_admin: isAdmin })
    .where('member_id', '=', memberId)
    .where('user_id', '=', userId)
    .where('is_admin', '<>', isAdmin)
    .execute()
}

/** `clientEndpoint`: where the portal was when these tokens were renewed; null where the portal's own row says it. */
export async function lockTokens(
  unit: UnitOfWork,
  memberId: string,
  userId: number,
): Promise<(SealedTokens & { clientEndpoint: string | null }) | null> {
  const row = await unit.tx
    .selectFrom('portal_tokens')
    .select(['access_token', 'refresh_token', 'expires_at', 'client_endpoint'])
    .where('member_id', '=', memberId)
    .where('user_id', '=', userId)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (row === undefined) return null
  return {
    accessToken: row.access_token,
    refreshToken: row.refresh_token,
    expiresAt: row.expires_at,
    clientEndpoint: row.client_endpoint,
  }
}

export async function replaceTokens(
  unit: UnitOfWork,
  { memberId, userId }: { memberId: string; userId: number },
  tokens: SealedTokens,
  clientEndpoint: string | null,
): Promise<void> {
  await unit.tx
    .updateTable('portal_tokens')
    .set({
      access_token: tokens.accessToken,
      refresh_token: tokens.refreshToken,
      expires_at: tokens.expiresAt,
      client_endpoint: clientEndpoint,
      used_at: unit.at,
    })
    .where('member_id', '=', memberId)
    .where('user_id', '=', userId)
    .execute()
}

/** Only the token that was refused: its owner may have opened the app meanwhile and brought a fresh one. */
export async function markTokensFailed(unit: UnitOfWork, refused: StoredAccount): Promise<void> {
  await unit.tx
    .updateTable('portal_tokens')
    .set({ failed_at: unit.at })
    .where('member_id', '=', refused.memberId)
    .where('user_id', '=', refused.userId)
    .where('refresh_token', '=', refused.tokens.refreshToken)
    .execute()
}

export async function forgetTokens(unit: UnitOfWork, memberId: string): Promise<void> {
  await unit.tx.deleteFrom('portal_tokens').where('member_id', '=', memberId).execute()
}

/** The newest tokens, sealed as they lie there. */
export async function findSealedTokens(db: Reader): Promise<string[]> {
  const rows = await db
    .selectFrom('portal_tokens')
    .select('refresh_token')
    .orderBy('used_at', 'desc')
    .limit(20)
    .execute()
  return rows.map(({ refresh_token: sealed }) => sealed)
}

/** What of portals is sealed with the master key. */
export const sealedOfPortals: readonly SealedColumn[] = [
  { table: 'portal_tokens', column: 'access_token' },
  { table: 'portal_tokens', column: 'refresh_token' },
  { table: 'portals', column: 'application_token' },
]
