import { beforeEach, describe, expect, it } from 'vitest'
import { defineComponent, h, ref } from 'vue'
import ConnectDialog from '#app/support/ConnectDialog.vue'
import type { RefusalCode } from '#contract/refusals.ts'
import { connected, meOf, previewOf, supportOf, withinHours } from '../factories.ts'
import { RefusedByServer } from '../fakeServer.ts'
import { allByRole, byRole, click, mountInApp, saying, server, settle, signIn, textOf, type } from '../harness.ts'

const isOpen = ref(true)
const Page = defineComponent(
  () => () => h(ConnectDialog, { open: isOpen.value, 'onUpdate:open': (open: boolean) => (isOpen.value = open) }),
)
const field = () => byRole('textbox', 'Код поддержки')
const text = () => document.body.textContent

async function show(): Promise<void> {
  isOpen.value = false
  mountInApp(Page)
  isOpen.value = true
  await settle()
}

async function enter(code = 'abcd efgh 1234 5678'): Promise<void> {
  await type(field(), code)
  const next = byRole('button', 'Дальше')
  // As a mouse does.
  next.focus()
  await click(next)
}

beforeEach(async () => {
  server.on('previewCode', () => previewOf()).on('readSupport', () => supportOf())
  await signIn(meOf())
})

describe('connecting a partner', () => {
  it('C1 forms the code while it is typed', async () => {
    await show()

    await type(field(), 'abcdefg')

    expect(field()).toHaveProperty('value', 'ABCD-EFG')
  })

  it('C1 says that a code is too short before asking anybody', async () => {
    await show()

    await enter('abcd')

    expect(text()).toContain('В коде 16 знаков')
    expect(field().getAttribute('aria-invalid')).toBe('true')
    expect(server.asked('previewCode')).toEqual([])
  })

  it('C3 shows everything that will change before the one question', async () => {
    await show()

    await enter()

    expect(server.asked('previewCode')).toEqual([{ code: 'ABCD-EFGH-1234-5678' }])
    expect(text()).toContain('Вам будет помогать Партнёр «Альфа»')
    expect(text()).toContain('пн–пт: 09:00–18:00')
    expect(text()).toContain('2 открытых обращения в «Стандартная поддержка» станут только для чтения')
    expect(textOf(saying('listitem', /Абонемент/)).replaceAll(/\s/g, ' ')).toBe(
      'АбонементПервый ответ1 час рабочего времениЦена кванта500 ₽Наименьший пакет30 квантов, 5 часов: 15 000 ₽Действует после оплаты90 дней',
    )
    expect(server.asked('activateCode')).toEqual([])
  })

  it('C3 of a desk without plans it says what it promises to answer in, or that it promises no time', async () => {
    const incident = { code: 'incident' as const, title: { ru: 'Авария', uk: 'Аварія', en: 'Outage' } }
    server.on('previewCode', () =>
      previewOf({ plans: [], reactions: [{ ...withinHours(2), categories: [incident] }, withinHours(3)] }),
    )
    await show()
    await enter()
    expect(text()).toMatch(/Первый ответ: Авария\s*2 часа рабочего времени/)

    server.on('previewCode', () =>
      previewOf({ plans: [], withoutTarget: { ru: 'Отвечаем по очереди.', uk: 'За чергою.', en: 'In turn.' } }),
    )
    await click(byRole('button', 'Другой код'))
    await enter()
    expect(text()).toMatch(/Первый ответ\s*срок не обещан/)
    expect(text()).toContain('Отвечаем по очереди.')
  })

  it('C3 connects with one confirmation that carries the state of its preview', async () => {
    server.on('activateCode', () => connected())
    await show()
    await enter()

    await click(byRole('button', 'Подключить'))

    expect(server.asked('activateCode')).toEqual([{ code: 'ABCD-EFGH-1234-5678', stateToken: 'state-1' }])
    expect(isOpen.value).toBe(false)
    expect(text()).toContain('Подключено. Теперь вам помогает Партнёр «Альфа»')
  })

  it('C3 a double click asks once', async () => {
    server.on('activateCode', () => new Promise(() => undefined))
    await show()
    await enter()
    const button = byRole('button', 'Подключить')

    button.click()
    button.click()
    await settle()

    expect(server.asked('activateCode')).toHaveLength(1)
  })

  it('C4 a preview that another admin has overtaken is shown anew with the reason', async () => {
    server.on('activateCode', ({ stateToken }) => {
      if (stateToken === 'state-1') throw new RefusedByServer('preview_stale')
      return connected()
    })
    await show()
    await enter()
    server.on('previewCode', () => previewOf({ locksTickets: 5, stateToken: 'state-9' }))

    await click(byRole('button', 'Подключить'))
    expect(byRole('alert').textContent).toContain('Пока вы смотрели, подключение изменилось')
    expect(text()).toContain('5 открытых обращений')
    await click(byRole('button', 'Подключить'))

    expect(server.asked('activateCode').at(-1)).toMatchObject({ stateToken: 'state-9' })
    expect(isOpen.value).toBe(false)
  })
})

const refusals: [RefusalCode, string][] = [
  ['code_wrong', 'Такого кода нет'],
  ['code_expired', 'Срок действия кода закончился'],
  ['code_revoked', 'Партнёр отозвал этот код'],
  ['code_used_up', 'Код уже использован'],
  ['already_connected', 'Вы уже подключены к этому партнёру'],
  ['own_desk', 'подключиться к самому себе нельзя'],
  ['admin_only', 'только администратор портала'],
  ['too_many_attempts', 'Слишком много попыток'],
]

describe('C3 every refusal has its own clear words', () => {
  it.each(refusals)('%s, when the code is looked at', async (code, words) => {
    server.refuse('previewCode', code)
    await show()

    await enter()

    expect(text()).toContain(words)
    expect(field()).toHaveProperty('value', 'ABCD-EFGH-1234-5678')
    expect(document.activeElement).toBe(field())
  })

  it.each(refusals.slice(0, 6))(
    '%s, when it is only found at the confirmation, leads back to the code',
    async (code, words) => {
      server.refuse('activateCode', code)
      await show()
      await enter()

      await click(byRole('button', 'Подключить'))

      expect(text()).toContain(words)
      expect(field()).toHaveProperty('value', 'ABCD-EFGH-1234-5678')
    },
  )

  it('a lost connection keeps the preview, so that it can be confirmed again', async () => {
    server.cut('activateCode')
    await show()
    await enter()

    await click(byRole('button', 'Подключить'))

    expect(byRole('alert').textContent).toContain('Нет связи с сервером')
    expect(allByRole('button', 'Подключить')).toHaveLength(1)
  })
})

it('D7 the focus goes into the dialog, then to the heading of what will change', async () => {
  await show()
  expect(document.activeElement).toBe(field())

  await enter()

  expect(document.activeElement?.textContent).toContain('Вам будет помогать')
})
