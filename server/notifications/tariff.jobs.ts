import * as v from 'valibot'
import type { Language } from '#contract/common.ts'
import type { HelpAddressPort } from '#server/connections/helpers.port.ts'
import { findDeskOfFree } from '#server/connections/entitlement/entitlement.queries.ts'
import { now } from '#server/platform/clock.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { AddJob, JobTasks } from '#server/platform/jobs/jobs.ts'
import type { ReadEntry } from '#server/platform/journal/reaction.ts'
import { adminsLookedAtSince } from '#server/portals/domain/admins.ts'
import { readAnnouncedTo } from './announcements.sql.ts'
import { makeSender, type NotificationDeps } from './delivery.commands.ts'
import { toldOf } from './domain/recipients.ts'
import { tariffNoticeTexts } from './tariff.texts.ts'

const dropped = v.object({ memberId: v.string(), notice: v.string() })

declare module '#server/platform/jobs/jobs.ts' {
  interface Jobs {
    noticeTariff: v.InferOutput<typeof dropped>
  }
}

export type TariffNoticeDeps = NotificationDeps & HelpAddressPort

/** E7: who has no application any more is told where help is found without one; nobody is told where there is none, or of a tariff that is back. */
export function tariffNotificationJobs(deps: TariffNoticeDeps): JobTasks<'noticeTariff'> {
  const { db } = deps
  const send = makeSender(deps)
  const event = 'tariff.dropped'
  return {
    noticeTariff: {
      payload: dropped,
      async run({ memberId, notice }) {
        const at = now()
        const deskId = await findDeskOfFree(db, memberId, at)
        const address = deskId === null ? null : await deps.helpAddressOf(db, deskId)
        if (deskId === null || address === null) return
        const facts = await readAnnouncedTo(db, { deskId, memberId }, adminsLookedAtSince(at))
        if (facts === null || !facts.wants) return
        const text = (language: Language) => tariffNoticeTexts[language](address)
        const about = { about: notice, event, memberId, deskId, text, tag: `OPORA|TARIFF|${memberId}` } as const
        await send(toldOf(event, facts.clientReaders).map(({ userId, as }) => ({ ...about, userId, as })))
      },
    },
  }
}

export async function notifyOfTariff(
  unit: UnitOfWork,
  addJob: AddJob,
  { memberId, payload, cursor }: ReadEntry<'portal.levelChanged'>,
): Promise<void> {
  const notice = `tariff ${memberId} ${cursor.entryId}`
  if (memberId !== null && payload.to === 'free')
    await addJob(unit, 'noticeTariff', { memberId, notice }, { key: notice })
}
