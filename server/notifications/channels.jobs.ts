import * as v from 'valibot'
import { channelReasons } from '#contract/channels/types.ts'
import type { Language } from '#contract/common.ts'
import type { JobTasks } from '#server/platform/jobs/jobs.ts'
import type { AlarmNotificationDeps } from './alarms.jobs.ts'
import { readDeskFacts } from './alarms.sql.ts'
import { channelBrokeText } from './channels.texts.ts'
import { makeSender } from './delivery.commands.ts'
import { appLink } from './domain/appLink.ts'
import { deskReaders } from './recipients.queries.ts'

const brokenChannel = v.object({
  deskId: v.string(),
  address: v.string(),
  reason: v.picklist(channelReasons),
  notice: v.string(),
})

declare module '#server/platform/jobs/jobs.ts' {
  interface Jobs {
    noticeChannel: v.InferOutput<typeof brokenChannel>
  }
}

/** I1: the owner, who alone can set it right. */
export function channelNotificationJobs(deps: AlarmNotificationDeps): JobTasks<'noticeChannel'> {
  const send = makeSender(deps)
  return {
    noticeChannel: {
      payload: brokenChannel,
      async run({ deskId, notice, ...broken }) {
        const desk = await readDeskFacts(deps.db, deskId)
        if (desk === null) return
        const { memberId, appId } = desk
        const people = await deskReaders(deps, { deskId, assigneeId: null }, ['owner'])
        const text = (language: Language) => {
          const { said, open } = channelBrokeText(language, broken)
          return `${said} ${appLink(open, { appId, at: { section: 'channels' } })}`
        }
        const tag = `OPORA|CHANNEL|${broken.address}`
        await send(
          people.map((reader) => {
            return { about: notice, event: 'channel.broke' as const, memberId, deskId, ...reader, text, tag }
          }),
        )
      },
    },
  }
}
