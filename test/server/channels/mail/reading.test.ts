import { describe, expect, it } from 'vitest'
import { linkPictures } from '#server/channels/mail/domain/htmlClean.ts'
import { readMail } from '#server/channels/mail/readMail.adapter.ts'
import { context, humanMail, readHuman, utf8 } from './incoming.ts'

describe('who wrote', () => {
  const report = 'Content-Type: multipart/report; report-type=delivery-status; boundary=x'
  it.each([
    ['a person', [], 'human'],
    ['a person who says so', ['Auto-Submitted: No (by hand)'], 'human'],
    ['a person whose server asks for silence', ['X-Auto-Response-Suppress: All'], 'human'],
    [
      'a person about automatic replies',
      ['Subject: Re: =?utf-8?B?0JDQstGC0L7QvtGC0LLQtdGCINC60LvQuNC10L3RgtGD?=', 'In-Reply-To: <1@a>'],
      'human',
    ],
    ['a person of another desk', ['X-Opora-Desk: opora-2'], 'human'],
    ['we, by our id', ['Message-ID: <ours@desk.example>'], 'own'],
    ['we, by our header', ['X-Opora-Desk: opora-1'], 'own'],
    ['we, by our address', ['From: Help <help@desk.example>'], 'own'],
    ['we, by a plus address', ['From: support+x@desk.example'], 'own'],
    ['a server that gives back', [report, 'Return-Path: <>'], 'bounce'],
    ['a server that gives back in its own words', ['From: mailer-daemon@client.example', 'Return-Path: < >'], 'bounce'],
    ['an absence', ['Auto-Submitted: auto-replied (vacation)'], 'auto'],
    ['an absence by an old header', ['X-Autoreply: yes'], 'auto'],
    ['an absence by precedence', ['Precedence: Auto_Reply'], 'auto'],
    ['an absence of Exchange', ['X-Auto-Response-Suppress: All', 'In-Reply-To: <1@a>'], 'auto'],
    ['an absence with a phrase', ['Subject: Out of office: Re: question', 'References: <1@a>'], 'auto'],
    ['a phrase that answers nothing', ['Subject: Out of office: button is missing'], 'human'],
    [
      'a receipt of reading',
      ['Content-Type: multipart/report; report-type=disposition-notification; boundary=x'],
      'auto',
    ],
    ['no return', ['Return-Path: <>'], 'auto'],
    ['a list', ['List-Id: <all.client.example>'], 'bulk'],
    ['a mailing', ['Feedback-ID: 1:x'], 'bulk'],
    ['junk', ['Precedence: junk'], 'bulk'],
    ['an automatic list is automatic first', ['List-Id: <x>', 'Auto-Submitted: auto-generated'], 'auto'],
    ['a machine', ['From: no-reply@client.example'], 'machine'],
    ['another machine', ['From: bounces+12=x@client.example'], 'machine'],
    ['a person with a name like that', ['From: bouncer@client.example'], 'human'],
  ])('%s', async (_, headers, kind) => {
    expect((await readHuman(headers)).kind).toBe(kind)
  })
})

describe('what points to a ticket', () => {
  it.each([
    ['[OP-1042] question', ['OP-1042']],
    ['Re: Fwd: (op-1042', ['OP-1042']],
    ['op\u20131042], sync', ['OP-1042']],
    ['#OP-1042.', ['OP-1042']],
    ['OP\u20111042 and OP-7', ['OP-1042', 'OP-7']],
    ['SHOP-1042', []],
    ['OP-1042/2', []],
    ['OP-1042-2', []],
    ['X/OP-1042', []],
    ['OP-1042\u0430', []],
    ['OP 1042', []],
  ])('the number in %s', async (subject, numbers) => {
    expect((await readHuman([`Subject: ${utf8(subject)}`])).finders.numbers).toEqual(numbers)
  })

  it('tokens of our address in any case, wherever a recipient stands', async () => {
    const { finders } = await readHuman([
      'To: support+t.ABCDEFGH23@desk.example, support+t.other12345@evil.example',
      'X-Original-To: support+b.77.abcdefghij@desk.example',
    ])

    expect(finders).toMatchObject({ replyTokens: ['abcdefgh23'], bounceTokens: ['77.abcdefghij'] })
  })

  it('references, the answered one first and then the newest', async () => {
    const { finders } = await readHuman(['References: <1@a> <2@a>\r\n\t<3@a>', 'In-Reply-To: <9@a>'])

    expect(finders.messageIds).toEqual(['<9@a>', '<3@a>', '<2@a>', '<1@a>'])
  })

  it('a marker that only the HTML holds', async () => {
    const html = '<p>hi</p><div style="display:none">opora-ref:abcdefghijklmnopqrstuvwx</div>'
    const { finders, text } = await readHuman(['Content-Type: text/html'], html)

    expect(finders.markers).toEqual(['opora-ref:abcdefghijklmnopqrstuvwx'])
    expect(text.kept).toBe('hi')
  })

  it('what a bounce gives back, in a part or in its text', async () => {
    const part = ['--x', 'Content-Type: text/rfc822-headers', '', 'Message-ID: <m@desk.example>', '', '--x--'].join(
      '\r\n',
    )
    const byPart = await readHuman(['Content-Type: multipart/report; report-type=delivery-status; boundary=x'], part)
    const byText = await readHuman(
      ['Return-Path: <>', 'From: MAILER-DAEMON@client.example'],
      'Sorry.\r\n\r\nMessage-Id: <m@desk.example>',
    )
    const ofPerson = await readHuman([], 'Message-Id: <m@desk.example>')

    expect([byPart, byText, ofPerson].map(({ finders }) => finders.messageIds)).toEqual([
      ['<m@desk.example>'],
      ['<m@desk.example>'],
      [],
    ])
  })

  it('who a bounce could not reach, and why', async () => {
    const status = [
      'Reporting-MTA: dns; mx',
      '',
      'Final-Recipient: rfc822; Anna@client.example',
      'Action: failed',
      'Status: 5.1.1',
      'Diagnostic-Code: smtp; 550',
      ' no such user',
      '',
      'Final-Recipient: rfc822; b@client.example',
      'Action: delayed',
    ]
    const body = ['--x', 'Content-Type: message/delivery-status', '', ...status, '--x--'].join('\r\n')
    const { bounced } = await readHuman(
      ['Content-Type: multipart/report; report-type=delivery-status; boundary=x'],
      body,
    )

    expect(bounced).toEqual([
      { address: 'anna@client.example', action: 'failed', status: '5.1.1', diagnostic: '550 no such user' },
      { address: 'b@client.example', action: 'delayed', status: null, diagnostic: null },
    ])
  })
})

describe('letters', () => {
  const said = 'Здравствуйте, отчёт не открывается со вчерашнего дня.'
  const cp1251 = (text: string) =>
    Array.from(text)
      .map((letter) =>
        /[А-я]/.test(letter)
          ? String.fromCodePoint((letter.codePointAt(0) ?? 0) - 0x350)
          : letter === 'ё'
            ? '\u00B8'
            : letter,
      )
      .join('')

  it.each([
    ['no charset', ['Content-Type: text/plain']],
    ['no type at all', []],
    ['a wrong charset', ['Content-Type: text/plain; charset=utf-8']],
    ['a western charset', ['Content-Type: text/plain;\r\n charset="iso-8859-1"']],
    ['an unknown charset', ['Content-Type: text/plain; charset=unknown-8bit']],
  ])('of windows-1251 with %s', async (_, headers) => {
    const mail = await readHuman([...headers, `Subject: ${cp1251('Отчёт')}`], cp1251(said))

    expect([mail.text.kept, mail.subject]).toEqual([said, 'Отчёт'])
    expect(mail.hints).toContain('repairedText')
  })

  it('of Western languages stay as they are', async () => {
    const mail = await readHuman(
      ['Content-Type: text/plain; charset=iso-8859-1'],
      'Der Bericht \xFCber die Gr\xF6\xDFe \xF6ffnet nicht',
    )

    expect(mail.text.kept).toBe('Der Bericht über die Größe öffnet nicht')
  })

  it('of encoded words that are cut within a letter', async () => {
    const bytes = Buffer.from('Отчёт')
    const words = [bytes.subarray(0, 3), bytes.subarray(3)].map((part) => `=?utf-8?B?${part.toString('base64')}?=`)

    expect((await readHuman([`Subject: ${words.join('\r\n ')} x`])).subject).toBe('Отчёт x')
  })
})

describe('a flowed text', () => {
  const flowed = 'Content-Type: text/plain; charset=us-ascii; format=flowed'

  it('goes on where a line ends with a space, within one depth of quotes', async () => {
    const lines = [
      'It does not work,  ',
      'neither here ',
      'nor there.',
      ' >is no quote',
      '> ',
      'answer',
      '> quoted ',
      '> on',
      '-- ',
      'Anna',
    ]
    const mail = await readHuman([flowed], lines.join('\r\n'))

    expect(mail.text.kept.split('\n')).toEqual([
      'It does not work,  neither here nor there.',
      '  >is no quote',
      '>',
      'answer',
      '> quoted on',
      '--',
      'Anna',
    ])
  })

  it('has no space where the mail says so', async () => {
    const mail = await readHuman([`${flowed}; delsp=yes`], 'https://a.example/very/ \r\nlong')

    expect(mail.text.kept).toBe('https://a.example/very/long')
  })
})

describe('what lies in it', () => {
  const part = (lines: readonly string[]) => ['--x', ...lines].join('\r\n')
  const mixed = (...parts: string[][]) => [...parts.map(part), '--x--'].join('\r\n')
  const type = 'Content-Type: multipart/mixed; boundary=x'
  const text = ['Content-Type: text/plain', '', 'hello']

  it('a text with a name is a file', async () => {
    const mail = await readHuman(
      [type],
      mixed(text, ['Content-Type: text/plain; name="log.txt"', 'Content-Disposition: inline', '', 'trace']),
    )

    expect(mail.text.kept).toBe('hello')
    expect(mail.attachments.map(({ name }) => name)).toEqual(['log.txt'])
  })

  it('a name in windows-1251, or in bytes of UTF-8', async () => {
    const named = (name: string) => [`Content-Type: application/pdf; name="${name}.pdf"`, '', 'x']
    const mail = await readHuman([type], mixed(text, named('\xCE\xF2\xF7\xE5\xF2'), named(utf8('Отчёт'))))

    expect(mail.attachments.map(({ name }) => name)).toEqual(['Отчет.pdf', 'Отчёт.pdf'])
  })

  it('hints for what a page cannot show', async () => {
    const mail = await readHuman(
      [type],
      mixed(
        text,
        ['Content-Type: application/ms-tnef; name=winmail.dat', '', 'x'],
        ['Content-Type: text/calendar; method=REQUEST', '', 'BEGIN:VCALENDAR'],
        ['Content-Type: message/rfc822', '', 'Subject: inner', '', 'inner text'],
      ),
    )

    expect(mail.hints).toEqual(['winmail', 'calendar', 'attachedMessage'])
    expect(mail.text.kept).toBe('hello')
  })

  it('the pictures of the mail itself, under addresses of the page', async () => {
    const { html } = await readHuman(
      ['Content-Type: text/html'],
      '<p>a<img src="cid:a&amp;b@1" width="20" alt="x"><img src="cid:gone"></p>',
    )
    const page = linkPictures(html ?? '', (id) => (id === 'a&b@1' ? '/files/1?a=1&b=2' : null))

    expect(page).toBe('<p>a<img src="/files/1?a=1&amp;b=2" alt="x" width="20"></p>')
  })

  it('no more than 50,000 elements of markup, and all of its letters', async () => {
    const { html } = await readHuman(['Content-Type: text/html'], '<b>a</b>'.repeat(60_000))

    expect(html?.split('<b>')).toHaveLength(50_001)
    expect(html?.replaceAll(/<[^>]*>/g, '')).toHaveLength(60_000)
  })

  it('an encrypted mail is told', async () => {
    const mail = await readHuman(
      ['Content-Type: application/pkcs7-mime; name=smime.p7m', 'Content-Transfer-Encoding: base64'],
      'AAAA',
    )

    expect(mail.hints).toEqual(['encrypted'])
  })

  it('a boundary that is another one than was said', async () => {
    const mail = await readHuman(['Content-Type: multipart/alternative; boundary=nowhere'], mixed(text))

    expect(mail.text.kept).toBe('hello')
  })

  it('the same mail has the same key, whatever servers on the way added', async () => {
    const again = Buffer.concat([
      Buffer.from('Received: from b\r\nDelivered-To: x\r\nReturn-Path: <y>\r\n'),
      humanMail(),
    ])
    const [one, other, third] = await Promise.all(
      [humanMail(), again, humanMail([], 'other')].map((raw) => readMail(raw, context)),
    )

    expect(one?.messageKey).toBe(other?.messageKey)
    expect(one?.messageKey).not.toBe(third?.messageKey)
  })
})
