import { botChannels, mostMailboxes, type AddBotInput, type ChangeBotInput } from '#contract/channels/types.ts'
import type { StaffActor } from '#server/platform/actor.ts'
import type { Db } from '#server/platform/db/db.ts'
import type { Transaction } from '#server/platform/db/unitOfWork.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { Secrets } from '#server/platform/secrets.ts'
import * as accounts from '../accounts.commands.ts'
import type { Failure } from '../channel.port.ts'
import type { BotKinds, KnownBot } from './bots.port.ts'

export type BotDeps = accounts.AccountDeps & {
  db: Db
  secrets: Pick<Secrets, 'seal' | 'open'>
  bots: BotKinds
  publicUrl: () => string
}

/** E6: connected by its token, with which the messenger is asked there and then who it is; once by its id. */
export async function addBot(
  deps: BotDeps,
  { actor, transaction }: { actor: StaffActor; transaction: Transaction },
  { accountId, channel, ...given }: AddBotInput,
): Promise<void> {
  const { deskId } = actor.desk
  const { address, settings, secret } = knownOr(await deps.bots[channel](given, null))
  await transaction(async (unit) => {
    await accounts.lockAccountsOf(unit, deskId)
    const known = await accounts.findAccountForUpdate(unit, accountId)
    if (known !== null && known.deskId !== deskId) throw new Refusal('not_found')
    if (known !== null) return
    if ((await accounts.listAccounts(unit.tx, deskId)).length >= mostMailboxes) {
      throw new Refusal('too_many_accounts', { most: mostMailboxes })
    }
    const sealedSecret = deps.secrets.seal(secret)
    const isNew = await accounts.insertAccount(unit, {
      accountId,
      deskId,
      channel,
      address,
      sealedSecret,
      settings: JSON.stringify(settings),
      addedBy: actor.name,
    })
    if (!isNew) throw new Refusal('account_address_taken')
    await accounts.beginProbe(unit, { accountId, deskId, address })
    await accounts.tellAct(unit, actor, 'channel.added', { accountId, address })
  })
}

/** A new token of the very same bot: whoever wrote to it goes on where they were. */
export async function changeBot(
  deps: BotDeps,
  { actor, transaction }: { actor: StaffActor; transaction: Transaction },
  { accountId, revision, ...given }: ChangeBotInput,
): Promise<void> {
  const { channel, settings: stored, sealedSecret: sealed } = await accounts.ownAccount(deps.db, actor, accountId)
  const bot = botChannels.find((one) => one === channel)
  if (bot === undefined) throw new Refusal('not_found')
  const before = { settings: stored, secret: deps.secrets.open(sealed) }
  const { address, settings, secret } = knownOr(await deps.bots[bot](given, before))
  await transaction(async (unit) => {
    const known = await accounts.ownForUpdate(unit, actor, accountId)
    if (known.revision !== revision) throw new Refusal('account_stale')
    if (known.address !== address) throw new Refusal('bot_is_another')
    const sealedSecret = deps.secrets.seal(secret)
    await accounts.saveSettings(unit, {
      accountId,
      revision: revision + 1,
      address,
      sealedSecret,
      settings: JSON.stringify(settings),
      isElsewhere: false,
    })
    await accounts.retest(unit, deps, known)
    await accounts.tellAct(unit, actor, 'channel.changed', { accountId, address })
  })
}

function knownOr(asked: KnownBot | Failure): KnownBot {
  if (!('is' in asked)) return asked
  if (asked.is === 'rejected') throw new Refusal('bot_details_refused')
  throw new Refusal(asked.is === 'accountBroken' ? 'bot_token_refused' : 'bot_not_reached')
}
