import { describe, expect, test, vi } from 'vitest'
import { defineComponent, h, reactive } from 'vue'
import CompanyLinker from '#app/crm/CompanyLinker.vue'
import CompanyPanel from '#app/crm/CompanyPanel.vue'
import type { CompanyView } from '#contract/billing/crm.types.ts'
import type { FoundClient } from '#contract/tickets/queue.types.ts'
import { someone, uuid } from '../deskFactories.ts'
import { CutNetwork, RefusedByServer } from '../fakeServer.ts'
import { allByRole, byLabel, byRole, click, links, server, settle, textOf, type } from '../harness.ts'
import { isThere, openPage, pass, wholePage } from '../page.ts'
import type { Answers } from '../page.ts'
import { installPortal } from '../portal.ts'

const link = {
  companyId: 7,
  title: 'Ромашка',
  memberId: 'romashka',
  clientName: 'Ромашка',
  portalName: 'romashka.example',
  linkedBy: 'Анна',
}
const linked: CompanyView = { isGranted: true, link }
const free: CompanyView = { isGranted: true, link: null }

describe('Q4 the company of a client', () => {
  const props = reactive({ memberId: 'romashka', canChange: true })

  async function open(answers: Answers) {
    props.memberId = 'romashka'
    installPortal()
    await links().frame.open()
    return openPage(
      defineComponent(() => () => h(CompanyPanel, props)),
      { me: someone('owner'), answers },
    )
  }

  /** The portal's own dialog, which answers with a company or with nothing. */
  async function choosing(companyId: number | null): Promise<void> {
    const frame = await links().frame.open()
    vi.spyOn(frame, 'selectCompany').mockResolvedValue(companyId)
  }

  test.each([
    { company: linked, button: 'Сменить', says: 'Компания в CRM: Ромашка' },
    { company: free, button: 'Выбрать компанию', says: 'Компания в CRM не выбрана' },
  ])('$says', async ({ company, button, says }) => {
    await open({ readCompany: () => company })

    expect(wholePage()).toContain(says)
    expect(isThere('button', button)).toBe(true)
    expect(isThere('button', 'Отвязать')).toBe(company.link !== null)
  })

  test('is chosen in the portal’s own dialog, once it is closed with a choice', async () => {
    const { asked } = await open({ readCompany: () => free, linkCompany: () => linked })
    await choosing(null)
    await click(byRole('button', 'Выбрать компанию'))
    expect(asked().map(({ name }) => name)).not.toContain('linkCompany')

    await choosing(7)
    await click(byRole('button', 'Выбрать компанию'))

    expect(asked()).toContainEqual({ name: 'linkCompany', input: { memberId: 'romashka', companyId: 7 } })
    expect(isThere('button', 'Ромашка')).toBe(true)
  })

  test('that belongs to another client is refused in words, and nothing changes', async () => {
    await open({
      readCompany: () => linked,
      linkCompany: () => {
        throw new RefusedByServer('company_taken')
      },
    })
    await choosing(8)

    await click(byRole('button', 'Сменить'))

    expect(textOf(byRole('alert'))).toContain('уже связана с другим клиентом')
    expect(isThere('button', 'Ромашка')).toBe(true)
  })

  test('is opened in a slider of the portal', async () => {
    await open({ readCompany: () => linked })
    const frame = await links().frame.open()
    const openPath = vi.spyOn(frame, 'openPath').mockReturnValue()

    await click(byRole('button', 'Ромашка'))

    expect(openPath).toHaveBeenCalledWith('/crm/company/details/7/')
  })

  test('of another client is never shown as this one’s, also while it is being read', async () => {
    const answer = Promise.withResolvers<CompanyView>()
    await open({ readCompany: () => linked })
    server.on('readCompany', () => answer.promise)

    props.memberId = 'vasilek'
    await settle()
    expect(wholePage()).not.toContain('Ромашка')
    answer.resolve(free)
    await settle()

    expect(wholePage()).toContain('Компания в CRM не выбрана')
  })

  test('an answer about the client before does not come back', async () => {
    const older = Promise.withResolvers<CompanyView>()
    await open({ readCompany: () => free })
    server.on('linkCompany', () => older.promise)
    await choosing(7)
    await click(byRole('button', 'Выбрать компанию'))

    props.memberId = 'vasilek'
    await settle()
    older.resolve(linked)
    await settle()

    expect(wholePage()).not.toContain('Ромашка')
  })

  test('is read again when the account of this client changed', async () => {
    const page = await open({ readCompany: () => free })
    server.on('readCompany', () => linked)

    await page.receive({ type: 'changed', what: 'billing', key: { deskId: uuid(1), memberId: 'another' } })
    expect(isThere('button', 'Ромашка')).toBe(false)
    await page.receive({ type: 'changed', what: 'billing', key: { deskId: uuid(1), memberId: 'romashka' } })

    expect(isThere('button', 'Ромашка')).toBe(true)
  })
})

describe('P2 the client of a company', () => {
  const clients: FoundClient[] = [
    { memberId: 'romashka', clientName: 'Ромашка', portalName: 'romashka.example' },
    { memberId: 'vasilek', clientName: null, portalName: `${'очень-длинный-'.repeat(6)}портал.example` },
  ]
  let isLinked = 0

  function open(answers: Answers = {}) {
    isLinked = 0
    const props = { companyId: 7, onLinked: () => (isLinked += 1) }
    return openPage(CompanyLinker, {
      me: someone('owner'),
      props,
      answers: { findClients: () => ({ clients }), linkCompany: () => linked, ...answers },
    })
  }

  test('is one of the desk’s clients, all of them at first', async () => {
    const { asked } = await open()

    expect(allByRole('listitem')).toHaveLength(2)
    expect(asked()).toEqual([{ name: 'findClients', input: { search: '' } }])
  })

  test('is found by a part of its address, asked for once somebody rests', async () => {
    const { asked } = await open()

    await type(byLabel('Клиент'), ' roma ')
    await pass(300)

    expect(asked().slice(1)).toEqual([{ name: 'findClients', input: { search: 'roma' } }])
  })

  test('that is not there is said', async () => {
    await open({ findClients: () => ({ clients: [] }) })

    expect(textOf(byRole('status'))).toBe('Таких клиентов у службы нет.')
    expect(isThere('list')).toBe(false)
  })

  test('is linked once, however often it is clicked, and the page is told', async () => {
    const { asked } = await open()
    const button = byRole('button', 'Связать с клиентом Ромашка')

    await Promise.all([click(button), click(button)])

    expect(asked().slice(1)).toEqual([{ name: 'linkCompany', input: { memberId: 'romashka', companyId: 7 } }])
    expect(isLinked).toBe(1)
  })

  test('that was linked elsewhere meanwhile is refused in words, and the page is not told', async () => {
    await open({
      linkCompany: () => {
        throw new RefusedByServer('company_taken')
      },
    })

    await click(byRole('button', 'Связать с клиентом Ромашка'))

    expect(textOf(byRole('alert'))).toContain('уже связана с другим клиентом')
    expect(isLinked).toBe(0)
  })

  test('cannot be looked for without a connection, which is said, and goes on when it is back', async () => {
    await open({
      findClients: () => {
        throw new CutNetwork()
      },
    })
    expect(textOf(byRole('alert'))).toContain('Нет связи с сервером')

    server.on('findClients', () => ({ clients }))
    await type(byLabel('Клиент'), 'r')
    await pass(300)

    expect(isThere('alert')).toBe(false)
    expect(allByRole('listitem')).toHaveLength(2)
  })
})
