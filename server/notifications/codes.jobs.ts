import * as v from 'valibot'
import type { Language } from '#contract/common.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { findDeskTimeZone } from '#server/desks/deskTimeZone.queries.ts'
import { now } from '#server/platform/clock.ts'
import type { AddJob, JobTasks } from '#server/platform/jobs/jobs.ts'
import type { Secrets } from '#server/platform/secrets.ts'
import { adminsLookedAtSince } from '#server/portals/domain/admins.ts'
import type { AdminLooks } from '#server/portals/adminLooks.port.ts'
import type { CodeDeliveryPort } from './codeDelivery.port.ts'
import { makeSender, type Notification, type NotificationDeps } from './delivery.commands.ts'
import { appLink } from './domain/appLink.ts'
import { readCodeFacts, type CodeFacts } from './codes.sql.ts'
import { escapeBb, notificationTexts } from './notifications.texts.ts'

export type CodeNotificationDeps = NotificationDeps & {
  secrets: Secrets
  adminLooks: AdminLooks
  codeDelivered: CodeDeliveryPort['codeDelivered']
}

const sentCode = v.object({ codeId: v.string(), sealedCode: v.string() })

declare module '#server/platform/jobs/jobs.ts' {
  interface Jobs {
    noticeCode: v.InferOutput<typeof sentCode>
  }
}

/**
 * C2: a support code to the admins of the portal that it is for. The job has the code sealed, and only as long as it is on
 * its way. A code that was revoked, used or expired meanwhile is not sent any more.
 */
export function codeNotificationJobs(deps: CodeNotificationDeps): JobTasks<'noticeCode'> {
  const send = makeSender(deps)
  return {
    noticeCode: {
      payload: sentCode,
      async run({ codeId, sealedCode }) {
        const facts = await readPresent(deps, codeId)
        const timeZone = facts === null ? '' : await findDeskTimeZone(deps.db, facts.deskId, now())
        const notifications =
          facts === null ? [] : notificationsOf(codeId, facts, { code: deps.secrets.open(sealedCode), timeZone })
        const people = await send(notifications)
        if (facts !== null && people === 0) await send(notificationsWithoutAdmin(codeId, facts))
        await deps.transaction((unit) => deps.codeDelivered(unit, codeId, people))
      },
    },
  }
}

/** A code is for admins of now: each of them is asked whether they still are one (P8). */
async function readPresent(deps: CodeNotificationDeps, codeId: string): Promise<CodeFacts | null> {
  const { transaction, adminLooks } = deps
  const read = () => transaction((unit) => readCodeFacts(unit, codeId, adminsLookedAtSince(unit.at)))
  const before = await read()
  if (before === null) return null
  await adminLooks.lookAtAll(before.memberId, now())
  return read()
}

/** Durable, in the transaction in which the code is sent. */
export function notifyCodeLater(addJob: AddJob) {
  return (unit: UnitOfWork, codeId: string, sealedCode: string): Promise<void> =>
    addJob(unit, 'noticeCode', { codeId, sealedCode }, { key: `code ${codeId}` })
}

function notificationsOf(
  codeId: string,
  facts: CodeFacts,
  { code, timeZone }: { code: string; timeZone: string },
): Notification[] {
  const text = (language: Language) => {
    const { codeSent, open } = notificationTexts[language]
    const date = facts.expiresAt.toLocaleDateString(language, { dateStyle: 'long', timeZone })
    return `${codeSent(escapeBb(facts.deskName), code, date)} ${appLink(open, facts)}`
  }
  const { memberId, deskId } = facts
  const told = { about: `code ${codeId}`, event: 'code.sent', as: 'admin', memberId, deskId, text } as const
  return facts.admins.map((userId) => ({ ...told, userId, tag: `OPORA|CODE|${codeId}` }))
}

/** P8: of no admin it is known whether they still are one. Whom the portal names for support reads that somebody is wanted, not the code. */
function notificationsWithoutAdmin(codeId: string, facts: CodeFacts): Notification[] {
  const text = (language: Language) => {
    const { codeWaits, open } = notificationTexts[language]
    return `${codeWaits(escapeBb(facts.deskName))} ${appLink(open, facts)}`
  }
  const { memberId, deskId } = facts
  const told = { about: `codeless ${codeId}`, event: 'code.waits', as: 'contact', memberId, deskId, text } as const
  return facts.contacts.map((userId) => ({ ...told, userId, tag: `OPORA|CODE|${codeId}` }))
}
