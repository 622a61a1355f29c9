import { generateKeyPairSync } from 'node:crypto'
import { dkimSign } from 'mailauth'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { DnsResolver } from '#server/channels/mail/domain/readMail.types.ts'
import { readMail } from '#server/channels/mail/readMail.adapter.ts'
import { context, passed, rawMail, readHuman, utf8 } from './incoming.ts'

afterEach(() => void vi.useRealTimers())

const results = (value: string) => `Authentication-Results: ${value}`

describe('the From address', () => {
  it.each([
    ['bare', 'anna@client.example', 'anna@client.example'],
    ['with a name', 'Anna <Anna@Client.example>', 'anna@client.example'],
    ['with a comment', 'anna@client.example (Anna)', 'anna@client.example'],
    ['with an address as its quoted name', '"boss@client.example" <x@evil.example>', 'x@evil.example'],
    [
      'with an encoded address as its name',
      '=?utf-8?B?Ym9zc0BjbGllbnQuZXhhbXBsZT4=?= <x@evil.example>',
      'x@evil.example',
    ],
    ['with a comma in its name', 'Petrova, Anna <anna@client.example>', 'anna@client.example'],
    ['folded', 'Anna\r\n <anna@client.example>', 'anna@client.example'],
    ['in Cyrillic letters', utf8('Анна <анна@почта.example>'), 'анна@почта.example'],
    ['two of them', 'boss@client.example, x@evil.example', null],
    ['two in brackets', '<boss@client.example> <x@evil.example>', null],
    ['a bare one beside brackets', 'boss@client.example <x@evil.example>', null],
    ['cut by a comment', 'boss@client.test(x)@evil.test', null],
    ['a comment in brackets', '<boss@client.example(x)@evil.example>', null],
    ['a comment in brackets that holds one', '<boss@client.example(@evil.example>)>', null],
    ['a group', 'Us: boss@client.example;', null],
    ['no domain', 'root', null],
    ['nothing', '', null],
    ['an open quote', '"Anna <anna@client.example>', null],
    ['a carriage return in it', 'anna@client.example\rFrom: x@evil.example', null],
  ])('%s', async (_, from, address) => {
    expect((await readHuman([`From: ${from}`])).from).toBe(address)
  })

  it('is nobody’s where it stands twice, even with a space before the colon', async () => {
    const raw = rawMail([passed, 'From: anna@client.example', 'From : x@evil.example'])

    expect(await readMail(raw, context)).toMatchObject({ from: null, verdict: 'unproven', mayAnswer: false })
  })
})

describe('is proven', () => {
  it.each([
    ['by a policy that passes', 'mx.desk.example; dmarc=pass header.from=client.example', 'proven'],
    ['with a version after the name', 'mx.desk.example 1; dmarc=pass', 'proven'],
    ['with the name in capitals', 'MX.Desk.example; dmarc=pass', 'proven'],
    [
      'by an aligned signature',
      'mx.desk.example; dkim=fail header.d=client.example; dkim=pass header.d=mail.client.example',
      'proven',
    ],
    ['by a signature with only an identity', 'mx.desk.example; dkim=pass header.i=@client.example', 'proven'],
    ['by an aligned sender', 'mx.desk.example; spf=pass smtp.mailfrom=bounce@client.example', 'proven'],
    ['by nothing', 'mx.desk.example; none', 'unproven'],
    [
      'by a foreign signature',
      'mx.desk.example; dkim=pass header.d=evil.example; spf=pass smtp.mailfrom=evil.example',
      'unproven',
    ],
    ['by an empty sender', 'mx.desk.example; spf=pass smtp.mailfrom=', 'unproven'],
    ['by the policy of another domain', 'mx.desk.example; dmarc=pass header.from=evil.example', 'unproven'],
    ['by another server', 'mx.evil.example; dmarc=pass header.from=client.example', 'unproven'],
    ['by a longer name', 'mx.desk.example.evil.example; dmarc=pass', 'unproven'],
    ['by what a comment says', 'mx.desk.example; spf=none (dmarc=pass; dkim=pass header.d=client.example)', 'unproven'],
    ['by what a quote says', 'mx.desk.example; spf=pass smtp.mailfrom="x; dmarc=pass"@evil.example', 'unproven'],
    [
      'by a comment that was closed early',
      'mx.desk.example; spf=none (from a) ; dmarc=pass header.from=client.example ) x',
      'unproven',
    ],
    [
      'by a comment that opens anew',
      'mx.desk.example; spf=none x) (; dmarc=pass header.from=client.example',
      'unproven',
    ],
    [
      'by a failed policy of none',
      'mx.desk.example; dmarc=fail (p=none) header.from=client.example; dkim=pass header.d=client.example',
      'unproven',
    ],
    ['by a best guess', 'mx.desk.example; dmarc=bestguesspass header.from=client.example', 'unproven'],
    [
      'nor forged by a policy of subdomains',
      'mx.desk.example; dmarc=fail (p=none sp=reject) header.from=client.example',
      'unproven',
    ],
    ['but forged', 'mx.desk.example; dmarc=fail (p=quarantine dis=none) header.from=client.example', 'forged'],
    ['but forged in other words', 'mx.desk.example; dmarc=fail header.from=client.example (policy=reject)', 'forged'],
  ])('%s', async (_, value, verdict) => {
    expect((await readHuman([results(value)])).verdict).toBe(verdict)
  })

  it('under the name that DNS has for a domain in Cyrillic letters', async () => {
    const value = results('mx.desk.example; dmarc=pass header.from=xn--80a1acny.example')
    const mail = await readHuman([value, `From: ${utf8('анна@почта.example')}`])

    expect(mail.verdict).toBe('proven')
  })

  it('by the topmost of the trusted server alone', async () => {
    const raw = rawMail([
      results('mx.other.example; dmarc=fail (p=reject)'),
      results('mx.desk.example; none'),
      passed,
      'From: anna@client.example',
    ])

    expect((await readMail(raw, context)).verdict).toBe('unproven')
  })

  describe('by a signature, where no server says anything', () => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      publicKeyEncoding: { type: 'spki', format: 'der' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    })
    const record = `v=DKIM1; k=rsa; p=${publicKey.toString('base64')}`
    const resolver = (name: string) =>
      name === 's._domainkey.client.example'
        ? Promise.resolve([[record]])
        : Promise.reject(Object.assign(new Error('no name'), { code: 'ENOTFOUND' }))
    const plain = rawMail(
      ['From: anna@client.example', 'To: support@desk.example', 'Subject: hello', 'Message-ID: <1@a>'],
      'hello\r\n',
    )
    const signed = async (change: { maxBodyLength?: number } = {}) => {
      const key = { signingDomain: 'client.example', selector: 's', privateKey, ...change }
      const { signatures } = await dkimSign(Buffer.from(plain), {
        ...key,
        signatureData: [key],
        signTime: context.arrivedAt,
        headerList: ['from', 'subject'],
      })
      return Buffer.concat([Buffer.from(signatures), plain])
    }

    it('that fits', async () => {
      expect((await readMail(await signed(), { ...context, resolver })).verdict).toBe('proven')
    })

    it('not of a changed body', async () => {
      const changed = Buffer.concat([await signed(), Buffer.from('and more\r\n')])
      expect((await readMail(changed, { ...context, resolver })).verdict).toBe('unproven')
    })

    it('not of another domain', async () => {
      const other = Buffer.from(
        (await signed()).toString('latin1').replace('From: anna@client.example', 'From: anna@other.example'),
        'latin1',
      )
      expect((await readMail(other, { ...context, resolver })).verdict).toBe('unproven')
    })

    it('not of a part of the body', async () => {
      expect((await readMail(await signed({ maxBodyLength: 3 }), { ...context, resolver })).verdict).toBe('unproven')
    })

    it('nor does DNS hear of many, however the mail came', async () => {
      const asked = vi.fn<DnsResolver>(resolver)
      const envelope = { ip: '192.0.2.1', helo: 'mx.client.example', sender: '', recipients: [] }
      const one = await signed()
      const many = Buffer.concat([...Array.from({ length: 11 }, () => one.subarray(0, one.indexOf('From: '))), one])

      expect((await readMail(many, { ...context, resolver: asked })).verdict).toBe('unproven')
      expect((await readMail(many, { ...context, resolver: asked, envelope })).verdict).toBe('unproven')
      expect(asked).not.toHaveBeenCalled()
    })

    it('nor when DNS never answers', async () => {
      vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
      vi.setTimerTickMode('nextTimerAsync')
      const silent = () => new Promise<string[][]>(() => {})
      expect((await readMail(await signed(), { ...context, resolver: silent })).verdict).toBe('unproven')
    })

    it('of a delivery to us: the policy of the domain decides', async () => {
      const envelope = { ip: '192.0.2.1', helo: 'mx.evil.example', sender: 'x@evil.example', recipients: [] }
      const withPolicy = (name: string) =>
        name === '_dmarc.client.example' ? Promise.resolve([['v=DMARC1; p=reject']]) : resolver(name)
      const claimed = rawMail([passed, 'From: anna@client.example'])

      expect((await readMail(claimed, { ...context, resolver: withPolicy, envelope })).verdict).toBe('forged')
      expect((await readMail(await signed(), { ...context, resolver: withPolicy, envelope })).verdict).toBe('proven')
      expect((await readMail(await signed(), { ...context, resolver, envelope })).verdict).toBe('proven')
    })
  })
})
