/** A fault that somebody could make: in this file these words stand instead of those. */
type Leak = { file: string; instead: string; stands: string }

const newestNote = `(select n.text from messages n where n.ticket_id = t.ticket_id and n.kind = 'note' order by n.seq desc limit 1)`

/** One for each way in which something reaches a client. */
export const leaks: readonly Leak[] = [
  // Frames: an entry has its number for whoever reads it.
  {
    file: '/server/tickets/messages/entries.present.ts',
    instead: "const seq = audience === 'client' ? entry.publicSeq : entry.seq",
    stands: 'const seq = entry.seq',
  },
  // Answers of routes: a page of the conversation is asked for by the desk's numbers.
  {
    file: '/server/tickets/messages/entries.sql.ts',
    instead: "const number = side === 'client' ? sql`entry.public_seq` : sql`entry.seq`",
    stands: 'const number = sql`entry.seq`',
  },
  // Letters: the other side's messages, whatever they are.
  {
    file: '/server/notifications/mails/readers.sql.ts',
    instead: "m.kind = 'public' and ",
    stands: '',
  },
  // Notices, of the portal and of the page: what stands for the subject.
  {
    file: '/server/notifications/notifications.sql.ts',
    instead: 'select t.number, t.subject,',
    stands: `select t.number, coalesce(${newestNote}, t.subject) as subject,`,
  },
  // Exports: what stands for the number.
  {
    file: '/server/sla/evidence.commands.ts',
    instead: 'return { evidence, number }',
    stands: `const note = await unit.tx.selectFrom('messages').select('text').where('ticket_id', '=', ticketId)
    .where('kind', '=', 'note').orderBy('seq', 'desc').executeTakeFirst()
  return { evidence, number: note?.text ?? number }`,
  },
]

/** Arguments of `node` under which a server has these faults from its start. Where one of them cannot be made, it does not start. */
export function seeded(wanted: readonly Leak[]): string[] {
  const program = `
    import { registerHooks } from 'node:module'
    const leaks = ${JSON.stringify(wanted)}
    registerHooks({
      load(url, context, next) {
        const loaded = next(url, context)
        const here = leaks.filter(({ file }) => url.endsWith(file))
        if (here.length === 0) return loaded
        let source = Buffer.from(loaded.source).toString()
        for (const { file, instead, stands } of here) {
          if (!source.includes(instead)) throw new Error('no leak can be made in ' + file)
          source = source.replaceAll(instead, stands)
        }
        return { ...loaded, source }
      },
    })`
  return ['--import', `data:text/javascript,${encodeURIComponent(program)}`]
}
