import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import type { Account, ChangedAnswer, Outgoing, Step } from '#server/channels/channel.port.ts'
import { markedTextOf } from '#server/channels/domain/markedText.ts'
import { builtOf, sendSteps, type Sends, type SentPart } from '#server/channels/messengers/sending.adapter.ts'

const account: Account = {
  accountId: 'a',
  deskId: 'd',
  channel: 'whatsapp',
  address: '+7',
  settings: {},
  secret: '',
  cursor: null,
}
const file = { contentId: 'c1', name: 'один.txt', bytes: 4, type: 'text/plain', width: null, height: null }

function outgoing(changes: ChangedAnswer | null, further: Partial<Outgoing> = {}): Outgoing {
  return {
    outboxId: 'o',
    says: changes === null ? 'answer' : 'changed',
    language: 'ru',
    from: 'Стол',
    to: '7',
    ticket: { ticketId: 't', number: 'OP-1', subject: 'Тема' },
    subject: 'Тема',
    text: 'Теперь **так**',
    author: 'Павел',
    link: null,
    quoted: null,
    inReplyTo: null,
    references: [],
    footer: '',
    buttons: [],
    files: [],
    changes,
    at: new Date(0),
    ...further,
  }
}

/** A messenger that can do this much; what it was told, and what was noted of it. */
async function play(given: Outgoing, can: Partial<Sends>, stepsDone = 0) {
  const said: string[] = []
  const noted: [Step['is'], number][] = []
  const api: Sends = {
    capabilities: { edits: false, deletes: false, showsTyping: false, buttons: false, fileBytes: 100 },
    mostLetters: 60,
    betweenParts: 0,
    sendPart: (_account, _to, { text }) => {
      said.push(text)
      return Promise.resolve({ is: 'sent', key: `k${said.length}` })
    },
    check: () => Promise.resolve({ is: 'sent', vendorId: null }),
    ...can,
  }
  const outcome = await sendSteps(
    api,
    { account, to: '7', openFile: () => Promise.resolve(Readable.from(['один'])) },
    {
      built: builtOf(api, given),
      progress: { stepsDone, noteStep: (step, done) => Promise.resolve(void noted.push([step.is, done])) },
    },
  )
  return { said, noted, outcome }
}

const parts = [
  { vendorKey: 'k1', isFile: false },
  { vendorKey: 'k2', isFile: true },
]
const rejected = (): Promise<SentPart> => Promise.resolve({ is: 'rejected', reason: 'contentRefused' })

describe('I2 a messenger that cannot do everything', () => {
  it('names files that it does not send', async () => {
    expect((await play(outgoing(null, { files: [file] }), {})).said).toEqual(['OP-1 · Павел\nТеперь так', 'один.txt'])
  })

  it('says in a sentence what it cannot write anew, and what it cannot take back', async () => {
    const changed = await play(outgoing({ isTakenBack: false, parts, instead: 'Исправлено: так' }), {})
    expect(changed.said).toEqual(['Исправлено: так'])
    const back = await play(outgoing({ isTakenBack: true, parts, instead: 'Отозвано' }), {})
    expect(back.said).toEqual(['Отозвано'])
  })

  it('says it once where it could and may not any more, also when it was cut off in between', async () => {
    const given = outgoing({ isTakenBack: true, parts, instead: 'Отозвано' })
    const { said, noted } = await play(given, { takeBack: rejected })
    expect([said, noted]).toEqual([['Отозвано'], [['said', 2]]])
    expect((await play(given, { takeBack: rejected }, 2)).said).toEqual([])
  })

  it('stops where it is told to come again, and goes on there', async () => {
    const keys: string[] = []
    const changePart: Sends['changePart'] = (_account, _to, { key }) => {
      keys.push(key)
      return Promise.resolve(keys.length === 1 ? { is: 'retry', reason: 'serverRefused' } : { is: 'sent', key })
    }
    const given = outgoing({ isTakenBack: false, parts, instead: 'Исправлено' })
    expect(await play(given, { changePart })).toMatchObject({ outcome: { is: 'retry' }, noted: [], said: [] })
    expect(await play(given, { changePart })).toMatchObject({ outcome: { is: 'sent' }, noted: [['changed', 1]] })
  })
})

describe('T8 an answer’s Markdown as marks beside its text', () => {
  const shown = (markdown: string) => {
    const { text, marks } = markedTextOf(markdown)
    return { text, marks: marks.map(({ kind, start, length }) => [kind, text.slice(start, start + length)]) }
  }

  it('lists, code, quotes, tables and links lose their signs and keep their words', () => {
    expect(shown('- раз\n- **два**\n\n```\na < b\n```')).toEqual({
      text: '• раз\n• два\n\na < b',
      marks: [
        ['strong', 'два'],
        ['block', 'a < b'],
      ],
    })
    expect(shown('| a | b |\n|---|---|\n| 1 | 2 |').text).toBe('a | b\n1 | 2')
    expect(shown('> раз\n> два').marks).toEqual([['quote', 'раз\nдва']])
    expect(shown('[**сюда**](https://a.test)').marks).toEqual([
      ['link', 'сюда'],
      ['strong', 'сюда'],
    ])
  })

  it('a link leads nowhere but to pages and addresses, and what is no markup stays', () => {
    expect(shown('[x](javascript:alert(1)) и 2*3*4 <b>')).toEqual({
      text: '[x](javascript:alert(1)) и 2*3*4 <b>',
      marks: [],
    })
    const endless = '*'.repeat(5000)
    expect(shown(endless)).toEqual({ text: endless, marks: [] })
  })
})
