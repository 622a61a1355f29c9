import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { forgetAsked } from '#server/assistant/learning/recording.sql.ts'
import { eventually } from '#test/support/eventually.ts'
import { newId } from '#test/support/world.ts'
import { startScene, type Scene } from '../../tickets/scene.ts'
import { ask, heard, mailArticle, publish, saidIn, taskArticle, telephonyArticle, write } from '../talk.ts'

let scene: Scene
let lead: string
let mail: string
beforeAll(async () => {
  scene = await startScene()
  const { world, owner } = scene
  await world.call('setStaff', { userId: 4, role: 'lead' }, owner)
  lead = await world.enter('partner', 4)
  mail = await publish(world, owner, mailArticle)
  await publish(world, owner, telephonyArticle)
  await publish(world, owner, taskArticle)
}, 60_000)
afterAll(() => scene.world.stop())

const gaps = async () => (await scene.world.call('readGaps', {}, lead)).gaps
const gapOf = async (text: string) =>
  (await gaps()).find(({ questions }) => questions.some((one) => one.text.includes(text)))

/** Asked three times in vain, then people. */
async function inVain(text: string): Promise<string> {
  const { world, admin } = scene
  const { ticketId } = await ask(world, admin, text)
  await heard(world, admin, ticketId, 1)
  await write(world, admin, ticketId, 'Зелёная лампочка мигает на крыше')
  await heard(world, admin, ticketId, 2)
  await write(world, admin, ticketId, 'Кофеварка шумит по утрам')
  await eventually(async () => {
    const said = await saidIn(world, admin, ticketId)
    if (!said.some(({ kind }) => kind === 'operator')) throw new Error('no operator is offered')
  })
  await world.call('askForPerson', { ticketId }, admin)
  return ticketId
}

describe('A5 what a desk learns', () => {
  it('a question in vain is a gap; accepted as a phrasing with one click it changes the next answer', async () => {
    const { world, admin } = scene
    const question = 'бухгалтерша жалуется: голубиная доставка встала'
    await inVain(question)
    const gap = await gapOf('голубиная')
    expect(gap).toMatchObject({ attempts: 1, people: 1, handedOver: 1, language: 'ru' })
    expect(gap?.articles.some(({ answers }) => answers)).toBe(false)

    await world.call('acceptPhrasing', { attemptId: gap?.attemptId ?? '', articleId: mail }, lead)
    await world.call('acceptPhrasing', { attemptId: gap?.attemptId ?? '', articleId: mail }, lead)

    expect(await gapOf('голубиная')).toBeUndefined()
    const article = await world.call('readDeskArticle', { articleId: mail }, lead)
    expect(article.content.phrasings.filter((one) => one === question)).toHaveLength(1)
    expect(article.state).toBe('published')
    expect(article.hasChanges).toBe(false)
    await eventually(async () => {
      const { ticketId } = await ask(world, admin, question)
      const [said] = await heard(world, admin, ticketId, 1)
      expect(said).toMatchObject({ kind: 'answer', articles: [{ articleId: mail }] })
    })
  }, 30_000)

  it('an agent names the article that would have answered, or that none would; only where the assistant spoke', async () => {
    const { world, agent } = scene
    const ticketId = await inVain('Пингвин уронил самовар')
    expect(await world.call('readNamedAnswer', { ticketId }, agent)).toEqual({ isAsked: true, named: null })

    const named = await world.call('nameAnswer', { ticketId, articleId: mail }, agent)

    expect(named).toEqual({ isAsked: true, named: { articleId: mail, title: mailArticle.title } })
    expect((await gapOf('самовар'))?.articles[0]).toMatchObject({ articleId: mail, byAgent: true })
    expect((await world.call('nameAnswer', { ticketId, articleId: null }, agent)).named).toEqual({
      articleId: null,
      title: '',
    })
    const unknown = { ticketId, articleId: newId() }
    expect(await world.ask('nameAnswer', unknown, agent)).toMatchObject({ code: 'not_found' })
    const other = await scene.ticket({ taken: false })
    const silent = await world.call('readNamedAnswer', { ticketId: other.ticketId }, agent)
    expect(silent).toEqual({ isAsked: false, named: null })
  }, 30_000)

  it('what needs no article is shown no more; another desk has none of it and changes nothing', async () => {
    const { world } = scene
    await inVain('Жираф не влезает в лифт')
    const gap = await gapOf('Жираф')
    const attemptId = gap?.attemptId ?? ''
    const stranger = await world.enter('standard', 1)
    expect((await world.call('readGaps', {}, stranger)).gaps).toEqual([])
    expect(await world.ask('dismissGap', { attemptId }, stranger)).toMatchObject({ code: 'not_found' })
    const accepting = { attemptId, articleId: mail }
    expect(await world.ask('acceptPhrasing', accepting, stranger)).toMatchObject({ code: 'not_found' })
    expect(await gapOf('Жираф')).toBeDefined()

    await world.call('dismissGap', { attemptId }, lead)

    expect(await gapOf('Жираф')).toBeUndefined()
  }, 30_000)

  it('figures keep what is confirmed and what is assumed apart', async () => {
    const { world, admin } = scene
    const { ticketId } = await ask(world, admin, 'Не слышно собеседника')
    const [said] = await heard(world, admin, ticketId, 1)
    await world.call('judgeAnswer', { ticketId, attemptId: said?.attemptId ?? '', isHelped: true }, admin)

    const { weeks } = await world.call('readAssistantFigures', {}, lead)

    const [week] = weeks
    expect(week?.confirmed).toBeGreaterThanOrEqual(1)
    expect(week?.confirmedBy[0]).toBe(week?.confirmed)
    expect(week?.assumed).toBe(0)
    expect(week?.handedOver).toBeGreaterThanOrEqual(3)
    expect((week?.answered ?? 0) + (week?.listed ?? 0) + (week?.unknown ?? 0)).toBe(week?.attempts)
  }, 30_000)

  it('publishing is rehearsed with questions that were answered: taking the words away is worse', async () => {
    const { world } = scene
    const { content, version } = await world.call('readDeskArticle', { articleId: mail }, lead)
    const emptied = { ...content, title: 'Прочее', body: 'Пусто', phrasings: ['одно', 'второе', 'третье'] }
    const draft = { articleId: mail, version, language: 'ru' as const, translationOf: null, content: emptied }
    await world.call('saveArticle', draft, lead)

    const worse = await world.call('rehearseArticle', { articleId: mail, version: version + 1 }, lead)

    expect(worse.questions).toBeGreaterThan(1)
    expect(worse).toMatchObject({ isWorse: true })
    expect(worse.lost.map(({ question }) => question)).toContain('бухгалтерша жалуется: голубиная доставка встала')
    expect(await world.call('rehearseArticle', { articleId: mail, version }, lead)).toMatchObject({ isWorse: false })
    const unknown = { articleId: newId(), version: 1 }
    expect(await world.ask('rehearseArticle', unknown, lead)).toMatchObject({ code: 'not_found' })
  }, 30_000)

  it('C5 what a portal’s people have asked has no words once it is uninstalled with CLEAN', async () => {
    const { world } = scene
    const memberId = world.sandbox.portals['client']?.memberId ?? ''
    await world.store.db.transaction().execute((tx) => forgetAsked({ tx } as never, memberId))

    expect(await gaps()).toEqual([])
    const rows = await world.store.db.selectFrom('assistant_attempts').select(['question', 'member_id']).execute()
    expect(rows.length).toBeGreaterThan(3)
    expect(new Set(rows.map(({ question, member_id }) => `${question}${member_id ?? ''}`))).toEqual(new Set(['']))
  })
})
