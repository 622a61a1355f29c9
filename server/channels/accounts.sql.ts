import { sql, type Selectable } from 'kysely'
import type { AccountState, ChannelReason } from '#contract/channels/types.ts'
import { channelReasons } from '#contract/channels/types.ts'
import type { Channel } from '#contract/regulations/base.types.ts'
import type { Db, Reader } from '#server/platform/db/db.ts'
import type { Tables } from '#server/platform/db/tables.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { SealedColumn } from '#server/platform/keys/reseal.sql.ts'

export type AccountRow = {
  accountId: string
  deskId: string
  channel: Channel
  revision: number
  address: string
  /** As the channel has written them. */
  settings: unknown
  sealedSecret: string
  isPaused: boolean
  state: AccountState
  reason: ChannelReason | null
  stateAt: Date
  cursor: unknown
  lookedAt: Date | null
  heardAt: Date | null
  probe: unknown
}

export type NewAccount = Pick<AccountRow, 'accountId' | 'deskId' | 'channel' | 'address' | 'sealedSecret'> & {
  settings: string
  addedBy: string
}

/** False where somebody has connected this address before. */
export async function insertAccount(unit: UnitOfWork, account: NewAccount): Promise<boolean> {
  const inserted = await unit.tx
    .insertInto('channel_accounts')
    .values({
      account_id: account.accountId,
      desk_id: account.deskId,
      channel: account.channel,
      address: account.address,
      settings: account.settings,
      sealed_secret: account.sealedSecret,
      state_at: unit.at,
      added_by: account.addedBy,
      added_at: unit.at,
    })
    .onConflict((conflict) => conflict.columns(['channel', 'address']).doNothing())
    .returning('account_id')
    .executeTakeFirst()
  return inserted !== undefined
}

/** `isElsewhere`: another mailbox than before, of which nothing was looked at yet. */
export async function saveSettings(
  unit: UnitOfWork,
  account: Pick<AccountRow, 'accountId' | 'revision' | 'address' | 'sealedSecret'> & {
    settings: string
    isElsewhere: boolean
  },
): Promise<void> {
  await unit.tx
    .updateTable('channel_accounts')
    .set({
      revision: account.revision,
      address: account.address,
      settings: account.settings,
      sealed_secret: account.sealedSecret,
      ...(account.isElsewhere && { cursor: null }),
    })
    .where('account_id', '=', account.accountId)
    .execute()
}

/** What was learnt of it, without another revision: nobody has changed it. */
export async function saveLearnt(unit: UnitOfWork, accountId: string, settings: string): Promise<void> {
  await unit.tx.updateTable('channel_accounts').set({ settings }).where('account_id', '=', accountId).execute()
}

export async function isAddressTaken(db: Reader, channel: Channel, address: string, but: string): Promise<boolean> {
  const row = await db
    .selectFrom('channel_accounts')
    .select('account_id')
    .where('channel', '=', channel)
    .where('address', '=', address)
    .where('account_id', '<>', but)
    .executeTakeFirst()
  return row !== undefined
}

export async function saveState(
  unit: UnitOfWork,
  accountId: string,
  { state, reason }: { state: AccountState; reason: ChannelReason | null },
): Promise<void> {
  await unit.tx
    .updateTable('channel_accounts')
    .set({ state, reason, state_at: unit.at })
    .where('account_id', '=', accountId)
    .execute()
}

/** That it cannot be reached now changes nothing else. */
export async function saveReason(unit: UnitOfWork, accountId: string, reason: ChannelReason | null): Promise<void> {
  await unit.tx
    .updateTable('channel_accounts')
    .set({ reason })
    .where('account_id', '=', accountId)
    .where('state', '<>', 'broken')
    .execute()
}

export async function savePaused(unit: UnitOfWork, accountId: string, isPaused: boolean): Promise<void> {
  await unit.tx
    .updateTable('channel_accounts')
    .set({ is_paused: isPaused })
    .where('account_id', '=', accountId)
    .execute()
}

export async function saveProbe(unit: UnitOfWork, accountId: string, probe: unknown): Promise<void> {
  await unit.tx
    .updateTable('channel_accounts')
    .set({ probe: JSON.stringify(probe) })
    .where('account_id', '=', accountId)
    .execute()
}

/** No more is sent by it until then. */
export async function slowDown(unit: UnitOfWork, accountId: string, until: Date): Promise<void> {
  await unit.tx.updateTable('channel_accounts').set({ slow_until: until }).where('account_id', '=', accountId).execute()
}

export async function deleteAccount(unit: UnitOfWork, accountId: string): Promise<void> {
  await unit.tx.deleteFrom('channel_accounts').where('account_id', '=', accountId).execute()
}

/** Whoever counts a desk's accounts, or adds one, does it in turn. */
export async function lockAccountsOf(unit: UnitOfWork, deskId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`channels ${deskId}`}, 56))`.execute(unit.tx)
}

export async function findAccountForUpdate(unit: UnitOfWork, accountId: string): Promise<AccountRow | null> {
  const row = await unit.tx
    .selectFrom('channel_accounts')
    .selectAll()
    .where('account_id', '=', accountId)
    .forNoKeyUpdate()
    .executeTakeFirst()
  return row === undefined ? null : accountOf(row)
}

export async function findAccount(db: Reader, accountId: string): Promise<AccountRow | null> {
  const row = await db.selectFrom('channel_accounts').selectAll().where('account_id', '=', accountId).executeTakeFirst()
  return row === undefined ? null : accountOf(row)
}

/** The oldest first. */
export async function listAccounts(db: Reader, deskId: string): Promise<AccountRow[]> {
  const rows = await db
    .selectFrom('channel_accounts')
    .selectAll()
    .where('desk_id', '=', deskId)
    .orderBy('added_at')
    .orderBy('account_id')
    .execute()
  return rows.map(accountOf)
}

/** Which are to be received for, and by which revision. */
export async function listReceiving(db: Db): Promise<{ accountId: string; revision: number }[]> {
  const rows = await db
    .selectFrom('channel_accounts')
    .select(['account_id', 'revision'])
    .where('is_paused', '=', false)
    .where('state', '<>', 'broken')
    .orderBy('account_id')
    .execute()
  return rows.map(({ account_id: accountId, revision }) => ({ accountId, revision }))
}

/** A desk's mailboxes of this kind that work, the oldest first. */
export async function listWorking(db: Reader, deskId: string, channel: Channel): Promise<string[]> {
  const rows = await db
    .selectFrom('channel_accounts')
    .select('address')
    .where('desk_id', '=', deskId)
    .where('channel', '=', channel)
    .where('state', '=', 'working')
    .where('is_paused', '=', false)
    .orderBy('added_at')
    .execute()
  return rows.map(({ address }) => address)
}

/** Of all desks: what comes from them is our own. */
export async function listOwnAddresses(db: Reader, channel: Channel): Promise<string[]> {
  const rows = await db.selectFrom('channel_accounts').select('address').where('channel', '=', channel).execute()
  return rows.map(({ address }) => address)
}

/** What of channels is sealed with the master key. */
export const sealedOfChannels: readonly SealedColumn[] = [{ table: 'channel_accounts', column: 'sealed_secret' }]

/** The newest of them, sealed as they lie there. */
export async function findSealedPasswords(db: Reader): Promise<string[]> {
  const rows = await db
    .selectFrom('channel_accounts')
    .select('sealed_secret')
    .orderBy('added_at', 'desc')
    .limit(20)
    .execute()
  return rows.map(({ sealed_secret: sealed }) => sealed)
}

function accountOf(row: Selectable<Tables['channel_accounts']>): AccountRow {
  return {
    accountId: row.account_id,
    deskId: row.desk_id,
    channel: row.channel,
    revision: row.revision,
    address: row.address,
    settings: row.settings,
    sealedSecret: row.sealed_secret,
    isPaused: row.is_paused,
    state: row.state,
    reason: reasonOf(row.reason),
    stateAt: row.state_at,
    cursor: row.cursor,
    lookedAt: row.looked_at,
    heardAt: row.heard_at,
    probe: row.probe,
  }
}

export function reasonOf(stored: string | null): ChannelReason | null {
  return stored === null ? null : (channelReasons.find((one) => one === stored) ?? 'other')
}
