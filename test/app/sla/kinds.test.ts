import { beforeEach, describe, expect, it } from 'vitest'
import { defineComponent, h, shallowRef } from 'vue'
import { setLanguage } from '#app/lib/i18n.ts'
import KindProposal from '#app/sla/KindProposal.vue'
import SlaBar from '#app/sla/SlaBar.vue'
import SlaDetails from '#app/sla/SlaDetails.vue'
import type { SlaView } from '#contract/sla/types.ts'
import { deskMe, ids, viewOf } from '../factories.ts'
import { RefusedByServer } from '../fakeServer.ts'
import { allByRole, byRole, click, mountInApp, mountPage, server, settle, signIn, textOf } from '../harness.ts'
import { aClock, aSla, ownTitles, ticketKinds } from './factories.ts'

const page = (): string => textOf(document.body)
const choices = (): string[] => allByRole('radio').map((radio) => textOf(radio.closest('label')))

beforeEach(() => signIn(deskMe()))

describe('T3 what a ticket is', () => {
  async function show(changes: Partial<SlaView> = {}): Promise<void> {
    server.on('readKinds', () => ticketKinds).on('readSla', () => aSla([], changes))
    mountInApp(SlaDetails, { props: { ticketId: ids.ticket, view: aSla([], changes) } })
    await settle()
  }
  const save = () => click(byRole('button', 'Сохранить'))

  it.each([
    { category: 'incident', priority: 'critical', text: 'Инцидент, приоритет: Критический' },
    { category: 'informationRequest', priority: 'low', text: 'Запрос информации, приоритет: Низкий' },
    { category: null, priority: 'medium', text: 'Категория не указана, приоритет: Средний' },
  ] as const)('is said in words: $text', async ({ text, ...kind }) => {
    await show(kind)

    expect(textOf(byRole('region', 'Что это за обращение'))).toContain(text)
  })

  it('T3 in the titles of its own regulation', async () => {
    await show({ category: 'incident', priority: 'high', titles: ownTitles })

    expect(textOf(byRole('region', 'Что это за обращение'))).toContain('Авария, приоритет: Срочно')
  })

  it('is changed only by those who may', async () => {
    await show({ canClassify: false })

    expect(allByRole('button', 'Изменить')).toEqual([])
  })

  it('says in the reader’s language what the desk promises where no time is', async () => {
    setLanguage('en')
    await show({ withoutTarget: { ru: 'Как получится', uk: 'Як вийде', en: 'As we can' } })

    expect(page()).toContain('As we can')
    expect(page()).not.toContain('Как получится')
  })

  it('asks for a category, then for a priority of it, before the server hears anything', async () => {
    await show({ category: null, priority: 'critical' })
    await click(byRole('button', 'Изменить'))

    await save()
    expect(textOf(byRole('alert'))).toBe('Выберите категорию.')
    await click(byRole('radio', /changeRequest/))
    await save()
    expect(textOf(byRole('alert'))).toBe('Выберите приоритет, который бывает у этой категории.')
    expect(server.asked('classifyTicket')).toEqual([])
    server.on('classifyTicket', () => viewOf())
    await click(byRole('radio', /low/))
    await save()

    expect(server.asked('classifyTicket')).toEqual([
      { ticketId: ids.ticket, category: 'changeRequest', priority: 'low' },
    ])
    expect(server.asked('readSla')).toEqual([{ ticketId: ids.ticket }])
    expect(allByRole('dialog')).toEqual([])
  })

  it('that was refused keeps the dialog, what was chosen, and says why', async () => {
    await show({ priority: 'low' })
    server.refuse('classifyTicket', 'ticket_locked')
    await click(byRole('button', 'Изменить'))
    await click(byRole('radio', /critical/))

    await save()

    expect(textOf(byRole('alert'))).not.toBe('')
    expect(byRole('radio', /critical/)).toHaveProperty('checked', true)
  })

  it('begins anew at each opening: what was chosen and not saved is forgotten', async () => {
    await show({ priority: 'low' })
    await click(byRole('button', 'Изменить'))
    await click(byRole('radio', /critical/))
    await click(byRole('button', 'Отмена'))

    await click(byRole('button', 'Изменить'))

    expect(byRole('radio', /low/)).toHaveProperty('checked', true)
  })

  it('that cannot be chosen because the choices did not come says why, and another try has them', async () => {
    await show()
    server.cut('readKinds')
    await click(byRole('button', 'Изменить'))
    expect(textOf(byRole('alert'))).toContain('Нет связи с сервером')
    await click(byRole('button', 'Отмена'))

    server.on('readKinds', () => ticketKinds)
    await click(byRole('button', 'Изменить'))

    expect(allByRole('alert')).toEqual([])
    expect(choices()).toHaveLength(4)
  })
})

describe('T3 what a client proposes', () => {
  const chosen = { category: shallowRef<string | null>(null), priority: shallowRef<string | null>(null) }

  async function show(): Promise<void> {
    chosen.category.value = null
    chosen.priority.value = null
    const Page = defineComponent(() => () => {
      const models = Object.entries(chosen).flatMap(([name, model]) => [
        [name, model.value],
        [`onUpdate:${name}`, (value: string | null) => (model.value = value)],
      ])
      return h(KindProposal, Object.fromEntries(models))
    })
    mountPage(Page)
    await settle()
  }

  it('is folded, and a priority is asked for when there is a category', async () => {
    server.on('readNewKinds', () => ticketKinds)
    await show()
    expect(choices()).toEqual(['Не знаю', 'incident что значит incident', 'changeRequest что значит changeRequest'])

    await click(byRole('radio', /incident/))

    expect(choices().slice(3)).toEqual(['Не знаю', 'low что значит low', 'critical что значит critical'])
  })

  it('loses a priority that the next category never has, and keeps one that it has', async () => {
    server.on('readNewKinds', () => ticketKinds)
    await show()
    await click(byRole('radio', /incident/))
    await click(byRole('radio', /critical/))

    await click(byRole('radio', /changeRequest/))
    expect(chosen.priority.value).toBeNull()
    await click(byRole('radio', /low/))
    await click(byRole('radio', /incident/))

    expect(chosen.priority.value).toBe('low')
  })

  it.each([
    ['knows none', () => server.on('readNewKinds', () => ({ categories: [], priorities: [] }))],
    ['does not answer', () => server.cut('readNewKinds')],
    [
      'refuses',
      () =>
        server.on('readNewKinds', () => {
          throw new RefusedByServer('not_allowed')
        }),
    ],
  ])('is not there where the server %s: writing does not wait for it', async (_what, prepare) => {
    prepare()
    await show()

    expect(page()).toBe('')
  })
})

describe('the bar below the head of a ticket', () => {
  it('stays away until the clocks are known, and when they cannot be read', async () => {
    server.cut('readSla')
    mountInApp(SlaBar, { props: { ticketId: ids.ticket, cursor: 1 } })
    await settle()

    expect(page()).toBe('')
  })

  it('opens everything about the deadlines, one part a clock', async () => {
    server.on('readSla', () => aSla([aClock(), aClock({ clock: 'resolution' })]))
    mountInApp(SlaBar, { props: { ticketId: ids.ticket, cursor: 1 } })
    await settle()

    await click(byRole('button', 'Сроки'))

    const parts = allByRole('heading').map(textOf)
    expect(parts).toEqual(expect.arrayContaining(['Сроки обращения', 'Первый ответ', 'Решение']))
  })
})
