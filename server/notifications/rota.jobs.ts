import * as v from 'valibot'
import type { Language } from '#contract/common.ts'
import { findDeskTimeZone } from '#server/desks/deskTimeZone.queries.ts'
import { now } from '#server/platform/clock.ts'
import type { JobTasks } from '#server/platform/jobs/jobs.ts'
import type { AlarmNotificationDeps } from './alarms.jobs.ts'
import { readDeskFacts } from './alarms.sql.ts'
import { makeSender, type Notification } from './delivery.commands.ts'
import { appLink } from './domain/appLink.ts'
import { momentInWords } from './domain/moments.ts'
import { deskReaders } from './recipients.queries.ts'
import { rotaTexts } from './rota.texts.ts'

const gap = v.object({
  who: v.picklist(['people', 'onDuty']),
  step: v.picklist(['week', 'day', 'now']),
  from: v.string(),
  until: v.nullable(v.string()),
})
const emptyRota = v.object({ deskId: v.string(), gaps: v.array(gap), notice: v.string() })
type Gap = v.InferOutput<typeof gap>

declare module '#server/platform/jobs/jobs.ts' {
  interface Jobs {
    noticeRotaGaps: v.InferOutput<typeof emptyRota>
  }
}

/** So many stand in one notification; the page of the staff shows them all. */
const mostGaps = 5

/** E10: those who can put somebody there; what is empty now is told apart from what will be. */
export function rotaNotificationJobs(deps: AlarmNotificationDeps): JobTasks<'noticeRotaGaps'> {
  const send = makeSender(deps)
  return {
    noticeRotaGaps: {
      payload: emptyRota,
      async run({ deskId, gaps, notice }) {
        const desk = await readDeskFacts(deps.db, deskId)
        if (desk === null) return
        const { memberId, appId } = desk
        const timeZone = await findDeskTimeZone(deps.db, deskId, now())
        const told = async (event: 'rota.emptySoon' | 'rota.empty', of: readonly Gap[]): Promise<Notification[]> => {
          if (of.length === 0) return []
          const people = await deskReaders(deps, { deskId, assigneeId: null }, ['owner', 'lead'])
          const text = (language: Language) =>
            `${saidOf(of, language, timeZone)} ${appLink(rotaTexts[language].open, { appId, at: { section: 'staff' } })}`
          const tag = `OPORA|ROTA|${of[0]?.from ?? ''}`
          return people.map((reader) => {
            return { about: `${notice} ${event}`, event, memberId, deskId, ...reader, text, tag }
          })
        }
        await send([
          ...(await told(
            'rota.empty',
            gaps.filter(({ step }) => step === 'now'),
          )),
          ...(await told(
            'rota.emptySoon',
            gaps.filter(({ step }) => step !== 'now'),
          )),
        ])
      },
    },
  }
}

function saidOf(gaps: readonly Gap[], language: Language, timeZone: string): string {
  const inWords = (instant: string) => momentInWords(new Date(instant), language, { timeZone, isNamed: true })
  const { ahead, now: present } = rotaTexts[language]
  const said = gaps.slice(0, mostGaps).map(({ who, step, from, until }) => {
    const gapInWords = { who, from: inWords(from), until: until === null ? null : inWords(until) }
    return step === 'now' ? present(gapInWords) : ahead(gapInWords)
  })
  return [...new Set(said)].join(' ')
}
