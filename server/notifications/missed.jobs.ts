import * as v from 'valibot'
import type { Language } from '#contract/common.ts'
import { recipientKinds } from '#server/desks/recipients.queries.ts'
import type { JobTasks } from '#server/platform/jobs/jobs.ts'
import type { AlarmNotificationDeps } from './alarms.jobs.ts'
import { readDeskFacts } from './alarms.sql.ts'
import { missedTexts } from './alarms.texts.ts'
import { makeSender } from './delivery.commands.ts'
import { appLink } from './domain/appLink.ts'
import type { MissedPromises, MissedPromisesPort } from './missedPromises.port.ts'
import { notificationTexts } from './notifications.texts.ts'
import { deskReaders, type DeskReader } from './recipients.queries.ts'

const ofDesk = v.object({ deskId: v.string() })

declare module '#server/platform/jobs/jobs.ts' {
  interface Jobs {
    noticeMissed: v.InferOutput<typeof ofDesk>
  }
}

/** P9: promises that were missed while nobody could be notified, as one summary a desk; sent once also when it is cut off. */
export function missedNotificationJobs(deps: AlarmNotificationDeps & MissedPromisesPort): JobTasks<'noticeMissed'> {
  const send = makeSender(deps)
  const tell = async (deskId: string, summaryId: string): Promise<void> => {
    const { tickets, numbers, named } = await deps.readMissed(deps.db, { deskId, summaryId })
    const desk = await readDeskFacts(deps.db, deskId)
    if (desk === null || tickets === 0) return
    const { memberId, appId } = desk
    const list = numbers.join(', ') + (tickets > numbers.length ? ', …' : '')
    const about = `missed ${summaryId}`
    const text = (language: Language) =>
      `${missedTexts[language](tickets, list)} ${appLink(notificationTexts[language].open, { appId })}`
    const people = await peopleOf(deps, deskId, named)
    await send(
      people.map((reader) => {
        return { about, event: 'sla.missed', memberId, deskId, ...reader, text, tag: `OPORA|MISSED|${summaryId}` }
      }),
    )
  }
  return {
    noticeMissed: {
      payload: ofDesk,
      async run({ deskId }) {
        // One that was cut off is finished first; what was gathered since has no other job than this one.
        for (;;) {
          const summaryId = await deps.transaction((unit) => deps.claimMissed(unit, deskId))
          if (summaryId === null) return
          await tell(deskId, summaryId)
          await deps.transaction((unit) => deps.missedAreTold(unit, deskId, summaryId))
        }
      },
    },
  }
}

/** Each once; where no step names anybody, those who answer for the desk. */
async function peopleOf(
  deps: AlarmNotificationDeps,
  deskId: string,
  named: MissedPromises['named'],
): Promise<DeskReader[]> {
  const kinds = new Set(named.flatMap(({ who }) => who))
  if (kinds.size === 0) return deskReaders(deps, { deskId, assigneeId: null }, ['lead', 'owner'])
  // Only of the assignee it matters whose the tickets are.
  const others = recipientKinds.filter((one) => one !== 'assigneeOrShift' && kinds.has(one))
  const people = new Map(
    (await deskReaders(deps, { deskId, assigneeId: null }, others)).map((reader) => [reader.userId, reader]),
  )
  for (const { assigneeId, who } of named) {
    if (!who.includes('assigneeOrShift')) continue
    for (const reader of await deskReaders(deps, { deskId, assigneeId }, ['assigneeOrShift'])) {
      if (!people.has(reader.userId)) people.set(reader.userId, reader)
    }
  }
  return [...people.values()]
}
