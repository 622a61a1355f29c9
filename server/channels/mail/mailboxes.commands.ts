import { mostMailboxes, type AddMailboxInput, type ChangeMailboxInput } from '#contract/channels/types.ts'
import type { StaffActor } from '#server/platform/actor.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { Secrets } from '#server/platform/secrets.ts'
import * as accounts from '../accounts.commands.ts'
import { readSecret, storedMail, type MailSettings } from './mailSettings.adapter.ts'

export type MailboxDeps = accounts.AccountDeps & {
  secrets: Pick<Secrets, 'seal' | 'open'>
  /** True: mail servers may lie inside, and need no encryption. */
  mayBeInside: boolean
}

/** I1: connected once by its id; it is tested at once, and is official only when its test message has come back. */
export async function addMailbox(
  unit: UnitOfWork,
  deps: MailboxDeps,
  actor: StaffActor,
  { accountId, address, imap, smtp, imapPassword, smtpPassword }: AddMailboxInput,
): Promise<void> {
  const { deskId } = actor.desk
  refuseUnencrypted(deps, { imap, smtp })
  await accounts.lockAccountsOf(unit, deskId)
  const known = await accounts.findAccountForUpdate(unit, accountId)
  if (known !== null && known.deskId !== deskId) throw new Refusal('not_found')
  if (known !== null) return
  if ((await accounts.listAccounts(unit.tx, deskId)).length >= mostMailboxes) {
    throw new Refusal('too_many_accounts', { most: mostMailboxes })
  }
  const isNew = await accounts.insertAccount(unit, {
    accountId,
    deskId,
    channel: 'email',
    address,
    settings: storedMail.write({ imap, smtp, trustedAuthserv: null }),
    sealedSecret: deps.secrets.seal(JSON.stringify({ imap: imapPassword, smtp: smtpPassword })),
    addedBy: actor.name,
  })
  if (!isNew) throw new Refusal('account_address_taken')
  await accounts.beginProbe(unit, { accountId, deskId, address })
  await accounts.tellAct(unit, actor, 'channel.added', { accountId, address })
}

/** A password is told to the server that it was given for, and to no other. */
export async function changeMailbox(
  unit: UnitOfWork,
  deps: MailboxDeps,
  actor: StaffActor,
  { accountId, revision, address, imap, smtp, imapPassword, smtpPassword }: ChangeMailboxInput,
): Promise<void> {
  refuseUnencrypted(deps, { imap, smtp })
  const known = await accounts.ownForUpdate(unit, actor, accountId)
  if (known.revision !== revision) throw new Refusal('account_stale')
  if (await accounts.isAddressTaken(unit.tx, 'email', address, accountId)) throw new Refusal('account_address_taken')
  const before = storedMail.read(known.settings)
  const isOtherImap = isOther(before.imap, imap)
  if ((isOtherImap && imapPassword === undefined) || (isOther(before.smtp, smtp) && smtpPassword === undefined)) {
    throw new Refusal('account_password_needed')
  }
  const passwords = readSecret(deps.secrets.open(known.sealedSecret))
  const sealed = { imap: imapPassword ?? passwords.imap, smtp: smtpPassword ?? passwords.smtp }
  const trustedAuthserv = isOtherImap ? null : before.trustedAuthserv
  await accounts.saveSettings(unit, {
    accountId,
    revision: revision + 1,
    address,
    settings: storedMail.write({ imap, smtp, trustedAuthserv }),
    sealedSecret: deps.secrets.seal(JSON.stringify(sealed)),
    isElsewhere: isOtherImap,
  })
  await accounts.retest(unit, deps, { ...known, address })
  await accounts.tellAct(unit, actor, 'channel.changed', { accountId, address })
}

function refuseUnencrypted({ mayBeInside }: MailboxDeps, { imap, smtp }: Pick<MailSettings, 'imap' | 'smtp'>): void {
  const isOpen = imap.security === 'none' || smtp.security === 'none'
  if (isOpen && !mayBeInside) throw new Refusal('account_not_encrypted')
}

function isOther(before: MailSettings['imap'], now: MailSettings['imap']): boolean {
  return (
    before.host !== now.host ||
    before.port !== now.port ||
    before.user !== now.user ||
    (before.security !== now.security && now.security === 'none')
  )
}
