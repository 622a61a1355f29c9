import { expect, test } from 'vitest'
import type { ParsedInput } from '#contract/routes.ts'
import type { DeskRole } from '#contract/session.ts'
import type { StaffView } from '#contract/desks/types.ts'
import type { DeskView } from '#contract/connections/types.ts'
import StaffPage from '#app/staff/StaffPage.vue'
import { RefusedByServer } from '../fakeServer.ts'
import { byLabel, byRole, click, press, textOf, type } from '../harness.ts'
import { aDesk, aMember, anna, aStaff, petro, someone } from '../deskFactories.ts'
import { choice, isThere, openPage, pass, rowOf } from '../page.ts'
import type { Answers } from '../page.ts'

const iryna = { userId: 7, name: 'Ирина Новикова', photo: null }

/** As the server does: what is changed is there when the page reads anew. */
function open(answers: Answers = {}, role: DeskRole = 'owner') {
  staff = aStaff()
  return openPage(StaffPage, { me: someone(role), answers: { readStaff: () => staff, ...answers } })
}
let staff = aStaff()

function keep(changes: Partial<StaffView>): StaffView {
  staff = { ...staff, ...changes }
  return staff
}

/** A role for somebody, or nobody any more. */
function changed({ userId, role }: ParsedInput<'setStaff'>): DeskView {
  const others = staff.members.filter(({ person }) => person.userId !== userId)
  const person = [anna, petro, iryna].find((known) => known.userId === userId) ?? petro
  keep({ members: role === null ? others : [...others, aMember({ person, role })] })
  return aDesk()
}

async function chooseRole(name: string, role: string): Promise<void> {
  const select = byRole('combobox', `Роль: ${name}`)
  select.focus()
  await press(select, 'Enter')
  await press(byRole('option', role), 'Enter')
}

test('everybody on the desk is shown with a role, oneself marked', async () => {
  await open()

  expect(textOf(rowOf('Сотрудники службы поддержки', 'Анна Ковальчук'))).toContain('это вы')
  expect(textOf(byRole('combobox', 'Роль: Пётр Сидоренко'))).toBe('Специалист')
})

test('a role is changed at once and said', async () => {
  const { asked } = await open({ setStaff: changed })

  await chooseRole('Пётр Сидоренко', 'Руководитель')

  expect(asked()).toContainEqual({ name: 'setStaff', input: { userId: 2, role: 'lead' } })
  expect(textOf(byRole('combobox', 'Роль: Пётр Сидоренко'))).toBe('Руководитель')
  expect(textOf(byRole('status'))).toBe('Пётр Сидоренко: теперь Руководитель.')
})

test('the last owner keeps the role, and reads why', async () => {
  await open({
    setStaff: () => {
      throw new RefusedByServer('still_in_use')
    },
  })

  await chooseRole('Анна Ковальчук', 'Специалист')

  expect(textOf(byRole('alert'))).toContain('Сначала назначьте управляющим кого-то ещё')
  expect(textOf(byRole('combobox', 'Роль: Анна Ковальчук'))).toBe('Управляющий')
})

test('the last owner cannot be removed, and reads why in the question', async () => {
  await open({
    setStaff: () => {
      throw new RefusedByServer('still_in_use')
    },
  })

  await click(byRole('button', 'Убрать сотрудника: Анна Ковальчук'))
  expect(textOf(byRole('dialog'))).toContain('Вы убираете себя')
  await click(byRole('button', 'Убрать'))

  expect(textOf(byRole('alert'))).toContain('без управляющего некому будет выпускать коды')
  expect(isThere('dialog')).toBe(true)
})

test('whoever is removed is gone from the list', async () => {
  const { asked } = await open({ setStaff: changed })

  await click(byRole('button', 'Убрать сотрудника: Пётр Сидоренко'))
  await click(byRole('button', 'Убрать'))

  expect(asked()).toContainEqual({ name: 'setStaff', input: { userId: 2, role: null } })
  expect(isThere('button', 'Убрать сотрудника: Пётр Сидоренко')).toBe(false)
  expect(textOf(byRole('status'))).toBe('Пётр Сидоренко больше не сотрудник.')
})

test('a colleague is found among the people of the portal and added', async () => {
  const { asked } = await open({ setStaff: changed, searchPeople: () => ({ people: [iryna, petro] }) })

  await click(byRole('button', 'Добавить сотрудника'))
  await type(byLabel('Имя или фамилия'), 'Нов')
  await pass(300)
  expect(choice(/Пётр Сидоренко/).matches(':disabled')).toBe(true)
  await click(choice(/Ирина Новикова/))
  await click(byRole('button', 'Добавить'))

  expect(asked()).toContainEqual({ name: 'setStaff', input: { userId: 7, role: 'agent' } })
  expect(textOf(rowOf('Сотрудники службы поддержки', 'Ирина Новикова'))).toContain('Специалист')
})
