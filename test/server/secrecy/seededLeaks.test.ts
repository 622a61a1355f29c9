import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eventually } from '#test/support/eventually.ts'
import { startFakeSmtp, type FakeSmtp } from '#test/support/fakeSmtp.ts'
import { paceByHand } from '#test/support/paceByHand.ts'
import { launchServer, type ServerProcess } from '#test/support/serverProcess.ts'
import { environment, newId } from '#test/support/world.ts'
import { goodInputs } from '../goodInputs.ts'
import { startSituation, type Situation } from '../situation.ts'
import { openClientSide, type ClientSide } from './clientSide.ts'
import { makeDeskStory } from './deskStory.ts'
import { findSecrets } from './findSecrets.ts'
import { leaks, seeded } from './leaks.ts'
import { takenOutside, wantEverything } from './outside.ts'

/** The story's own server has no fault; beside it on the same database one that has all of them, which also does the jobs. */
let situation: Situation
let smtp: FakeSmtp
let leaking: ServerProcess
let person: ClientSide
beforeAll(async () => {
  smtp = await startFakeSmtp()
  situation = await startSituation({ byHand: paceByHand() })
  const { world, tokens } = situation
  await wantEverything(run)
  const env = {
    ...environment(world.databaseUrl, world.dataDir, world.sandbox),
    OPORA_SMTP_URL: smtp.url,
    OPORA_MAIL_FROM: 'support@opora.example',
  }
  leaking = await launchServer({ databaseUrl: world.databaseUrl, env, nodeArguments: seeded(leaks) })
  const url = `http://127.0.0.1:${leaking.port}`
  person = await openClientSide({ ...world, url }, 'admin', tokens.admin)
}, 120_000)
afterAll(async () => {
  await person.close()
  leaking.kill('SIGTERM')
  await leaking.exited
  await situation.world.stop()
  await smtp.close()
})

const run = (statement: string) => sql.raw(statement).execute(situation.world.store.db)

/** A note, and an answer of which the client is told. */
async function answer(ticketId: string): Promise<void> {
  const { world, tokens } = situation
  const told = smtp.mails.length
  await world.call('sendMessage', { ticketId, messageId: newId(), text: 'Уже смотрим' }, tokens.agent)
  await eventually(async () => {
    await run(`update notices_due set due_at = due_at - interval '1 minute'`)
    await run(`update mail_lines set due_at = due_at - interval '1 day' where taken_at is null`)
    // Of the ticket: the one about the connection is a letter, too, and may come later.
    const letters = smtp.mails.slice(told).filter(({ raw }) => Buffer.from(raw).includes('In-Reply-To:'))
    expect(letters.map(({ to }) => to)).toContain('u1@firm.example')
  })
}

describe('control: T8 where a server lets notes through, it is found', () => {
  it('in each way in which something reaches a client', async () => {
    const story = makeDeskStory(situation, 20_261_130)
    const { ticketId } = situation.tickets.partner
    person.watch(ticketId)
    for (let act = 0; act < 4; act += 1) await story.secretAct()
    await answer(ticketId)
    await person.ask('readEvents', { ticketId })
    await person.ask('readShownNotices', { side: 'client' })
    await person.ask('exportEvidencePdf', goodInputs.exportEvidencePdf.input(situation))
    const given = [...person.given, ...takenOutside(situation.world, smtp, { mails: 0 })]
    const found = await findSecrets(given, story.secrets)

    for (const place of [
      /^admin, readEvents/,
      /^admin, a frame/,
      /^a letter to u1@firm/,
      /^admin, readShownNotices/,
      /^firm, im\.notify/,
      /^admin, exportEvidencePdf/,
    ])
      expect(found).toContainEqual(expect.stringMatching(place))
  }, 120_000)
})
