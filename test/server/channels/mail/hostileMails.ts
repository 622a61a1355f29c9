import type { ReadMail } from '#server/channels/mail/domain/readMail.types.ts'
import { humanMail, passed, rawMail } from './incoming.ts'

const html = ['Content-Type: text/html; charset=utf-8']
const multipart = ['Content-Type: multipart/mixed; boundary=x']
const many = (count: number, of: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => of(index)).join('')
const parts = (count: number, of: (index: number) => string) =>
  `${many(count, (index) => `--x\r\n${of(index)}\r\n`)}--x--`
const deep = (depth: number) =>
  `${many(depth, (index) => `Content-Type: multipart/mixed; boundary=b${index}\r\n\r\n--b${index}\r\n`)}\r\n\r\ninside`

type Hostile = { name: string; raw: () => Uint8Array; expected: Partial<ReadMail>; without?: RegExp }
export const hostile: readonly Hostile[] = [
  {
    name: '100,000 parts',
    raw: () =>
      humanMail(
        multipart,
        parts(100_000, () => ''),
      ),
    expected: { unreadable: 'tooManyParts' },
  },
  {
    name: '100,000 parts whose boundary is written in a way of its own',
    raw: () =>
      humanMail(
        ["Content-Type: multipart/mixed; bOundary*0*=utf-8''%78"],
        parts(100_000, () => ''),
      ),
    expected: { unreadable: 'tooManyParts' },
  },
  {
    name: '600 parts with texts',
    raw: () =>
      humanMail(
        multipart,
        parts(600, () => '\r\ntext'),
      ),
    expected: { unreadable: 'tooManyParts' },
  },
  {
    name: 'parts nested 300 deep',
    raw: () => Buffer.concat([Buffer.from(`${passed}\r\nFrom: a@client.example\r\n`), Buffer.from(deep(300))]),
    expected: { unreadable: 'tooDeep' },
  },
  {
    name: 'messages nested 300 deep',
    raw: () =>
      rawMail(
        [passed, 'From: a@client.example', 'Content-Type: message/rfc822'],
        many(300, () => 'Content-Type: message/rfc822\r\n\r\n'),
      ),
    expected: { unreadable: null, hints: ['attachedMessage'] },
  },
  {
    name: 'a head of 3 MB',
    raw: () => humanMail([`X-Big: ${'a'.repeat(3_000_000)}`]),
    expected: { unreadable: 'headersTooLong', verdict: 'unproven' },
  },
  {
    name: '50,000 headers',
    raw: () => rawMail([passed, 'From: a@client.example', ...Array.from({ length: 50_000 }, () => 'X: y')]),
    expected: { unreadable: 'headersTooLong', from: null },
  },
  {
    name: 'a head that never ends',
    raw: () => Buffer.from(`From: a@client.example\r\nSubject: x`),
    expected: { from: 'a@client.example', text: { kept: '', folded: '' } },
  },
  {
    name: 'a head of a part that is 2 MB long',
    raw: () =>
      humanMail(
        multipart,
        parts(1, () => `X: ${'a'.repeat(2_000_000)}\r\n\r\nhi`),
      ),
    expected: { unreadable: 'headersTooLong' },
  },
  {
    name: 'nothing at all',
    raw: () => new Uint8Array(),
    expected: { from: null, kind: 'human', verdict: 'unproven', mayAnswer: false },
  },
  { name: 'zeroes', raw: () => new Uint8Array(500_000), expected: { from: null } },
  {
    name: 'random bytes',
    raw: () => Uint8Array.from({ length: 300_000 }, (_, index) => (index * 7919 + (index >> 3)) % 256),
    expected: { from: null },
  },
  {
    name: 'two From',
    raw: () => humanMail(['From: anna@client.example', 'From: x@evil.example']),
    expected: { from: null, verdict: 'unproven' },
  },
  {
    name: 'a From within a folded header',
    raw: () => humanMail(['X-A: b\r\n From: x@evil.example']),
    expected: { from: 'anna@client.example', verdict: 'proven' },
  },
  {
    name: 'a line break in an encoded subject',
    raw: () => humanMail(['Subject: =?utf-8?Q?a=0D=0ABcc:_x@evil.example?=']),
    expected: { subject: 'a Bcc: x@evil.example' },
  },
  {
    name: 'letters that turn the direction of a name',
    raw: () =>
      humanMail(
        multipart,
        parts(1, () => "Content-Type: text/x; name*=utf-8''a%E2%80%AEgpj.exe\r\n\r\nx"),
      ),
    expected: { unreadable: null },
    without: /\u202E/,
  },
  {
    name: 'a path as a name',
    raw: () =>
      humanMail(
        multipart,
        parts(1, () => 'Content-Type: image/png; name="../../etc/passwd"\r\n\r\nx'),
      ),
    expected: { unreadable: null },
    without: /\.\.\//,
  },
  {
    name: '100,000 encoded words',
    raw: () => humanMail([`Subject: ${many(40_000, () => '=?utf-8?B?YQ==?= ')}`]),
    expected: { unreadable: null },
  },
  {
    name: 'half an encoded word, often',
    raw: () => humanMail([`Subject: ${many(40_000, () => '=?x?B?')}`]),
    expected: { unreadable: null },
  },
  {
    name: 'references without end',
    raw: () => humanMail([`References: ${many(30_000, (index) => `<${index}@a> `)}`]),
    expected: { unreadable: null },
  },
  {
    name: 'results that never close',
    raw: () => humanMail([`Authentication-Results: mx.desk.example; dmarc=pass ${'('.repeat(100_000)}`]),
    expected: { verdict: 'unproven' },
  },
  {
    name: 'scripts',
    raw: () =>
      humanMail(
        html,
        '<script>alert(1)</script><p onclick="x()">hi</p><a href="java\tscript:x()">y</a><svg/onload=x()><iframe src=x></iframe>',
      ),
    expected: { text: { kept: 'hi\n\ny', folded: '' } },
    without: /script|onclick|onload|iframe|svg/i,
  },
  {
    name: 'scripts in pieces',
    raw: () =>
      humanMail(
        html,
        '<scr<script>ipt>alert(1)</scr</script>ipt><img src="x" onerror="a()"><a href="data:text/html,x">z</a><math><mi xlink:href="javascript:x">',
      ),
    expected: {},
    without: /<script|onerror|data:|javascript/i,
  },
  {
    name: 'an attribute that breaks out',
    raw: () =>
      humanMail(html, `<a href='https://a.example/"onmouseover="x()'>www.a.example</a><img src='cid:a"onerror="x()'>`),
    expected: {},
    without: /"on\w+=/,
  },
  {
    name: 'pictures from elsewhere',
    raw: () =>
      humanMail(
        html,
        '<img src="https://track.example/p.gif"><table background="https://t.example"><tr><td style="background:url(https://t.example)">hi</td></tr></table><link rel=stylesheet href=x><style>@import "x"</style>',
      ),
    expected: { hints: ['remotePictures'] },
    without: /track|t\.example|@import/,
  },
  {
    name: 'a style that covers the page',
    raw: () => humanMail(html, '<div style="position:fixed;top:0;width:100vw;font-weight:bold">hi</div>'),
    expected: { html: '<div style="font-weight:bold">hi</div>' },
  },
  {
    name: 'a form',
    raw: () => humanMail(html, '<form action="https://evil.example"><input name=password><button>send</button></form>'),
    expected: {},
    without: /<form|<input|<button|evil/,
  },
  {
    name: 'tags nested 100,000 deep',
    raw: () => humanMail(html, `${'<div>'.repeat(100_000)}hi`),
    expected: { text: { kept: 'hi', folded: '' } },
  },
  {
    name: 'quotes nested 20,000 deep',
    raw: () => humanMail(html, `hi${'<blockquote>'.repeat(20_000)}x`),
    expected: { unreadable: null },
  },
  {
    name: '200,000 elements',
    raw: () => humanMail(html, '<b>a</b><br>'.repeat(70_000)),
    expected: { unreadable: null },
  },
  {
    name: 'a comment that never ends',
    raw: () => humanMail(html, `hi<!-- ${'<!--'.repeat(100_000)}`),
    expected: { text: { kept: 'hi', folded: '' } },
  },
  {
    name: 'tags that never end',
    raw: () => humanMail(html, `hi${'<a href="'.repeat(100_000)}`),
    expected: { unreadable: null },
  },
  {
    name: 'half a million entities',
    raw: () => humanMail(html, '&amp;&#99999999;&#xD800;&nosuch'.repeat(20_000)),
    expected: { unreadable: null },
  },
  {
    name: 'UTF-7',
    raw: () => humanMail(['Content-Type: text/html; charset=utf-7'], '+ADw-script+AD4-alert(1)+ADw-/script+AD4-'),
    expected: {},
    without: /<script/i,
  },
  {
    name: 'lines of quotes without end',
    raw: () => humanMail([], `hi\r\n${'> > > x\r\n'.repeat(20_000)}`),
    expected: { unreadable: null },
  },
  {
    name: '15,000 quotes between texts',
    raw: () => humanMail([], '> a\r\nb\r\n'.repeat(15_000)),
    expected: { unreadable: null },
  },
  {
    name: 'empty lines between two quotes',
    raw: () => humanMail([], `> a\r\n${'\r\n'.repeat(40_000)}> b`),
    expected: { unreadable: null },
  },
  {
    name: 'lines that all look like an intro',
    raw: () => humanMail([], '24.11.2026 7:40, <a@b.example>:\r\n'.repeat(15_000)),
    expected: { unreadable: null },
  },
  {
    name: 'one line of 700,000 letters',
    raw: () => humanMail([], `${'a '.repeat(350_000)}:`),
    expected: { unreadable: null },
  },
  {
    name: 'spaces and dashes without end',
    raw: () => humanMail([], `${'-'.repeat(200_000)}${' '.repeat(200_000)}:\r\n`),
    expected: { unreadable: null },
  },
  {
    name: 'a mail of 20 MB',
    raw: () =>
      humanMail(
        multipart,
        parts(
          1,
          () =>
            `Content-Type: application/x\r\nContent-Transfer-Encoding: base64\r\n\r\n${`${'QUJD'.repeat(19)}\r\n`.repeat(256_000)}`,
        ),
      ),
    expected: { unreadable: null },
  },
  {
    name: '500 signatures',
    raw: () =>
      rawMail([
        'From: a@client.example',
        ...Array.from(
          { length: 500 },
          (_, index) => `DKIM-Signature: v=1; a=rsa-sha256; d=client.example; s=s${index}; h=from; bh=x; b=y`,
        ),
      ]),
    expected: { verdict: 'unproven' },
  },
]
