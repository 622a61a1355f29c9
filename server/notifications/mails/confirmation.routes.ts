import type { Context, Hono } from 'hono'
import { now } from '#server/platform/clock.ts'
import type { Db } from '#server/platform/db/db.ts'
import type { Transaction } from '#server/platform/db/unitOfWork.ts'
import { makeBuckets } from '#server/platform/http/rateLimit.ts'
import type { Secrets } from '#server/platform/secrets.ts'
import { confirmAddress, readLinkToken } from './addresses.commands.ts'
import { confirmationPage } from './confirmation.present.ts'
import { findLanguageOf } from './readers.sql.ts'

export type MailPagesDeps = {
  db: Db
  transaction: Transaction
  secrets: Secrets
  addressOf: (context: Context) => string | null
}

/**
 * The page of the link that confirms an address, outside of any portal. Opening it changes nothing, for programs open links in letters,
 * too: the button does.
 */
export function addMailPages(app: Hono, { db, transaction, secrets, addressOf }: MailPagesDeps): void {
  const guesses = makeBuckets({ burst: 20, perSecond: 1 / 10 })
  const linkOf = (context: Context): string | null => {
    const isHeard = guesses.tryTake(addressOf(context) ?? '', now())
    return isHeard ? readLinkToken(context.req.query('token') ?? '', secrets.pepper) : null
  }
  app.get('/mail/confirm', async (context) => {
    const confirmationId = linkOf(context)
    const language = await findLanguageOf(db, confirmationId, now())
    return confirmationPage(language === null ? 'over' : 'ask', language ?? 'ru')
  })
  app.post('/mail/confirm', async (context) => {
    const confirmationId = linkOf(context)
    const language = await findLanguageOf(db, confirmationId, now())
    if (confirmationId === null || language === null) return confirmationPage('over', 'ru')
    const person = await transaction((unit) => confirmAddress(unit, confirmationId))
    return confirmationPage(person === null ? 'over' : 'done', language)
  })
}
