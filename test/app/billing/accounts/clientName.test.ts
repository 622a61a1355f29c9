import { describe, expect, it } from 'vitest'
import { allByRole, byLabel, byRole, click, textOf, type } from '../../harness.ts'
import { account, open } from './accountsScene.ts'

describe('D8 a client’s name', () => {
  it('is the heading, above the address, and a lead changes it; an empty field takes it back', async () => {
    const named = { memberId: 'romashka', portalName: 'romashka.example' }
    const { asked } = await open(
      {
        readAccount: () => ({ ...account, clientName: 'Ромашка', portalName: 'romashka.example' }),
        nameClient: ({ name }) => ({
          ...named,
          clientName: name ?? 'Из CRM',
          source: name === null ? 'company' : 'desk',
        }),
      },
      { role: 'lead' },
    )
    expect(byRole('heading', 'Ромашка')).toBeDefined()

    await click(byRole('button', 'Изменить название'))
    await type(byLabel('Название'), '  Сеть салонов  ')
    await click(byRole('button', 'Сохранить'))
    const panel = byRole('region', 'Название клиента')
    expect(textOf(panel)).toContain('Сеть салонов')
    expect(textOf(panel)).toContain('romashka.example')

    await click(byRole('button', 'Изменить название'))
    await type(byLabel('Название'), ' ')
    await click(byRole('button', 'Сохранить'))
    expect(textOf(byRole('region', 'Название клиента'))).toContain('Из CRM')
    expect(asked().flatMap(({ name, input }) => (name === 'nameClient' ? [input] : []))).toEqual([
      { memberId: 'romashka', name: 'Сеть салонов' },
      { memberId: 'romashka', name: null },
    ])
  })

  it('an agent reads it and changes nothing', async () => {
    await open({}, { role: 'agent' })

    expect(allByRole('button', /назва/)).toEqual([])
  })
})
