import { gzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { archiveOf } from '#test/support/archive.ts'
import { findSecrets } from './findSecrets.ts'

const secret = 'щукаплотвалещ'
const told = `Никому: ${secret}, и всё`
const utf16 = Buffer.from(told, 'utf16le')
const quoted = (text: string) =>
  [...Buffer.from(text)]
    .map((byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`)
    .join('')
    .replaceAll(/.{57}/g, '$&=\r\n')

it.each([
  ['text', Buffer.from(told)],
  ['JSON', Buffer.from(JSON.stringify({ told }))],
  ['escapes of JSON', Buffer.from(told.replaceAll(/[^ -~]/g, (one) => `\\u0${one.charCodeAt(0).toString(16)}`))],
  ['UTF-16', utf16],
  ['UTF-16, big end first', Buffer.from(utf16).swap16()],
  ['percent', Buffer.from(encodeURIComponent(told))],
  ['quoted-printable over lines', Buffer.from(quoted(told))],
  ['base64', Buffer.from(Buffer.from(told).toString('base64'))],
  ['base64 one byte further', Buffer.from(Buffer.from(`x${told}`).toString('base64'))],
  ['base64 two bytes further, of a URL', Buffer.from(Buffer.from(`xy${told}`).toString('base64url'))],
  [
    'base64 over lines',
    Buffer.from(
      (
        Buffer.from('-'.repeat(50) + told)
          .toString('base64')
          .match(/.{1,76}/g) ?? []
      ).join('\r\n'),
    ),
  ],
  [
    'numbers of HTML',
    Buffer.from(
      Array.from(told)
        .map((one) => `&#${one.charCodeAt(0)};`)
        .join(''),
    ),
  ],
  ['gzip', gzipSync(told)],
])('control: a secret is found as %s', async (_how, bytes) => {
  expect(await findSecrets([{ where: 'here', bytes }], [secret])).toEqual([expect.stringMatching(/^here: щука…/)])
})

it('control: a secret is found in an archive, as a name there, and in an archive inside of JSON', async () => {
  const archive = await archiveOf({ 'a.txt': `x${told}`.repeat(30) })
  const named = await archiveOf({ [`${secret}.txt`]: 'x' })
  const json = Buffer.from(JSON.stringify({ base64: archive.toString('base64') }))

  for (const bytes of [archive, named, json])
    expect(await findSecrets([{ where: 'zip', bytes }], [secret])).toHaveLength(1)
})

it('what is none is not found', async () => {
  const bytes = Buffer.concat([
    gzipSync('щука, плотва, лещ'),
    Buffer.from(Buffer.from('щукаплотва').toString('base64')),
  ])

  expect(await findSecrets([{ where: 'here', bytes }], [secret])).toEqual([])
})
