import { randomUUID } from 'node:crypto'

/** Writes mails of many people, one ticket each. Every mail is delivered twice, the second time behind the next one of its sender. */
export type MailPen = {
  /** What each has written, in order. */
  written: ReadonlyMap<string, readonly string[]>
  /** So many more of everybody. */
  write(mails: number): Promise<void>
  count(): number
  delivered(): number
}

type Mail = { sender: string; text: string; thread: string; isFirst: boolean }

export function openPen(
  senders: readonly string[],
  { to, deliver }: { to: string; deliver: (raw: string) => Promise<void> },
): MailPen {
  const people = senders.map((sender) => ({
    sender,
    thread: `<${randomUUID()}@klient.test>`,
    last: null as string | null,
  }))
  const written = new Map<string, string[]>(senders.map((sender) => [sender, []]))
  let deliveries = 0

  async function put(raw: string): Promise<void> {
    await deliver(raw)
    deliveries += 1
  }

  return {
    written,
    async write(mails) {
      for (let round = 0; round < mails; round += 1) {
        for (const person of people) {
          const texts = written.get(person.sender) ?? []
          const text = `${person.sender} ${texts.length + 1}`
          const raw = rawOf({ ...person, text, isFirst: texts.length === 0 }, to)
          await put(raw)
          if (person.last !== null) await put(person.last)
          person.last = raw
          texts.push(text)
        }
      }
    },
    count: () => [...written.values()].reduce((sum, texts) => sum + texts.length, 0),
    delivered: () => deliveries,
  }
}

function rawOf({ sender, text, thread, isFirst }: Mail, to: string): string {
  return [
    'Authentication-Results: mx.opora.test; dmarc=pass header.from=klient.test',
    `Message-ID: ${isFirst ? thread : `<${randomUUID()}@klient.test>`}`,
    ...(isFirst ? [] : [`In-Reply-To: ${thread}`]),
    `From: ${sender}`,
    `To: ${to}`,
    'Subject: Mail',
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    '',
    text,
    '',
  ].join('\r\n')
}
