import { setTimeout as delay } from 'node:timers/promises'
import type { Random } from './random.ts'
import { isRecord } from './records.ts'

type Answer = { text: string; status: number; random: Random }

const json = { 'content-type': 'application/json; charset=utf-8' }
/** Bounded here: how much a portal may say and how long it may take is another part's question. */
const bigLetters = 3_000_000
const longLetters = 5000
const slowMilliseconds = 1500
const deepest = 20_000

/** What a portal that is broken, or means harm, makes of a true answer. */
export const twists: Record<string, (answer: Answer) => Response | Promise<Response>> = {
  HTML: () => new Response('<html><body>502 Bad Gateway</body></html>', { headers: { 'content-type': 'text/html' } }),
  'an empty answer': () => new Response('', { headers: json }),
  'truncated JSON': ({ text, random }) => new Response(text.slice(0, random.below(text.length)), { headers: json }),
  'a wrong shape': ({ text, random }) =>
    written(changeResult(text, () => random.pick([null, [], {}, 7, 'text', [[]], [null], { ID: {} }]))),
  'wrong types': ({ text, random }) =>
    written(
      changeLeaves(text, (leaf) => (random.chance(0.3) ? random.pick([null, 7, -1, 1e300, true, 'x', [], {}]) : leaf)),
    ),
  'a NUL': ({ text, random }) =>
    written(changeLeaves(text, (leaf) => (typeof leaf === 'string' && random.chance(0.5) ? `${leaf}\0` : leaf))),
  'half a surrogate pair': ({ text, random }) =>
    written(changeLeaves(text, (leaf) => (typeof leaf === 'string' && random.chance(0.5) ? `${leaf}\uD800` : leaf))),
  'long texts': ({ text, random }) =>
    written(
      changeLeaves(text, (leaf) =>
        typeof leaf === 'string' && random.chance(0.5) ? leaf.padEnd(longLetters, 'я') : leaf,
      ),
    ),
  'a big answer': ({ text }) => written({ ...asObject(parse(text)), padding: 'x'.repeat(bigLetters) }),
  'a deep answer': () => new Response(`{"result":${'['.repeat(deepest)}${']'.repeat(deepest)}}`, { headers: json }),
  'a redirect': ({ random }) =>
    new Response(null, {
      status: 302,
      headers: { location: random.pick(['http://127.0.0.1:1/', '/', 'file:///etc/passwd']) },
    }),
  'a slow answer': async ({ text, status }) => {
    await delay(slowMilliseconds)
    return new Response(text, { status, headers: json })
  },
  'an error of the server': ({ random }) => new Response('no', { status: random.pick([500, 503, 504, 429]) }),
  'an error without words': ({ random }) =>
    Response.json({ error: random.pick([null, {}, '', 7, ['x']]) }, { status: random.pick([200, 400, 401, 403]) }),
  'half of an answer': ({ text }) => new Response(brokenStream(text), { headers: json }),
}

function written(value: unknown): Response {
  return new Response(JSON.stringify(value), { headers: json })
}

function parse(text: string): unknown {
  return text.startsWith('{') ? JSON.parse(text) : {}
}

function changeResult(text: string, change: () => unknown): unknown {
  const answer = asObject(parse(text))
  return 'result' in answer ? { ...answer, result: change() } : change()
}

function changeLeaves(text: string, change: (leaf: unknown) => unknown): unknown {
  const walk = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(walk)
    if (!isRecord(value)) return change(value)
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, walk(inner)]))
  }
  return walk(parse(text))
}

function asObject(value: unknown): Record<string, unknown> {
  return isRecord(value) ? value : {}
}

/** The connection ends in the middle. */
function brokenStream(text: string): ReadableStream {
  return new ReadableStream({
    pull(controller) {
      controller.enqueue(new TextEncoder().encode(text.slice(0, text.length / 2)))
      controller.error(new Error('the portal hangs up'))
    },
  })
}
