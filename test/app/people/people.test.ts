import { describe, expect, test } from 'vitest'
import { defineComponent, h, shallowRef } from 'vue'
import AddPersonDialog from '#app/people/AddPersonDialog.vue'
import PeoplePicker from '#app/people/PeoplePicker.vue'
import type { Person } from '#contract/common.ts'
import { anna, petro, someone } from '../deskFactories.ts'
import { CutNetwork, RefusedByServer } from '../fakeServer.ts'
import { allByRole, byLabel, byRole, click, press, server, settle, textOf, type } from '../harness.ts'
import { choice, isThere, openPage, pass, wholePage } from '../page.ts'
import type { Answers } from '../page.ts'

const chosen = shallowRef<Person | null>(null)

function open(answers: Answers, props: { hints?: [number, string][]; taken?: number[] } = {}) {
  chosen.value = null
  const Page = defineComponent(
    () => () =>
      h(PeoplePicker, {
        modelValue: chosen.value,
        'onUpdate:modelValue': (person: Person | null) => (chosen.value = person),
        hints: new Map(props.hints),
        taken: new Set(props.taken),
      }),
  )
  return openPage(Page, { me: someone('owner'), answers })
}

async function search(text: string): Promise<void> {
  await type(byLabel('Имя или фамилия'), text)
  await pass(300)
}

const said = (): string => textOf(byRole('status'))
const names = (): string[] => allByRole('radio').map((radio) => textOf(radio.closest('label')))

describe('people of the portal', () => {
  test.each([
    { people: [], says: 'По запросу «Ко» в портале никого нет.' },
    { people: [anna], says: 'Найден 1 человек' },
    { people: [anna, petro], says: 'Найдены 2 человека' },
  ])('as many as were found are said: $says', async ({ people, says }) => {
    await open({ searchPeople: () => ({ people }) })
    expect(said()).toBe('Введите имя: покажем людей вашего портала.')

    await search('Ко')

    expect(said()).toBe(says)
    expect(names()).toEqual(people.map(({ name }) => expect.stringContaining(name)))
  })

  test('are asked for once somebody rests, without the spaces around', async () => {
    const { asked } = await open({ searchPeople: () => ({ people: [] }) })

    await type(byLabel('Имя или фамилия'), '  Ко ')
    expect(asked()).toEqual([])
    await pass(300)

    expect(asked()).toEqual([{ name: 'searchPeople', input: { search: 'Ко' } }])
  })

  test('nothing is said of a search that is not answered yet', async () => {
    const answer = Promise.withResolvers<{ people: Person[] }>()
    await open({ searchPeople: () => ({ people: [] }) })
    await search('Ко')
    expect(said()).toContain('«Ко»')

    server.on('searchPeople', () => answer.promise)
    await search('Анна')
    expect(said()).toBe('')
    answer.resolve({ people: [anna] })
    await settle()

    expect(said()).toBe('Найден 1 человек')
  })

  test('an answer that was overtaken is not shown', async () => {
    const older = Promise.withResolvers<{ people: Person[] }>()
    await open({})
    server.on('searchPeople', ({ search: text }) => (text === 'Ко' ? older.promise : { people: [petro] }))
    await search('Ко')
    await search('Пётр')

    older.resolve({ people: [anna] })
    await settle()

    expect(names()).toEqual([expect.stringContaining(petro.name)])
  })

  test('an emptied field begins anew, and asks nobody', async () => {
    const { asked } = await open({ searchPeople: () => ({ people: [anna] }) })
    await search('Ан')

    await search('')

    expect(said()).toBe('Введите имя: покажем людей вашего портала.')
    expect(names()).toEqual([])
    expect(asked()).toHaveLength(1)
  })

  test.each([
    ['no answer', () => new CutNetwork(), 'Нет связи с сервером'],
    ['the portal that does not answer', () => new RefusedByServer('portal_unreachable'), 'Портал'],
  ])('of %s it is said in words', async (_what, failure, words) => {
    await open({
      searchPeople: () => {
        throw failure()
      },
    })

    await search('Ко')

    expect(said()).toContain(words)
    expect(names()).toEqual([])
  })

  test('whoever is taken says why and cannot be chosen; the others can, with the keyboard as well', async () => {
    await open({ searchPeople: () => ({ people: [anna, petro] }) }, { hints: [[1, 'уже здесь']], taken: [1] })
    await search('Ко')
    expect(choice(/Анна Ковальчук.*уже здесь/).matches(':disabled')).toBe(true)

    await press(choice(/Пётр/), ' ')

    expect(chosen.value).toEqual(petro)
    expect(choice(/Пётр/)).toHaveProperty('checked', true)
  })

  test('a long name can be read in full', async () => {
    const name = 'Константин-Александр Преображенский-Вознесенский '.repeat(3).trim()
    await open({ searchPeople: () => ({ people: [{ ...anna, name }] }) })

    await search('Ко')

    expect(document.querySelector('[title]')?.getAttribute('title')).toBe(name)
  })
})

describe('somebody is added', () => {
  const isOpen = shallowRef(true)
  const added: Person[] = []

  async function openDialog(act: (person: Person) => Promise<unknown>) {
    isOpen.value = true
    added.length = 0
    const Page = defineComponent(
      () => () =>
        h(AddPersonDialog, {
          title: 'Новый',
          description: 'Кто это будет',
          yes: 'Взять',
          act,
          open: isOpen.value,
          hints: new Map(),
          taken: new Set<number>(),
          'onUpdate:open': (turned: boolean) => (isOpen.value = turned),
        }),
    )
    await openPage(Page, { me: someone('owner'), answers: { searchPeople: () => ({ people: [anna] }) } })
    await search('Ан')
  }

  test('only when somebody is chosen, and the dialog is gone', async () => {
    await openDialog((person) => Promise.resolve(added.push(person)))
    expect(byRole('button', 'Взять').matches(':disabled')).toBe(true)

    await click(choice(/Анна/))
    await click(byRole('button', 'Взять'))

    expect(added).toEqual([anna])
    expect(isOpen.value).toBe(false)
  })

  test('once, however often it is clicked', async () => {
    const answer = Promise.withResolvers<undefined>()
    await openDialog((person) => {
      added.push(person)
      return answer.promise
    })
    await click(choice(/Анна/))

    await Promise.all([click(byRole('button', 'Взять')), click(byRole('button', 'Взять'))])
    expect(added).toEqual([anna])
    answer.resolve(undefined)
    await settle()

    expect(isOpen.value).toBe(false)
  })

  test('not, when it was left; the next one begins anew', async () => {
    await openDialog((person) => Promise.resolve(added.push(person)))
    await click(choice(/Анна/))
    await click(byRole('button', 'Отмена'))
    expect([added, isOpen.value]).toEqual([[], false])

    isOpen.value = true
    await settle()

    expect(wholePage()).toContain('Введите имя')
    expect(isThere('radio')).toBe(false)
    expect(byRole('button', 'Взять').matches(':disabled')).toBe(true)
  })
})
