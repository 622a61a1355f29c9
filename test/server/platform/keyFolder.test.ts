import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readConfig } from '#server/config.ts'
import { KeysUnavailable, makeKeyFolder } from '#server/platform/keys/keyFolder.ts'
import { openBytes, sealBytes } from '#server/platform/keys/sealing.ts'
import { makeSecrets } from '#server/platform/secrets.ts'

const [first, second] = ['aa'.repeat(32), 'bb'.repeat(32)]
let root: string
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'opora-keys-'))
})
afterAll(() => rm(root, { recursive: true, force: true }))

const folder = () => join(root, randomUUID(), 'keys')

describe('a folder of keys', () => {
  it('keeps each in a file of its owner alone, sealed, and gives back the same', async () => {
    const place = folder()
    const keys = makeKeyFolder(place, makeSecrets(first))
    const id = randomUUID()
    const key = await keys.make(id)

    expect(await keys.read(id)).toEqual(key)
    expect(readdirSync(place)).toEqual([`${id}.key`])
    expect(statSync(join(place, `${id}.key`)).mode & 0o777).toBe(0o600)
    expect(statSync(place).mode & 0o777).toBe(0o700)
    const text = readFileSync(join(place, `${id}.key`), 'latin1')
    for (const form of ['base64', 'base64url', 'hex', 'latin1'] as const) expect(text).not.toContain(key.toString(form))
  })

  it('what is removed is gone; what never was there, too', async () => {
    const keys = makeKeyFolder(folder(), makeSecrets(first))
    const id = randomUUID()
    expect(await keys.read(id)).toBeNull()
    await keys.remove(id)
    await keys.make(id)
    await keys.remove(id)
    await keys.remove(id)
    expect(await keys.read(id)).toBeNull()
  })

  it('a key under another’s name, or with another master key, opens nothing', async () => {
    const place = folder()
    const keys = makeKeyFolder(place, makeSecrets(first))
    const [id, other] = [randomUUID(), randomUUID()]
    await keys.make(id)
    await expect(makeKeyFolder(place, makeSecrets(second)).read(id)).rejects.toThrow('sealed with the key')
    renameSync(join(place, `${id}.key`), join(place, `${other}.key`))
    await expect(keys.read(other)).rejects.toThrow('unable to authenticate')
  })

  it('a new master key: the old one opens until all are wrapped anew, each once', async () => {
    const place = folder()
    const id = randomUUID()
    const key = await makeKeyFolder(place, makeSecrets(first)).make(id)
    const both = makeKeyFolder(place, makeSecrets(second, first))

    expect(await both.read(id)).toEqual(key)
    expect([await both.rewrap(id), await both.rewrap(id), await both.rewrap(randomUUID())]).toEqual([
      true,
      false,
      false,
    ])
    expect(await makeKeyFolder(place, makeSecrets(second)).read(id)).toEqual(key)
  })

  it('lists what there is, also what a killed process has left', async () => {
    const place = folder()
    const keys = makeKeyFolder(place, makeSecrets(first))
    const id = randomUUID()
    await keys.make(id)
    const part = `${id}.key.0a0b.part`
    writeFileSync(join(place, part), 'x')
    const listed = new Map<string, string | null>()
    for await (const { name, id: found } of keys.list()) listed.set(name, found)
    expect(listed).toEqual(
      new Map([
        [`${id}.key`, id],
        [part, null],
      ]),
    )
    await keys.removeFile(part)
    expect(existsSync(join(place, part))).toBe(false)
  })

  it('one that cannot be made says so, and is no path of somebody’s making', async () => {
    writeFileSync(join(root, 'file'), '')
    const keys = makeKeyFolder(join(root, 'file', 'keys'), makeSecrets(first))
    await expect(keys.make(randomUUID())).rejects.toThrow(KeysUnavailable)
    await expect(makeKeyFolder('/proc/keys', makeSecrets(first)).make(randomUUID())).rejects.toThrow(KeysUnavailable)
    await expect(keys.read('../secret')).rejects.toThrow('not an id')
  })
})

it('what is sealed for one thing opens for no other, and with no byte changed', () => {
  const key = Buffer.alloc(32, 7)
  const sealed = sealBytes(key, Buffer.from('тайна'), 'box 1')
  expect(openBytes(key, sealed, 'box 1').toString()).toBe('тайна')
  expect(() => openBytes(key, sealed, 'box 2')).toThrow('unable to authenticate')
  for (let place = 0; place < sealed.length; place += 1) {
    const damaged = Buffer.from(sealed)
    damaged[place] = (damaged[place] ?? 0) ^ 1
    expect(() => openBytes(key, damaged, 'box 1')).toThrow('unable to authenticate')
  }
})

describe('where the keys lie', () => {
  const config = (further: Record<string, string>) => readConfig({ DATABASE_URL: 'postgres://x', ...further })

  it('beside the data, never in it', () => {
    expect(config({ OPORA_DATA_DIR: '/srv/opora/' }).keysDir).toBe('/srv/opora.keys')
    expect(config({ OPORA_DATA_DIR: '/srv/opora', OPORA_KEYS_DIR: '/srv/keys' }).keysDir).toBe('/srv/keys')
  })

  it.each(['/srv/opora', '/srv/opora/keys'])('%s is refused', (keysDir) => {
    expect(() => config({ OPORA_DATA_DIR: '/srv/opora', OPORA_KEYS_DIR: keysDir })).toThrow('OPORA_KEYS_DIR lies in')
  })
})
