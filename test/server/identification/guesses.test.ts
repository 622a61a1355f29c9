import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkFacts } from '#server/identification/codes.commands.ts'
import { makeIdentities } from '#server/identification/identities.commands.ts'
import type { Heard } from '#server/identification/identities.port.ts'
import { newId } from '#test/support/world.ts'
import { startScene, type Scene } from '../tickets/scene.ts'

let scene: Scene
beforeAll(async () => {
  scene = await startScene()
}, 60_000)
afterAll(() => scene.world.stop())

const secrets = { pepper: Buffer.alloc(32, 7) }

/** A chat that has named itself, and the code that its letter holds; what is guessed is guessed at once. */
async function startChat(externalId: string) {
  const { world } = scene
  const { db } = world.store
  const { memberId } = world.sandbox.portals.client
  const { deskId } = await db.selectFrom('desks').select('desk_id as deskId').executeTakeFirstOrThrow()
  const person = { memberId, userId: 1, name: 'Марина Калинина', photo: null, as: 'admin' as const, email: null }
  const accounts = {
    findActive: async () => [person],
    findByFacts: async () => [person],
    addressOf: async () => null,
  }
  const [letters, jobs]: [string[], string[]] = [[], []]
  const codeMail = {
    canSend: async () => true,
    say: async () => {},
    send: async ({ text }: { text: string }) => void letters.push(/\d{6}/.exec(text)?.[0] ?? ''),
  }
  const deps = { db, transaction: world.transaction, accounts, codeMail, secrets, listServed: async () => [memberId] }
  const identities = makeIdentities({
    ...deps,
    addJob: async (_unit, _task, payload) => void jobs.push(JSON.stringify(payload)),
  })
  const of: Omit<Heard, 'text' | 'eventKey' | 'at'> = { deskId, channel: 'telegram', externalId, language: 'ru' }
  const hear = (text: string) =>
    world.transaction((unit) => identities.heard(unit, { ...of, text, eventKey: newId(), at: unit.at }))
  for (const text of ['who:begin', 'Марина Калинина', 'Директор', `${externalId}@portal.example`]) await hear(text)
  const [job = '{}'] = jobs
  await checkFacts(deps, JSON.parse(job).codeId)
  const [code = ''] = letters
  return {
    code,
    guess: async (codes: readonly string[]) => Promise.all(codes.map((one) => hear(one))),
    tries: () =>
      db.selectFrom('identification_codes').select('tries').where('external_id', '=', externalId).executeTakeFirst(),
    joined: () => db.selectFrom('channel_identities').select('name').where('external_id', '=', externalId).execute(),
  }
}

const others = (code: string, count: number) =>
  Array.from({ length: count }, (_one, place) => String((Number(code) + 1 + place) % 1_000_000).padStart(6, '0'))

describe('I4 guesses that come at once', () => {
  it('of 40 no more than five are compared; then the right one fits no longer, and all words are the same', async () => {
    const chat = await startChat('guessed')
    const answers = await chat.guess(others(chat.code, 40))
    await scene.world.store.db.deleteFrom('identification_heard').execute()
    const late = await chat.guess([chat.code])
    // Whoever is answered thirty times an hour is answered no more.
    expect(new Set([...answers, ...late].flatMap((one) => one?.text ?? [])).size).toBe(1)
    expect(late[0]).not.toBeNull()
    expect(await chat.tries()).toEqual({ tries: 5 })
    expect(await chat.joined()).toEqual([])
  })

  it('of 20 that are right one is taken', async () => {
    const chat = await startChat('right')
    const answers = await chat.guess(Array.from({ length: 20 }, () => chat.code))
    expect(answers.filter((one) => one?.text.includes('Спасибо'))).toHaveLength(1)
    expect(await chat.joined()).toEqual([{ name: 'Марина Калинина' }])
  })
})
