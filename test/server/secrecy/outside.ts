import type { FakeSmtp } from '#test/support/fakeSmtp.ts'
import type { World } from '#test/support/world.ts'
import type { Given } from './findSecrets.ts'

/** Everybody has an address, and those of the client want to be told of everything in every way. */
export async function wantEverything(run: (statement: string) => Promise<unknown>): Promise<void> {
  await run(`insert into mail_addresses (member_id, user_id, source, address, at)
             select member_id, user_id, 'typed', 'u' || user_id || '@firm.example', seen_at from people`)
  await run(`insert into notification_choices (member_id, user_id, side, event, scope, channel, is_on)
             select p.member_id, p.user_id, 'client', event, scope, channel, true from people p,
               unnest(array['ticket.answered', 'ticket.dateMoved', 'letter.answered']) as event,
               unnest(array['own', 'any']) as scope, unnest(array['mail', 'browser']) as channel`)
}

/** What has left the server for portals of clients, and as letters. */
export function takenOutside({ sandbox }: World, smtp: FakeSmtp, since: { mails: number }): Given[] {
  const calls = ['firm', 'rival', 'stranger'].flatMap((portal) =>
    ['im.notify.system.add', 'im.notify', 'im.notify.personal.add'].flatMap((method) =>
      sandbox
        .requests(portal, method)
        .map(({ params }) => ({ where: `${portal}, ${method}`, bytes: Buffer.from(JSON.stringify(params)) })),
    ),
  )
  const mails = smtp.mails
    .slice(since.mails)
    .map(({ raw, to }) => ({ where: `a letter to ${to}`, bytes: Buffer.from(raw) }))
  return [...calls, ...mails]
}
