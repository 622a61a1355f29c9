import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { masked } from '#server/knowledge/articles/domain/mask.ts'
import { newId } from '#test/support/world.ts'
import { startScene, type Scene } from '../tickets/scene.ts'

const mask = (text: string, names: readonly string[] = []) => masked(text, names, (what) => `[${what}]`)

describe('A5 what tells of whom a conversation was', () => {
  it.each([
    ['Пишите на info@romashka.example или +7 (495) 123-45-67.', 'Пишите на [mail] или [phone].'],
    ['Портал https://romashka.bitrix24.ru/crm/?id=7 не открывается', 'Портал [address] не открывается'],
    ['romashka.bitrix24.ua и 10.0.12.7', '[address] и [address]'],
    ['Телефон 380441234567, 22.11.2026, порт 587, код 12345', 'Телефон [phone], 22.11.2026, порт 587, код 12345'],
  ])('%s', (text, shown) => {
    expect(mask(text)).toBe(shown)
  })

  it('names stand in every case, and words that only begin like them stay', () => {
    const names = ['Марина Ковальчук', 'Анна', 'Ян', 'ООО «Ромашка»']
    expect(mask('Спасибо, Марине и МАРИНОЙ Ковальчуком! Для Ромашки аннотация янтарная, Ян.', names)).toBe(
      'Спасибо, [name] и [name] [name]! Для [name] аннотация янтарная, Ян.',
    )
  })
})

describe('A5 the solution of a ticket', () => {
  let scene: Scene
  beforeAll(async () => {
    scene = await startScene()
  }, 60_000)
  afterAll(() => scene.world.stop())

  it('becomes a draft without names, addresses and notes; sent twice it is one, and what was written since stays', async () => {
    const { world, agent, admin } = scene
    const { ticketId } = await scene.ticket()
    const { name } = await scene.actorOf(admin)
    await scene.send(ticketId, admin, { text: `Это ${name}, мой адрес a@b.example` })
    await scene.send(ticketId, agent, { text: 'тайная заметка', kind: 'note' })
    await scene.send(ticketId, agent, { text: `${name}, откройте https://client.example и смените порт на 587` })
    const articleId = newId()
    const draft = await world.call('draftSolution', { articleId, ticketId }, agent)

    expect(draft).toMatchObject({ state: 'draft', language: 'ru', audience: 'clients', title: 'Не приходят письма' })
    expect(draft.content.body).toContain('## Решение')
    expect(draft.content.body).toContain('смените порт на 587')
    const [first = ''] = name.split(' ')
    for (const secret of [first, 'example', 'заметка']) expect(JSON.stringify(draft.content)).not.toContain(secret)

    const content = { ...draft.content, body: 'Переписано' }
    await world.call('saveArticle', { articleId, version: 1, language: 'ru', translationOf: null, content }, agent)
    const again = await world.call('draftSolution', { articleId, ticketId }, agent)
    expect(again).toMatchObject({ version: 2, content: { body: 'Переписано' } })
  })

  it('of another desk’s ticket does not exist', async () => {
    const { world } = scene
    const { ticketId } = await scene.ticket()
    const standardOwner = await world.enter('standard', 1)
    expect(await world.ask('draftSolution', { articleId: newId(), ticketId }, standardOwner)).toMatchObject({
      code: 'not_found',
    })
  })
})
