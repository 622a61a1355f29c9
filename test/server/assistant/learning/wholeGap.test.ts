import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { mostOfGap } from '#contract/assistant/learning.types.ts'
import { startScene, type Scene } from '../../tickets/scene.ts'

let scene: Scene
let stranger: string
beforeAll(async () => {
  scene = await startScene()
  stranger = await scene.world.enter('standard', 1)
}, 60_000)
afterAll(() => scene.world.stop())

const begun = Math.floor(Date.now() / 1000) - 3600

/** Questions of a desk in vain, a second apart; `later`: seconds after the others. Their ids, the newest last. */
async function askedInVain(staff: string, text: string, count: number, later = 0): Promise<string[]> {
  const { desk } = await scene.actorOf(staff)
  const { rows } = await sql<{ attemptId: string }>`
    with made as (
      insert into assistant_attempts (attempt_id, desk_id, member_id, session_id, attempt_no, question, language, audience,
                                      layout_fixed, knowledge_version, engine, hits, p1, p3, zone, shown, milliseconds,
                                      llm_used, at)
      select gen_random_uuid(), ${desk?.deskId}, null, gen_random_uuid(), 1, ${text}, 'ru', 'clients',
             null, 1, 'made up', '[]', 0, 0, 'unknown', '{}', 1,
             false, to_timestamp(${begun + later - count}::double precision + number)
        from generate_series(1, ${count}::int) number
      returning attempt_id, at),
    came as (
      insert into assistant_outcomes (attempt_id, outcome, chosen, at)
      select attempt_id, 'abstained', null, at from made)
    select attempt_id as "attemptId" from made order by at`.execute(scene.world.store.db)
  return rows.map(({ attemptId }) => attemptId)
}

async function gapOf(staff: string, text: string) {
  const { gaps } = await scene.world.call('readGaps', {}, staff)
  return gaps.find(({ questions }) => questions[0]?.text === text)
}

it('A5 a gap is let be as a whole, also what of it is not told; what is asked after it, other gaps and other desks are not', async () => {
  const { world, owner } = scene
  const [camel, ostrich] = ['Верблюд заблудился в архиве', 'Страус уснул под сценой']
  const attemptId = (await askedInVain(owner, camel, 450)).at(-1) ?? ''
  await askedInVain(owner, ostrich, 3)
  await askedInVain(stranger, camel, 2)
  const gap = await gapOf(owner, camel)
  expect(gap).toMatchObject({ attemptId, attempts: 450 })
  expect(gap?.questions).toHaveLength(mostOfGap)
  expect(await world.ask('dismissGap', { attemptId }, stranger)).toMatchObject({ code: 'not_found' })
  const [newer = ''] = await askedInVain(owner, camel, 1, 1)

  await world.call('dismissGap', { attemptId }, owner)
  await world.call('dismissGap', { attemptId }, owner)

  expect(await gapOf(owner, camel)).toMatchObject({ attemptId: newer, attempts: 1 })
  expect(await gapOf(owner, ostrich)).toMatchObject({ attempts: 3 })
  expect(await gapOf(stranger, camel)).toMatchObject({ attempts: 2 })
  await world.call('dismissGap', { attemptId: newer }, owner)
  expect(await gapOf(owner, camel)).toBeUndefined()
}, 30_000)
