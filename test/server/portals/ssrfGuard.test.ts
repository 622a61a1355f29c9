import { describe, expect, it } from 'vitest'
import { Refusal } from '#server/platform/refusal.ts'
import { isInside } from '#server/platform/http/publicAddress.ts'
import { assertPublicAddress } from '#server/portals/ssrfGuard.adapter.ts'

const inside = [
  '127.0.0.1',
  '10.1.2.3',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '169.254.169.254',
  '100.64.0.1',
  '0.0.0.0',
  '198.18.0.1',
  '224.0.0.1',
  '255.255.255.255',
  '::1',
  '::',
  'fc00::1',
  'fd12:3456::1',
  'fe80::1',
  'ff02::1',
  '64:ff9b::a9fe:a9fe',
  '::ffff:127.0.0.1',
  '::ffff:7f00:1',
  '::ffff:a9fe:a9fe',
  '2002:7f00:1::',
  '2001::1',
]
const outside = ['8.8.8.8', '172.32.0.1', '100.128.0.1', '2a00:1450::1', '::ffff:8.8.8.8']

describe('P1 a portal cannot name an address inside our own network', () => {
  it.each(inside)('%s is refused', (address) => {
    expect(isInside(address)).toBe(true)
  })

  it.each(outside)('control: %s is outside', (address) => {
    expect(isInside(address)).toBe(false)
  })

  it.each([
    'https://127.0.0.1/rest/',
    'https://[::1]/rest/',
    'https://[::ffff:7f00:1]/rest/',
    'https://2130706433/rest/',
    'https://0x7f.1/rest/',
    'https://localhost/rest/',
    'http://8.8.8.8/rest/',
  ])('%s', async (url) => {
    await expect(assertPublicAddress(url, false)).rejects.toMatchObject({ code: 'foreign_server' })
  })

  it('a name that nobody knows is a portal that does not answer', async () => {
    await expect(assertPublicAddress('https://nobody.invalid/rest/', false)).rejects.toBeInstanceOf(Refusal)
  })

  it('control: a public address over https is called, and on the sandbox every address is', async () => {
    await expect(assertPublicAddress('https://8.8.8.8/rest/', false)).resolves.toBeUndefined()
    await expect(assertPublicAddress('http://127.0.0.2/rest/', true)).resolves.toBeUndefined()
  })
})
