import { expect, test, vi } from 'vitest'
import type { InstallState, Me } from '#contract/session.ts'
import InstallPage from '#app/shell/install/InstallPage.vue'
import { RefusedByServer } from '../../fakeServer.ts'
import { byLabel, byRole, click, links, settle, textOf, type } from '../../harness.ts'
import { ids, meOf } from '../../factories.ts'
import { choice, isThere, openPage, wholePage } from '../../page.ts'
import type { Answers } from '../../page.ts'
import { installPortal } from '../../portal.ts'

let portal = installPortal({ isInstallMode: true })

function stateOf(changes: Partial<InstallState> = {}): InstallState {
  return { portalName: 'ООО «Вектор»', isInstalled: false, isClient: false, desk: null, ...changes }
}

async function open(answers: Answers = {}, me: Partial<Me> = {}) {
  portal = installPortal({ isInstallMode: true })
  await links().frame.open()
  portal.commands.length = 0
  const page = await openPage(InstallPage, {
    me: meOf({ isInstalled: false, ...me }),
    answers: { readInstall: () => stateOf(), ...answers },
  })
  await vi.dynamicImportSettled()
  await settle()
  return page
}

const isFinished = (): boolean => wholePage().includes('Портал перезагружает страницу')

test('a portal that needs support is installed with one button, and the portal is told', async () => {
  const { asked } = await open({ install: () => stateOf({ isInstalled: true, isClient: true }) })
  expect(portal.commands).toEqual([])

  await click(byRole('button', 'Установить'))

  expect(asked().at(-1)).toEqual({ name: 'install', input: { choice: 'client' } })
  expect(portal.commands).toEqual(['setInstallFinish'])
  expect(textOf(byRole('status'))).toContain('Портал перезагружает страницу')
})

test('C6 what happens next depends on the choice', async () => {
  await open()
  expect(wholePage()).toContain('Администраторы портала сразу смогут писать в поддержку')
  expect(wholePage()).not.toContain('Вы станете управляющим')

  await click(choice(/Мы оказываем поддержку/))

  expect(wholePage()).toContain('Вы станете управляющим службы поддержки')
  expect(wholePage()).not.toContain('Администраторы портала сразу смогут писать')
})

test('a desk needs a key and a name before the server is asked', async () => {
  const { asked } = await open()

  await click(choice(/Мы оказываем поддержку/))
  await click(byRole('button', 'Установить'))

  expect(wholePage()).toContain('Введите ключ: без него рабочее место не открыть')
  expect(wholePage()).toContain('Введите название: его увидят клиенты')
  expect(asked().map(({ name }) => name)).toEqual(['readInstall'])
  expect(isFinished()).toBe(false)
})

test('C6 a portal may be both, with the key and the name of its desk', async () => {
  const desk = { name: 'Поддержка Вектор', kind: 'partner' } as const
  const { asked } = await open({ install: () => stateOf({ isInstalled: true, isClient: true, desk }) })

  await click(choice(/И то и другое/))
  await type(byLabel('Ключ службы поддержки'), ' DESK-KEY ')
  await type(byLabel('Название службы поддержки'), 'Поддержка Вектор')
  await click(byRole('button', 'Установить'))

  const input = { choice: 'both', deskKey: 'DESK-KEY', deskName: 'Поддержка Вектор' }
  expect(asked().at(-1)).toEqual({ name: 'install', input })
  expect(isFinished()).toBe(true)
})

for (const [code, words] of [
  ['desk_key_wrong', 'Такого ключа поддержки нет'],
  ['desk_key_used', 'Этот ключ уже использован'],
  ['portal_unreachable', 'Портал Битрикс24 не отвечает'],
] as const) {
  test(`${code} is said in words, and the installation is not finished`, async () => {
    await open({
      install: () => {
        throw new RefusedByServer(code)
      },
    })

    await click(choice(/Мы оказываем поддержку/))
    await type(byLabel('Ключ службы поддержки'), 'WRONG')
    await type(byLabel('Название службы поддержки'), 'Вектор')
    await click(byRole('button', 'Установить'))

    expect(wholePage()).toContain(words)
    expect(isFinished()).toBe(false)
    expect(byLabel('Ключ службы поддержки')).toHaveProperty('value', 'WRONG')
  })
}

test('somebody who is not an admin reads whom to ask, and nothing is read', async () => {
  const { asked } = await open({}, { isPortalAdmin: false })

  expect(wholePage()).toContain('Установить может администратор портала')
  expect(asked()).toEqual([])
})

test('opened again it says what is set up and offers to change it', async () => {
  const desk = { name: 'Поддержка Вектор', kind: 'partner' } as const
  const { asked } = await open({
    readInstall: () => stateOf({ isInstalled: true, desk }),
    install: () => stateOf({ isInstalled: true, isClient: true, desk }),
  })
  expect(wholePage()).toContain('«Опора» уже установлена')
  expect(wholePage()).toContain('Вы оказываете поддержку: Поддержка Вектор')

  await click(byRole('button', 'Изменить'))
  expect(() => choice(/Нам нужна поддержка/)).toThrow('no choice')
  await click(choice(/И то и другое/))
  expect(isThere('textbox')).toBe(false)
  await click(byRole('button', 'Сохранить'))

  expect(asked().at(-1)).toEqual({ name: 'install', input: { choice: 'both' } })
})

test('the owner of the desk may rename it', async () => {
  const desk = { name: 'Поддержка Вектор', kind: 'partner' } as const
  const { asked } = await open(
    {
      readInstall: () => stateOf({ isInstalled: true, isClient: true, desk }),
      install: () => stateOf({ isInstalled: true, isClient: true, desk: { ...desk, name: 'Вектор 24' } }),
    },
    { desk: { deskId: ids.desk, name: desk.name, kind: desk.kind, role: 'owner' } },
  )

  await click(byRole('button', 'Изменить'))
  await type(byLabel('Название службы поддержки'), 'Вектор 24')
  await click(byRole('button', 'Сохранить'))

  expect(asked().at(-1)).toEqual({ name: 'install', input: { choice: 'both', deskName: 'Вектор 24' } })
})

test('where nothing can be added and nothing renamed, nothing is offered', async () => {
  const desk = { name: 'Поддержка Вектор', kind: 'partner' } as const
  await open({ readInstall: () => stateOf({ isInstalled: true, isClient: true, desk }) })

  expect(isThere('button', 'Изменить')).toBe(false)
})

test('a portal that still waits for the end of the installation gets it', async () => {
  await open({ readInstall: () => stateOf({ isInstalled: true, isClient: true }) })

  await click(byRole('button', 'Завершить установку'))

  expect(isFinished()).toBe(true)
})
