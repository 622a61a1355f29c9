import { describe, expect, it } from 'vitest'
import { readMail } from '#server/channels/mail/readMail.adapter.ts'
import type { ReadMail } from '#server/channels/mail/domain/readMail.types.ts'
import { hostile } from './hostileMails.ts'
import { context } from './incoming.ts'

/** Everything that a page or a person may see of it. */
function shownOf({ html: page, text, subject, fromName, attachments }: ReadMail): string {
  return [page, text.kept, text.folded, subject, fromName, ...attachments.map(({ name }) => name)].join('\n')
}

describe('a hostile mail is read, or said to be unreadable, within its time', () => {
  it.each(hostile)('$name', async ({ raw, expected, without }) => {
    const mail = await readMail(raw(), context)

    expect(mail).toMatchObject(expected)
    expect(shownOf(mail)).not.toMatch(without ?? /\0/)
  })
})
