import { beforeEach, describe, expect, it } from 'vitest'
import FileKeepingPanel from '#app/staff/FileKeepingPanel.vue'
import { deskMe } from '../factories.ts'
import { allByRole, byRole, click, mountPage, server, settle, signIn, textOf, type } from '../harness.ts'
import { choice, wholePage } from '../page.ts'

const gibibyte = 1024 ** 3

async function show(keptDays: number | null, usedBytes = gibibyte): Promise<string[]> {
  const told: string[] = []
  server
    .on('readFileSettings', () => ({ keptDays }))
    .on('saveFileSettings', (settings) => settings)
    .on('readFileLimits', () => ({
      fileBytes: 50,
      ticket: { usedBytes: 0, mostBytes: 200 },
      portal: null,
      desk: { usedBytes, mostBytes: 10 * gibibyte },
    }))
  mountPage(FileKeepingPanel, { props: { onNotify: (text: string) => told.push(text) } })
  await settle()
  return told
}

beforeEach(() => signIn(deskMe()))

describe('how long files are kept', () => {
  it('T7 the owner reads how much room they take', async () => {
    await show(null)

    expect(textOf(byRole('meter').parentElement)).toBe('Занято 1 ГБ из 10 ГБ')
    expect(byRole('meter').getAttribute('aria-valuenow')).toBe('10')
    expect(wholePage()).not.toContain('Место заканчивается')
  })

  it('T7 and that it runs out', async () => {
    await show(null, 9.5 * gibibyte)

    expect(wholePage()).toContain('Место заканчивается')
  })

  it('T7 is as long as their ticket, until the owner sets days; what that removes is said before', async () => {
    const told = await show(null)
    expect(allByRole('button', 'Сохранить')).toEqual([])

    await click(choice('Удалять через несколько дней'))
    await type(byRole('textbox', 'Дней после отправки'), '90')
    expect(wholePage()).toContain('вернуть их нельзя')
    await click(byRole('button', 'Сохранить'))

    expect(server.asked('saveFileSettings')).toEqual([{ keptDays: 90 }])
    expect(told).toEqual(['Файлы хранятся 90 дней после отправки.'])
    expect(allByRole('button', 'Сохранить')).toEqual([])
  })

  it('T7 longer than before removes nothing, and is said so by saying nothing', async () => {
    await show(30)

    await type(byRole('textbox', 'Дней после отправки'), '60')

    expect(wholePage()).not.toContain('вернуть их нельзя')
  })

  it.each(['0', '3651', 'неделя', '1,5', ''])('T7 is no "%s" days', async (typed) => {
    await show(30)

    await type(byRole('textbox', 'Дней после отправки'), typed)

    expect(wholePage()).toContain('Целое число от 1 до 3650')
    expect(allByRole('button', 'Сохранить')).toEqual([])
  })
})
