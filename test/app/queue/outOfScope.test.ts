import { beforeEach, describe, expect, it } from 'vitest'
import OutOfScopeDialog from '#app/queue/OutOfScopeDialog.vue'
import { quantumMaintenance } from '#server/regulations/presets/quantumMaintenance.ts'
import { vendorSla } from '#server/regulations/presets/vendorSla.ts'
import type { TicketScope } from '#contract/tickets/scope.types.ts'
import { aTicketView, someone } from '../deskFactories.ts'
import { ids } from '../factories.ts'
import { byLabel, byRole, click, mountPage, server, settle, signIn, textOf, type } from '../harness.ts'

const field = () => byRole('textbox', /^Ответ клиенту/)
const said = () => textOf(byRole('dialog'))

function scopeOf({ scope }: typeof vendorSla, language: TicketScope['language'] = 'ru'): TicketScope {
  return {
    language,
    areas: scope.areas.map(({ code, title, outside }) => ({ code, title, ...(outside ?? scope.outside) })),
    rest: scope.outside,
  }
}

async function show(scope: TicketScope): Promise<void> {
  server.on('readTicketScope', () => scope).on('declineOutOfScope', () => aTicketView())
  mountPage(OutOfScopeDialog, { props: { open: true, ticketId: ids.ticket, 'onUpdate:open': () => undefined } })
  await settle()
}

beforeEach(() => signIn(someone('agent')))

describe('T5 declining what is outside of support', () => {
  it('stands with the only area and its answer in the client’s language: one more click does it', async () => {
    await show(scopeOf(quantumMaintenance, 'uk'))

    expect(field()).toHaveProperty('value', quantumMaintenance.scope.outside.text.uk)
    expect(said()).toContain('Кнопка у клиента: «Запросить оценку»')
    await click(byRole('button', 'Ответить и закрыть'))

    expect(server.asked('declineOutOfScope')).toMatchObject([
      { ticketId: ids.ticket, area: 'maintenance', text: quantumMaintenance.scope.outside.text.uk },
    ])
  })

  it('of several areas none is guessed; what the agent wrote stays, and an empty answer is none', async () => {
    await show(scopeOf(vendorSla))
    expect(textOf(byLabel('Область'))).toContain('Другое')
    expect(said()).toContain('Кнопки у клиента не будет')

    await type(field(), 'Пишите хостеру.')
    await click(byRole('button', 'Ответить и закрыть'))

    expect(server.asked('declineOutOfScope')).toMatchObject([{ area: null, text: 'Пишите хостеру.' }])
  })

  it('what cannot be read is said, and one may write all the same', async () => {
    server.refuse('readTicketScope', 'not_found')
    server.on('declineOutOfScope', () => aTicketView())
    mountPage(OutOfScopeDialog, { props: { open: true, ticketId: ids.ticket, 'onUpdate:open': () => undefined } })
    await settle()

    await click(byRole('button', 'Ответить и закрыть'))
    expect(said()).toContain('Напишите ответ')
    expect(server.asked('declineOutOfScope')).toEqual([])
  })
})
