import { expect, test } from 'vitest'
import { clientEventsOf } from '#contract/notifications/table.types.ts'
import { notifiedEventTexts } from '#contract/notifications/events.texts.ts'
import type { ParsedInput, RouteOutput } from '#contract/routes.ts'
import type { SettingsView } from '#contract/session.ts'
import SettingsPage from '#app/shell/settings/SettingsPage.vue'
import { RefusedByServer } from '../../fakeServer.ts'
import { byLabel, byRole, click, textOf, type } from '../../harness.ts'
import { meOf } from '../../factories.ts'
import { choice, isThere, openPage, pass, rowOf, wholePage } from '../../page.ts'
import type { Answers } from '../../page.ts'

const serhiy = { userId: 5, name: 'Сергей Бондарь', photo: null }
const iryna = { userId: 7, name: 'Ирина Новикова', photo: null }
const named = (person: typeof serhiy, as: 'integrator' | 'contact') =>
  ({ person, as, namedBy: 'Анна Орлова', namedAt: '2026-11-21T09:00:00.000Z' }) as const

function settingsOf(changes: Partial<SettingsView> = {}): SettingsView {
  return {
    language: 'ru',
    people: [],
    notices: { answers: true, connection: true, billing: true },
    readers: [],
    canEdit: true,
    ...changes,
  }
}

const ownChoices: RouteOutput<'readOwnNotifications'> = {
  sides: [],
  mail: { isServed: false, address: null, waiting: null },
  language: null,
  quiet: null,
  timeZone: null,
  sound: false,
  desktop: false,
}

/** As the server answers what was saved. */
const saved = ({ language, notices }: ParsedInput<'saveSettings'>) =>
  settingsOf({ language, notices: { ...notices, billing: notices.billing ?? true } })

async function open(answers: Answers = {}) {
  const page = await openPage(SettingsPage, {
    me: meOf(),
    answers: { readSettings: () => settingsOf(), readOwnNotifications: () => ownChoices, ...answers },
  })
  // What somebody has chosen for themself has tests of its own.
  return {
    ...page,
    asked: () => page.asked().filter(({ name }) => name !== 'readOwnNotifications' && name !== 'readMessengers'),
  }
}

test('E2 the page says what an integrator may do and what a contact is', async () => {
  await open()

  expect(wholePage()).toContain('Читают и пишут обращения наравне с администраторами')
  expect(wholePage()).toContain('Обращений они не читают и не пишут')
  expect(wholePage()).toContain('Администраторы портала пишут в поддержку всегда')
})

test('E2 an admin finds somebody of the portal and makes them an integrator', async () => {
  const { asked } = await open({
    searchPeople: () => ({ people: [iryna] }),
    namePerson: () => settingsOf({ people: [named(iryna, 'integrator')] }),
  })

  await click(byRole('button', 'Добавить интегратора'))
  await type(byLabel('Имя или фамилия'), 'Ирина')
  await pass(300)
  expect(textOf(byRole('dialog'))).toContain('Найден 1 человек')
  await click(choice(/Ирина Новикова/))
  await click(byRole('button', 'Добавить'))

  expect(asked().slice(1)).toEqual([
    { name: 'searchPeople', input: { search: 'Ирина' } },
    { name: 'namePerson', input: { userId: 7, as: 'integrator' } },
  ])
  expect(textOf(rowOf('Интеграторы', 'Ирина Новикова'))).toContain('Анна Орлова, вчера')
  expect(isThere('dialog')).toBe(false)
})

test('while somebody types only the last words are searched for', async () => {
  const { asked } = await open({ searchPeople: () => ({ people: [] }) })

  await click(byRole('button', 'Добавить контакт'))
  await type(byLabel('Имя или фамилия'), 'Ир')
  await pass(100)
  await type(byLabel('Имя или фамилия'), 'Ирина')
  await pass(300)

  expect(asked().slice(1)).toEqual([{ name: 'searchPeople', input: { search: 'Ирина' } }])
  expect(textOf(byRole('dialog'))).toContain('По запросу «Ирина» в портале никого нет')
})

test('whoever is named already cannot be named the same again', async () => {
  await open({
    readSettings: () => settingsOf({ people: [named(serhiy, 'integrator')] }),
    searchPeople: () => ({ people: [serhiy] }),
  })

  await click(byRole('button', 'Добавить интегратора'))
  await type(byLabel('Имя или фамилия'), 'Сергей')
  await pass(300)

  expect(choice(/Сергей Бондарь.*уже интегратор/).matches(':disabled')).toBe(true)
})

test('E2 removing an integrator asks first', async () => {
  const { asked } = await open({
    readSettings: () => settingsOf({ people: [named(serhiy, 'integrator')] }),
    removeContact: () => settingsOf(),
  })

  await click(byRole('button', 'Убрать: Сергей Бондарь'))
  expect(textOf(byRole('dialog'))).toContain('Доступ к обращениям закроется сразу')
  await click(byRole('button', 'Убрать'))

  expect(asked().at(-1)).toEqual({ name: 'removeContact', input: { userId: 5 } })
  expect(wholePage()).toContain('Интеграторов нет')
  expect(textOf(byRole('status'))).toBe('Убрано: Сергей Бондарь.')
})

test('a notice that is switched off is saved at once, with the rest as it was', async () => {
  const { asked } = await open({ saveSettings: (input) => saved(input) })

  await click(byRole('switch', /^Подключение/))

  expect(asked().at(-1)).toEqual({
    name: 'saveSettings',
    input: { language: 'ru', notices: { answers: true, connection: false, billing: true } },
  })
  expect(textOf(byRole('status'))).toBe('Сохранено.')
  expect(byRole('switch', /^Подключение/).getAttribute('aria-checked')).toBe('false')
})

test('D4 the page says of what each switch tells, whom, and whom it reaches now', async () => {
  await open({
    readSettings: () => ({
      ...settingsOf(),
      readers: [
        { name: 'Анна Орлова', as: 'admin' },
        { name: 'Ольга Бережная', as: 'contact' },
      ],
    }),
  })

  const page = wholePage()
  for (const event of clientEventsOf('billing')) {
    expect.soft(page, event).toContain(notifiedEventTexts.texts.ru[event])
  }
  expect(page).toContain('код подключения (только администраторам)')
  expect(page).toContain('Сейчас их получают: Анна Орлова (администратор), Ольга Бережная (контакт)')
})

test('P8 it says that no admin was seen for a week, and who is told instead', async () => {
  await open({ readSettings: () => ({ ...settingsOf(), readers: [{ name: 'Ольга Бережная', as: 'contact' }] }) })
  expect(wholePage()).toContain('Сейчас их получают только Ольга Бережная (контакт): администраторы больше недели')
})

test('D7 the language of notifications is one of three', async () => {
  const { asked } = await open({ saveSettings: (input) => saved(input) })

  await click(choice('Українська'))

  expect(asked().at(-1)?.input).toEqual({ language: 'uk', notices: { answers: true, connection: true, billing: true } })
})

test('a choice that was refused goes back and says why', async () => {
  await open({
    saveSettings: () => {
      throw new RefusedByServer('admin_only')
    },
  })

  await click(byRole('switch', /Ответы поддержки/))

  expect(textOf(byRole('alert'))).toContain('Это может сделать только администратор портала')
  expect(byRole('switch', /Ответы поддержки/).getAttribute('aria-checked')).toBe('true')
})

test('E2 an integrator sees the settings and can change nothing', async () => {
  await open({ readSettings: () => settingsOf({ canEdit: false, people: [named(serhiy, 'integrator')] }) })

  expect(wholePage()).toContain('менять их может только администратор портала')
  expect(wholePage()).toContain('Сергей Бондарь')
  expect(isThere('button', /Добавить|Убрать/)).toBe(false)
  expect(isThere('switch')).toBe(false)
  expect(wholePage()).toContain('Ответы поддержкивключены')
})

test('what another admin has changed is shown without a reload', async () => {
  let people = [named(serhiy, 'contact')]
  const { receive } = await open({ readSettings: () => settingsOf({ people }) })

  people = [named(iryna, 'contact')]
  await receive({ type: 'changed', what: 'settings' })

  expect(textOf(rowOf('Контакты поддержки', 'Ирина Новикова'))).toContain('Ирина')
  expect(wholePage()).not.toContain('Сергей Бондарь')
})
