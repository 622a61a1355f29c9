import { sql } from 'kysely'
import { expect } from 'vitest'
import { eventually } from '#test/support/eventually.ts'
import { bodyOf } from '#test/support/fakeSmtp.ts'
import { paceByHand } from '#test/support/paceByHand.ts'
import { startScene, type Scene } from '../tickets/scene.ts'

export type LetterScene = Awaited<ReturnType<typeof startLetterScene>>

/** A scene whose server sends letters to `url`; `raws` are those that have arrived there. */
export async function startLetterScene(url: string, raws: () => Promise<readonly string[]>) {
  const scene = await startScene(paceByHand(), null, { OPORA_SMTP_URL: url, OPORA_MAIL_FROM: 'support@opora.example' })
  return { scene, ...lettersOf(scene, raws) }
}

function lettersOf({ world }: Scene, raws: () => Promise<readonly string[]>) {
  const run = (statement: string) => sql.raw(statement).execute(world.store.db)

  /** What was written is told, and gathered for letters. */
  async function queued(): Promise<void> {
    await world.turn()
    await run(`update notices_due set due_at = due_at - interval '1 minute'`)
    await world.turn()
  }

  /** As if the time of gathering, or of waiting for another try, were over. */
  async function later(): Promise<void> {
    await queued()
    await run(`update mail_lines set due_at = due_at - interval '1 day' where taken_at is null`)
    await run(`update mails set claimed_at = claimed_at - interval '1 day', trying_until = null, next_at = made_at
                where sent_at is null and failed_at is null`)
    await world.turn()
  }

  /** Also a mail server that keeps what it takes a moment later. */
  async function askedLink(token: string, address: string): Promise<string> {
    await run(`update mail_confirmations set asked_at = asked_at - interval '2 days'`)
    const before = (await raws()).length
    await world.call('typeMailAddress', { address }, token)
    await world.turn()
    await eventually(async () => expect(await raws()).toHaveLength(before + 1))
    return linkIn((await raws()).at(-1) ?? '')
  }

  async function confirmedAddress(token: string, address: string): Promise<void> {
    const link = await askedLink(token, address)
    expect((await fetch(link, { method: 'POST' })).status).toBe(200)
  }

  return { run, queued, later, askedLink, confirmedAddress }
}

function linkIn(raw: string): string {
  return /https?:\/\/\S+\/mail\/confirm\?token=[0-9a-f.-]+/.exec(bodyOf(raw, 'text/plain'))?.[0] ?? ''
}
