import { expect, test, vi } from 'vitest'
import CodesPage from '#app/desk/CodesPage.vue'
import { aCode, someone, uuid } from './factories.ts'
import { byLabel, byRole, click, RefusedByServer, textOf, type } from '../harness.ts'
import { choice, isThere, openPage, rowOf, wholePage } from './page.ts'
import type { Answers } from './page.ts'

const full = 'H7QK-2M9X-4TVB-X9QD'

function open(answers: Answers) {
  return openPage(CodesPage, { me: someone('owner'), answers: { listCodes: () => ({ codes: [] }), ...answers } })
}

test('an owner without codes reads what a code is for', async () => {
  await open({})

  expect(wholePage()).toContain('Кодов пока нет')
  expect(wholePage()).toContain('Код подключает портал клиента к вашей поддержке')
})

test('C2 the list tells the life of a code by its last group', async () => {
  const uses = [{ portalName: 'ООО Ромашка', by: 'Иван Петров', at: '2026-11-21T10:20:00.000Z' }]
  await open({
    listCodes: () => ({
      codes: [
        aCode({ maxUses: 5, portal: null, uses, note: 'Договор 17' }),
        aCode({ codeId: uuid(101), state: 'revoked', revokedAt: '2026-11-21T10:20:00.000Z', lastGroup: 'X9QD' }),
      ],
    }),
  })

  const open5 = textOf(rowOf('Выпущенные коды', '7K2M'))
  expect(open5).toContain('Действует')
  expect(open5).toContain('Открытый: для любого портала')
  expect(open5).toContain('Использован 1 из 5')
  expect(open5).toContain('Действует до 20 декабря 2026')
  expect(open5).toContain('Договор 17')
  expect(open5).toContain('ООО Ромашка: Иван Петров')
  const revoked = rowOf('Выпущенные коды', 'X9QD')
  expect(textOf(revoked)).toContain('Отозван вчера')
  expect(revoked.querySelector('button')).toBeNull()
})

test('C1 a code for one portal is issued with what the form says', async () => {
  const { asked } = await open({ issueCode: () => ({ code: full, view: aCode() }) })

  await click(byRole('button', 'Выпустить код'))
  await type(byLabel('Адрес портала'), 'romashka.bitrix24.ru')
  await click(byRole('button', '90 дней'))
  await click(choice(/Лицензия у вас на год/))
  await type(byLabel('Заметка для себя'), 'Договор 17')
  await click(byRole('button', 'Выпустить'))

  expect(asked().at(-1)).toEqual({
    name: 'issueCode',
    input: { portal: 'romashka.bitrix24.ru', maxUses: 1, expiresInDays: 90, clientStatus: 1, note: 'Договор 17' },
  })
})

test('C1 an open code names no portal', async () => {
  const { asked } = await open({ issueCode: () => ({ code: full, view: aCode({ portal: null }) }) })

  await click(byRole('button', 'Выпустить код'))
  await click(choice(/Открытый/))
  await click(byRole('button', 'Выпустить'))

  expect(asked().at(-1)?.input).toEqual({ maxUses: 1, expiresInDays: 30, clientStatus: 3, note: '' })
})

test('a code for a portal without its address is not asked of the server', async () => {
  const { asked } = await open({})

  await click(byRole('button', 'Выпустить код'))
  await click(byRole('button', 'Выпустить'))

  expect(wholePage()).toContain('Укажите адрес портала')
  expect(asked().map(({ name }) => name)).toEqual(['listCodes'])
})

test('C2 a code is shown in full once, with a warning and a letter, and is gone with its window', async () => {
  await open({ issueCode: () => ({ code: full, view: aCode() }) })
  await click(byRole('button', 'Выпустить код'))
  await type(byLabel('Адрес портала'), 'romashka.bitrix24.ru')
  await click(byRole('button', 'Выпустить'))

  expect(wholePage()).toContain(full)
  expect(wholePage()).toContain('показать код ещё раз не сможет никто')
  const letter = byLabel('Письмо клиенту')
  expect(letter).toHaveProperty('value', expect.stringContaining(full))
  expect(letter).toHaveProperty('value', expect.stringContaining('только в портале romashka.bitrix24.ru'))

  await click(byRole('button', 'Код у меня, закрыть'))
  expect(document.body.innerHTML).not.toContain(full)
  expect(textOf(rowOf('Выпущенные коды', '7K2M'))).toContain('Действует')
})

test('the code is copied by the old command that a portal allows', async () => {
  const copied: string[] = []
  document.execCommand = vi.fn<typeof document.execCommand>(() => {
    copied.push(document.querySelector<HTMLTextAreaElement>('textarea[aria-hidden]')?.value ?? '')
    return true
  })
  await open({ issueCode: () => ({ code: full, view: aCode() }) })
  await click(byRole('button', 'Выпустить код'))
  await type(byLabel('Адрес портала'), 'romashka.bitrix24.ru')
  await click(byRole('button', 'Выпустить'))

  await click(byRole('button', 'Скопировать код'))

  expect(copied).toEqual([full])
})

test('C5 revoking asks first, says who stays, and then shows the code as revoked', async () => {
  const uses = [{ portalName: 'ООО Ромашка', by: 'Иван Петров', at: '2026-11-21T10:20:00.000Z' }]
  const { asked } = await open({
    listCodes: () => ({ codes: [aCode({ uses, maxUses: 2 })] }),
    revokeCode: () => aCode({ uses, maxUses: 2, state: 'revoked', revokedAt: '2026-11-22T09:00:00.000Z' }),
  })

  await click(byRole('button', 'Отозвать код 7K2M'))
  expect(textOf(byRole('dialog'))).toContain('Подключённый по нему портал останется с вами')
  expect(asked().map(({ name }) => name)).not.toContain('revokeCode')
  await click(byRole('button', 'Отозвать код'))

  expect(asked().at(-1)).toEqual({ name: 'revokeCode', input: { codeId: uuid(100) } })
  expect(textOf(rowOf('Выпущенные коды', '7K2M'))).toContain('Отозван')
  expect(textOf(byRole('status'))).toBe('Код …7K2M отозван.')
})

test('whoever keeps the code after all asks nothing of the server', async () => {
  const { asked } = await open({ listCodes: () => ({ codes: [aCode()] }) })

  await click(byRole('button', 'Отозвать код 7K2M'))
  await click(byRole('button', 'Оставить'))

  expect(asked().map(({ name }) => name)).toEqual(['listCodes'])
  expect(isThere('dialog')).toBe(false)
})

test('E4 a code that a client has just used shows it without a reload', async () => {
  let uses: { portalName: string; by: string; at: string }[] = []
  const { hear } = await open({ listCodes: () => ({ codes: [aCode({ uses })] }) })
  expect(textOf(rowOf('Выпущенные коды', '7K2M'))).toContain('Использован 0 из 1')

  uses = [{ portalName: 'ООО Ромашка', by: 'Иван Петров', at: '2026-11-22T09:00:00.000Z' }]
  await hear({ type: 'changed', what: 'codes' })

  expect(textOf(rowOf('Выпущенные коды', '7K2M'))).toContain('Использован 1 из 1')
})

test('a list that cannot be read says why and is asked for again', async () => {
  let isAllowed = false
  await open({
    listCodes: () => {
      if (!isAllowed) throw new RefusedByServer('owner_only')
      return { codes: [aCode()] }
    },
  })
  expect(textOf(byRole('alert'))).toContain('Это может сделать только управляющий поддержкой')

  isAllowed = true
  await click(byRole('button', 'Повторить'))

  expect(isThere('alert')).toBe(false)
  expect(textOf(rowOf('Выпущенные коды', '7K2M'))).toContain('Действует')
})
