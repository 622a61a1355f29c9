import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as v from 'valibot'
import { eventually } from '#test/support/eventually.ts'
import { startFakeSmtp, type FakeSmtp } from '#test/support/fakeSmtp.ts'
import { paceByHand } from '#test/support/paceByHand.ts'
import { openSocket, type Socket } from '#test/support/socket.ts'
import { newId } from '#test/support/world.ts'
import { goodInputs, routeNames } from '../goodInputs.ts'
import { startSituation, type Situation } from '../situation.ts'
import { openClientSide, type ClientSide } from './clientSide.ts'
import { takenOutside, wantEverything } from './outside.ts'
import { makeDeskStory, type DeskStory } from './deskStory.ts'
import { findSecrets } from './findSecrets.ts'

let situation: Situation
let smtp: FakeSmtp
let people: ClientSide[]
let colleague: Socket
beforeAll(async () => {
  smtp = await startFakeSmtp()
  const further = { OPORA_SMTP_URL: smtp.url, OPORA_MAIL_FROM: 'support@opora.example' }
  situation = await startSituation({ byHand: paceByHand(), further })
  const { world, tokens } = situation
  await wantEverything(run)
  people = await Promise.all(
    (['admin', 'integrator'] as const).map((role) => openClientSide(world, role, tokens[role])),
  )
  colleague = await openSocket(world.url, tokens.lead)
  colleague.say({ type: 'list', wanted: true })
}, 120_000)
afterAll(async () => {
  await Promise.all(people.map((person) => person.close()))
  await colleague.close()
  await situation.world.stop(/./)
  await smtp.close()
})

const run = (statement: string) => sql.raw(statement).execute(situation.world.store.db)

/** What is due by now, as if the minutes were over for which it waits. */
async function turn(): Promise<void> {
  for (let time = 0; time < 3; time += 1) {
    await situation.world.turn()
    await run(`update notices_due set due_at = due_at - interval '1 minute'`)
    await run(`update mail_lines set due_at = due_at - interval '1 day' where taken_at is null`)
  }
}

const linked = v.object({ links: v.array(v.object({ url: v.string() })) })
const evented = v.object({
  events: v.array(
    v.looseObject({
      message: v.optional(v.looseObject({ files: v.optional(v.array(v.object({ fileId: v.string() }))) })),
    }),
  ),
})

/** Everything that a page of the client reads of a ticket, its files too. */
async function readTicket(person: ClientSide, ticketId: string): Promise<void> {
  const asked = await person.ask('readEvents', { ticketId })
  await person.ask('readTicket', { ticketId })
  await person.ask('readSla', { ticketId })
  if (asked === null) return
  for (const { message } of v.parse(evented, asked).events)
    for (const { fileId } of message?.files ?? []) await openFile(person, fileId)
}

async function openFile(person: ClientSide, fileId: string): Promise<void> {
  for (const variant of ['download', 'thumbnail', 'inline']) {
    const answer = await person.ask('linkFiles', { files: [{ fileId, variant }] })
    if (answer !== null) for (const { url } of v.parse(linked, answer).links) await person.fetch(url)
  }
}

async function look(person: ClientSide, story: DeskStory): Promise<void> {
  for (const ticketId of story.tickets.slice(-4)) await readTicket(person, ticketId)
  for (const fileId of story.secretFiles.slice(-2)) await openFile(person, fileId)
  await person.ask('listTickets', { filter: 'all' })
  await person.ask('readShownNotices', { side: 'client' })
}

/** A search for the very word finds as little as one for a word that nobody has written. */
async function search(person: ClientSide, story: DeskStory): Promise<string[]> {
  const found: string[] = []
  for (const word of story.secrets.slice(-6)) {
    const page = v.parse(
      v.object({ tickets: v.array(v.unknown()) }),
      await person.ask('listTickets', { filter: 'all', search: word }),
    )
    if (page.tickets.length > 0) found.push(word)
  }
  return found
}

/** After these the person is told less, or nothing. */
const ending: ReadonlySet<string> = new Set([
  'closeSession',
  'forgetMailAddress',
  'typeMailAddress',
  'saveNotifications',
])

/** Each route that there is, with whatever the client may ask of it. */
async function askEverything(person: ClientSide): Promise<void> {
  for (const name of routeNames) if (!ending.has(name)) await person.ask(name, goodInputs[name].input(situation))
}

const outside = (since: { mails: number }) => takenOutside(situation.world, smtp, since)

/** Of a queue a client hears a moment later, by other clients' doings. */
const heard = (person: ClientSide) =>
  person.frames().filter((frame) => !/"type":"(pong|ready|presence)"|"what":"queue"/.test(frame))

/** All that the server has to say is said: what a colleague asks last is answered last. */
async function settled(): Promise<void> {
  await situation.world.turn()
  const pongs = colleague.all('pong').length
  colleague.say({ type: 'ping' })
  await eventually(() => expect(colleague.all('pong').length).toBeGreaterThan(pongs))
}

/** Lists, which wait a moment, show the newest; and so do the conversations that each person has opened just now. */
async function caughtUp({ tickets }: DeskStory, openedAt: readonly number[]): Promise<void> {
  const rows = situation.world.store.db.selectFrom('tickets').where('ticket_id', 'in', tickets)
  const newest = await rows.select(['ticket_id', 'last_seq', 'last_public_seq']).execute()
  await eventually(() => {
    const listed = new Map(colleague.all('summary').map(({ summary }) => [summary.ticketId, summary.lastSeq]))
    expect(newest.filter((ticket) => listed.get(ticket.ticket_id) !== ticket.last_seq)).toEqual([])
    for (const [which, person] of people.entries()) {
      const shown = newestShown(person.frames().slice(openedAt[which]))
      const open = newest.filter(({ ticket_id: ticketId }) => openedOf(tickets).includes(ticketId))
      expect(open.filter((ticket) => shown.get(ticket.ticket_id) !== ticket.last_public_seq)).toEqual([])
    }
  })
}

const openedOf = (tickets: readonly string[]) => tickets.slice(-9)
const eventsFrame = v.looseObject({ ticketId: v.string(), events: v.array(v.looseObject({ seq: v.number() })) })

function newestShown(frames: readonly string[]): Map<string, number | undefined> {
  const shown = frames.filter((frame) => frame.startsWith('{"type":"events"'))
  return new Map(
    shown.map((frame) => {
      const { ticketId, events } = v.parse(eventsFrame, JSON.parse(frame))
      return [ticketId, events.at(-1)?.seq]
    }),
  )
}

const [rounds, actsOfRound] = [5, 4]

describe('T8 of what is the desk’s alone no byte reaches a client', () => {
  it.each([20_261_129, 7])(
    'story %d',
    async (seed) => {
      const story = makeDeskStory(situation, seed)
      const [from, letters] = [people.map(({ given }) => given.length), smtp.mails.length]
      const causes: string[] = []
      const found: string[] = []
      for (let round = 0; round < rounds; round += 1) {
        for (let act = 0; act < actsOfRound; act += 1) await story.publicAct()
        const openedAt = people.map((person) => person.frames().length)
        for (const person of people) for (const ticketId of openedOf(story.tickets)) person.watch(ticketId)
        await turn()
        await settled()
        await caughtUp(story, openedAt)
        const before = people.map((person) => heard(person).length)
        for (let act = 0; act < actsOfRound; act += 1) await story.secretAct()
        await settled()
        causes.push(...people.flatMap((person, which) => heard(person).slice(before[which])))
        const person = people[round % people.length]
        if (person !== undefined && round % 4 === 3) found.push(...(await search(person, story)))
        if (person !== undefined && round % 4 === 1) await look(person, story)
      }
      for (const person of people) await look(person, story)
      for (const person of people) await askEverything(person)
      await turn()

      const given = [
        ...people.flatMap((person, which) => person.given.slice(from[which])),
        ...outside({ mails: letters }),
      ]
      expect(story.secrets.length).toBeGreaterThan(rounds * actsOfRound)
      expect([...story.done]).toEqual(expect.arrayContaining(['sendMessage', 'saveReply', 'saveView']))
      expect(given.filter(({ where }) => where.startsWith('a letter to')).length).toBeGreaterThan(0)
      expect(found).toEqual([])
      expect(await findSecrets(given, story.secrets)).toEqual([])
      expect(causes).toEqual([])
    },
    240_000,
  )

  it('control: what is said to the client is found in answers, frames, letters and notices of the page', async () => {
    const { world, tokens, tickets } = situation
    const [word, ticketId] = ['зызызызызызыз', newId()]
    const messageId = newId()
    await world.call(
      'openTicket',
      { ticketId, messageId, subject: word, text: 'x', answers: [{ code: 'object', text: 'x', source: 'writer' }] },
      tokens.admin,
    )
    for (const person of people) person.watch(ticketId)
    await world.call('sendMessage', { ticketId, messageId: newId(), text: word }, tokens.owner)
    await turn()
    await settled()
    for (const person of people) await person.ask('readEvents', { ticketId })
    await people[0]?.ask('readShownNotices', { side: 'client' })
    const found = await findSecrets([...people.flatMap(({ given }) => given), ...outside({ mails: 0 })], [word])

    expect(tickets.partner.ticketId).not.toBe(ticketId)
    for (const place of [/readEvents/, /a frame/, /a letter to u1@firm/, /readShownNotices/, /im\.notify/])
      expect(found).toContainEqual(expect.stringMatching(place))
  }, 60_000)
})
