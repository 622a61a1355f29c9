import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import type { LedgerHead } from '#contract/billing/ledger.types.ts'
import type { Secrets } from '#server/platform/secrets.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { Accounts } from '../accounts/accounts.commands.ts'
import { emptyHead } from '../domain/chain.ts'
import { publicKeyText, signHead } from './domain/ledgerExport.ts'
import type { AccountKey } from '../domain/accountForUpdate.ts'
import { findKey, insertKey } from './signing.sql.ts'

/** Where the ledger stands now, signed by the desk (Q9). */
export type SignHead = (unit: UnitOfWork, account: AccountKey) => Promise<LedgerHead>
export type SigningDeps = { secrets: Pick<Secrets, 'seal' | 'open'>; accounts: Accounts }

/** What has happened until now is stored before: a signature stands under what nothing can change any more. */
export function makeSignHead({ secrets, accounts }: SigningDeps): SignHead {
  return async (unit, account) => {
    const { deskId, memberId: portalId } = account
    const accountForUpdate = await accounts.loadForUpdate(unit, account)
    const { count, hash } = accountForUpdate?.head ?? emptyHead(deskId, portalId)
    const key = await keyOf(unit, secrets, deskId)
    return signHead({ deskId, portalId, exportedAt: unit.at, count, headHash: hash }, key)
  }
}

/** Made with the desk's first export; of two at once the first one counts. */
async function keyOf(unit: UnitOfWork, secrets: SigningDeps['secrets'], deskId: string): Promise<KeyObject> {
  const known = await findKey(unit, deskId)
  if (known !== null) return readPrivateKey(secrets.open(known.sealed))
  const { privateKey } = generateKeyPairSync('ed25519')
  const text = privateKey.export({ format: 'pem', type: 'pkcs8' }).toString()
  await insertKey(unit, deskId, { publicKey: publicKeyText(privateKey), sealed: secrets.seal(text) })
  const made = await findKey(unit, deskId)
  if (made === null) throw new Error('the key of a desk was not kept')
  return readPrivateKey(secrets.open(made.sealed))
}

function readPrivateKey(pem: string): KeyObject {
  return createPrivateKey({ key: pem, format: 'pem' })
}
