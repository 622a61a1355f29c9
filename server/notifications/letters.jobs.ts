import * as v from 'valibot'
import { deskReadersOf } from '#contract/notifications/table.types.ts'
import { zoneInWords } from '#contract/format.ts'
import type { Language } from '#contract/common.ts'
import { writtenInstant } from '#server/calendar/wallDate.ts'
import { findDeskTimeZone } from '#server/desks/deskTimeZone.queries.ts'
import { now } from '#server/platform/clock.ts'
import type { JobTasks } from '#server/platform/jobs/jobs.ts'
import { adminsLookedAtSince } from '#server/portals/domain/admins.ts'
import { findLetterFacts } from '#server/tickets/letters/letters.queries.ts'
import { makeSender, type Notification, type NotificationDeps } from './delivery.commands.ts'
import { appLink } from './domain/appLink.ts'
import { toldOf } from './domain/recipients.ts'
import { letterTexts } from './letters.texts.ts'
import { readLetterEnds, type LetterEnds } from './letters.sql.ts'
import { escapeBb, notificationTexts } from './notifications.texts.ts'
import type { RecipientsPort } from './recipients.port.ts'
import { deskReaders, type DeskReader } from './recipients.queries.ts'

const ofLetter = v.object({
  type: v.picklist(['letter.written', 'letter.answered', 'letter.late']),
  letterId: v.string(),
  isFirst: v.optional(v.boolean(), false),
  /** Of a late one: who is to be told. */
  late: v.optional(v.picklist(['lead', 'owner']), 'lead'),
  notice: v.string(),
})

declare module '#server/platform/jobs/jobs.ts' {
  interface Jobs {
    noticeLetter: v.InferInput<typeof ofLetter>
  }
}

type Facts = NonNullable<Awaited<ReturnType<typeof findLetterFacts>>>
type Said = v.InferOutput<typeof ofLetter>

/** T11: a new letter to those who lead, a late one to them and to the owner, an answer to the client. What was written stays in the app. */
export function letterNotificationJobs(deps: NotificationDeps & RecipientsPort): JobTasks<'noticeLetter'> {
  const send = makeSender(deps)

  async function forDesk(said: Said, facts: Facts, ends: LetterEnds): Promise<Notification[]> {
    const { type, letterId, notice } = said
    // Whoever has answered meanwhile needs no reminder.
    if (type === 'letter.answered' || facts.status !== 'waiting') return []
    const { deskId, addresseeId } = facts
    const kinds = deskReadersOf(type).filter((kind) => kind === 'lead' || kind === 'owner')
    const asked = type === 'letter.late' ? kinds.filter((kind) => kind === said.late) : kinds
    const people = await deskReaders(deps, { deskId, assigneeId: null }, asked)
    const isOther = addresseeId !== null && people.every(({ userId }) => userId !== addresseeId)
    const all: DeskReader[] =
      type === 'letter.written' && isOther ? [...people, { userId: addresseeId, as: 'agent' }] : people
    const { deskAppId: appId, deskMemberId: memberId } = ends
    const timeZone = await findDeskTimeZone(deps.db, deskId, now())
    const text = (language: Language) => {
      const link = appLink(notificationTexts[language].open, { appId, at: { letter: letterId } })
      return `${deskText(said, facts, { client: ends.client, language }, timeZone)} ${link}`
    }
    const told = { about: notice, event: type, memberId, deskId, text, tag: tagOf(letterId) }
    return all.map((reader) => ({ ...told, ...reader }))
  }

  return {
    noticeLetter: {
      payload: ofLetter,
      async run(kept) {
        const said = v.parse(ofLetter, kept)
        const facts = await findLetterFacts(deps.db, said.letterId)
        const ends = facts === null ? null : await readLetterEnds(deps.db, facts, adminsLookedAtSince(now()))
        if (facts === null || ends === null) return
        await send([...forClient(said, facts, ends), ...(await forDesk(said, facts, ends))])
      },
    },
  }
}

function forClient({ type, letterId, notice }: Said, { memberId, deskId }: Facts, ends: LetterEnds): Notification[] {
  if (type !== 'letter.answered' || !ends.clientWants) return []
  const { clientAppId: appId } = ends
  const text = (language: Language) => {
    const link = appLink(notificationTexts[language].open, { appId, at: { letter: letterId } })
    return `${letterTexts[language].answered(escapeBb(ends.deskName))} ${link}`
  }
  const told = { about: notice, event: type, memberId, deskId, text, tag: tagOf(letterId) }
  return toldOf(type, ends.clientReaders).map((reader) => ({ ...told, ...reader }))
}

type Read = { client: string; language: Language }

function deskText({ type, isFirst }: Said, { kind, dueAt }: Facts, read: Read, timeZone: string): string {
  const texts = letterTexts[read.language]
  const client = escapeBb(read.client)
  if (type === 'letter.late') return texts.late(client)
  if (!isFirst) return texts.again(client)
  if (kind === 'feedback') return texts.feedback(client)
  return dueAt === null ? texts.urgent(client) : texts.urgentBy(client, momentOf(dueAt, read.language, timeZone))
}

/** By the desk's clock, to the minute. */
function momentOf(at: Date, language: Language, timeZone: string): string {
  const wall = writtenInstant(at.toISOString(), { language, timeZone }).slice(0, -3)
  return `${wall} (${zoneInWords(timeZone, language, at)})`
}

function tagOf(letterId: string): string {
  return `OPORA|LETTER|${letterId}`
}
