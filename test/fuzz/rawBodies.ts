import type { Random } from './random.ts'

export type RawBody = { how: string; body: string | Buffer; headers: Record<string, string> }

const json = { 'content-type': 'application/json' }

/** What is no JSON, says that it is something else, or is too much. */
export function rawBody(good: string, random: Random): RawBody {
  const cut = good.slice(0, random.below(Math.max(1, good.length)))
  return random.pick<() => RawBody>([
    () => ({ how: 'broken JSON', body: cut, headers: json }),
    () => ({ how: 'broken JSON', body: `${good}${random.pick(['}', ',', 'null', '\0', '//', good])}`, headers: json }),
    () => ({ how: 'broken JSON', body: good.replaceAll('"', random.pick(["'", '“', ''])), headers: json }),
    () => ({
      how: 'broken JSON',
      body: random.pick(['', '{', '[', '"', '-', 'NaN', '{"a":}', '{a:1}']),
      headers: json,
    }),
    () => ({ how: 'doubled keys', body: good.replace(/^\{/, `${good.replace(/\}$/, '')},`), headers: json }),
    () => ({ how: 'broken encoding', body: Buffer.from(`\uFEFF${good}`), headers: json }),
    () => ({ how: 'broken encoding', body: Buffer.from(good, 'utf16le'), headers: json }),
    () => ({
      how: 'broken encoding',
      body: Buffer.concat([Buffer.from(good), Buffer.from([0xff, 0xc0, 0x80])]),
      headers: json,
    }),
    () => ({ how: 'wrong content type', body: good, headers: { 'content-type': random.pick(contentTypes) } }),
    () => ({
      how: 'wrong content type',
      body: good,
      headers: { ...json, 'content-encoding': random.pick(['gzip', 'br', 'x']) },
    }),
    () => ({ how: 'too large', body: `"${'a'.repeat(random.pick([140_000, 600_000, 1_500_000]))}"`, headers: json }),
    () => ({ how: 'too deep', body: random.pick(['[', '{"a":']).repeat(random.pick([100, 20_000])), headers: json }),
  ])()
}

const contentTypes = [
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'multipart/form-data',
  'application/json; charset=utf-7',
  ';;;',
]
