import { sql } from 'kysely'
import * as v from 'valibot'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { languages, type Language } from '#contract/common.ts'
import { choiceScopes, notifiedSides } from '#contract/notifications/choices.types.ts'
import {
  cellOf,
  clientReaderKinds,
  deskReaderKinds,
  notificationChannels,
  notifiedEvents,
  type NotificationChannel,
  type NotifiedEvent,
  type ReaderKind,
} from '#contract/notifications/table.types.ts'
import { makeSender, type Send } from '#server/notifications/delivery.commands.ts'
import { paceByHand } from '#test/support/paceByHand.ts'
import { startScene, type Scene } from '../tickets/scene.ts'
import { depsOf } from './jobs.ts'

/** Somebody of each kind for each language: they have chosen nothing but that. */
type Reader = { userId: number; as: ReaderKind; language: Language }
const kinds: readonly ReaderKind[] = [...clientReaderKinds, ...deskReaderKinds]
const readers: Reader[] = kinds
  .flatMap((as) => languages.map((language) => ({ as, language })))
  .map((one, index) => ({ ...one, userId: 1000 + index }))

let scene: Scene
let send: Send
let to: { memberId: string; deskId: string }
beforeAll(async () => {
  scene = await startScene(paceByHand())
  send = makeSender({ ...(await depsOf(scene)), sendsMail: true })
  to = {
    memberId: scene.world.sandbox.portals['client']?.memberId ?? '',
    deskId: (await scene.world.call('readDesk', {}, scene.owner)).deskId,
  }
  await scene.world.store.db
    .insertInto('notification_people')
    .values(readers.map(({ userId, language }) => ({ member_id: to.memberId, user_id: userId, language })))
    .execute()
}, 60_000)
afterAll(() => scene.world.stop())

/** Every event to everybody, whoever they are. */
async function sendAll(round: string): Promise<void> {
  const notifications = notifiedEvents.flatMap((event) =>
    readers.map(({ userId, as }) => ({
      ...to,
      about: `${round} ${event}`,
      event,
      userId,
      as,
      tag: `${round} ${event}`,
      text: (language: Language) => `${round} ${event} ${language}`,
    })),
  )
  await send(notifications)
}

const said = v.object({ USER_ID: v.union([v.string(), v.number()]), MESSAGE: v.string(), TAG: v.string() })

/** Who was told what, in which way, in which words. */
async function told(round: string): Promise<string[]> {
  const { rows } = await sql<{ channel: string; user_id: number; text: string }>`
    select 'mail' as channel, user_id, content->>'text' as text from mail_lines where notice like ${`mail ${round} %`}
    union all
    select 'browser', user_id, text from shown_notices where notice like ${`page ${round} %`}`.execute(
    scene.world.store.db,
  )
  const inPortal = scene.world.sandbox
    .requests('client', 'im.notify.system.add')
    .map(({ params }) => v.parse(said, params))
    .filter(({ TAG }) => TAG.startsWith(`${round} `))
    .map(({ USER_ID, MESSAGE }) => `bitrix24 ${USER_ID} ${MESSAGE}`)
  return sorted([...inPortal, ...rows.map(({ channel, user_id, text }) => `${channel} ${user_id} ${text}`)])
}

const sorted = (lines: readonly string[]) => lines.toSorted((one, other) => (one < other ? -1 : 1))

function due(round: string, isTold: (event: NotifiedEvent, as: ReaderKind, channel: NotificationChannel) => boolean) {
  return sorted(
    notifiedEvents.flatMap((event) =>
      readers.flatMap(({ userId, as, language }) =>
        notificationChannels
          .filter((channel) => isTold(event, as, channel))
          .map((channel) => `${channel} ${userId} ${round} ${event} ${language}`),
      ),
    ),
  )
}

it('D4 every event × person × channel × language: what the table says goes there, once, and nothing else', async () => {
  await sendAll('usual')
  await sendAll('usual')

  expect(await told('usual')).toEqual(
    due('usual', (event, as, channel) => ['on', 'always'].includes(cellOf(event, as, channel) ?? '')),
  )
}, 120_000)

it('D4 chosen the other way round, all of it goes the other way, but for what cannot be chosen', async () => {
  const choices = readers.flatMap(({ userId, as }) =>
    notifiedEvents.flatMap((event) =>
      notificationChannels.flatMap((channel) =>
        notifiedSides.flatMap((side) =>
          choiceScopes.map((scope) => ({
            member_id: to.memberId,
            user_id: userId,
            side,
            event,
            scope,
            channel,
            is_on: cellOf(event, as, channel) === 'off',
          })),
        ),
      ),
    ),
  )
  await sql`
    insert into notification_choices select c.* from jsonb_to_recordset(${JSON.stringify(choices)}::jsonb)
      as c (member_id text, user_id int, side text, event text, scope text, channel text, is_on boolean)`.execute(
    scene.world.store.db,
  )
  await sendAll('otherwise')

  expect(await told('otherwise')).toEqual(
    due('otherwise', (event, as, channel) => ['off', 'always'].includes(cellOf(event, as, channel) ?? '')),
  )
}, 120_000)
