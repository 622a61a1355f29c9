import { afterEach, describe, expect, it, vi } from 'vitest'
import { readMail } from '#server/channels/mail/readMail.adapter.ts'
import type { ReadMail } from '#server/channels/mail/domain/readMail.types.ts'
import { hostile } from './hostileMails.ts'
import { context, humanMail } from './incoming.ts'

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

describe('the time of a large mail', () => {
  afterEach(() => void vi.useRealTimers())

  it('ends, and its head is read all the same', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    vi.setTimerTickMode('nextTimerAsync')
    const mail = await readMail(humanMail([], 'long line\r\n'.repeat(100_000)), context)

    expect(mail).toMatchObject({ unreadable: 'tooSlow', from: 'anna@client.example', subject: 'question' })
  })
})
