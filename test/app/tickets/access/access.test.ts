import { within } from '@testing-library/vue'
import { describe, expect, it } from 'vitest'
import AccessPanel from '#app/tickets/access/AccessPanel.vue'
import type { AccessBox } from '#contract/tickets/access.types.ts'
import { petro, someone, uuid } from '../../deskFactories.ts'
import { meOf, summaryOf, viewOf } from '../../factories.ts'
import { byLabel, byRole, click, server, settle, type } from '../../harness.ts'
import { isThere, openPage, pass, wholePage } from '../../page.ts'

const at = '2026-11-22T08:00:00.000Z'
const by = { name: petro.name, at }
const accessId = uuid(800)
const box = (changes: Partial<AccessBox>): AccessBox => ({
  accessId,
  kind: 'ssh',
  tool: null,
  purpose: 'Прочитать журнал',
  until: '2026-11-24T08:00:00.000Z',
  state: 'asked',
  asked: { side: 'desk', ...by },
  consent: null,
  refusal: null,
  ending: null,
  looks: 0,
  lastLook: null,
  confirmed: null,
  session: null,
  can: [],
  ...changes,
})
const summary = summaryOf({ assignee: petro })
const { ticketId } = summary
const viewOfBox = (side: 'client' | 'desk', changes: Partial<AccessBox>) =>
  viewOf({ side, summary, boxes: [box(changes)] })

async function open(side: 'client' | 'desk', changes: Partial<AccessBox>): Promise<void> {
  const view = viewOfBox(side, changes)
  const taken = () => view
  await openPage(AccessPanel, {
    me: side === 'client' ? meOf() : someone('agent'),
    props: { view },
    answers: { giveBox: taken, refuseBox: taken, endBox: taken, confirmBoxChanged: taken },
  })
}

describe('T9 a client’s admin is asked for access', () => {
  it('reads what it consents to, and gives only what it has typed', async () => {
    await open('client', { can: ['give', 'refuse'] })
    expect(wholePage()).toContain('Нужен доступ: SSH')
    expect(wholePage()).toContain('Зачем: Прочитать журнал')
    await click(byRole('button', 'Дать доступ'))
    await settle()
    expect(wholePage()).toContain('Увидит данные только сотрудник, который ведёт обращение')
    await click(byRole('button', 'Разрешить и передать'))
    expect(wholePage()).toContain('Заполните хотя бы одно поле.')
    expect(server.asked('giveBox')).toEqual([])
    expect(document.querySelector('input[type=password]')?.getAttribute('autocomplete')).toBe('new-password')

    await type(byLabel('Логин'), 'root')
    await click(byRole('button', 'Разрешить и передать'))
    await settle()
    expect(server.asked('giveBox')).toMatchObject([{ ticketId, accessId, content: { login: 'root' } }])
  })

  it('refuses with a reason, and not without', async () => {
    await open('client', { can: ['give', 'refuse'] })
    await click(byRole('button', 'Отказать'))
    await settle()
    const yes = () => within(byRole('dialog')).getByRole('button', { name: 'Отказать' })
    await click(yes())
    expect(wholePage()).toContain('Напишите причину.')
    expect(server.asked('refuseBox')).toEqual([])
    await type(byRole('textbox', /Причина/), 'Не сегодня')
    await click(yes())
    await settle()
    expect(server.asked('refuseBox')).toEqual([{ ticketId, accessId, reason: 'Не сегодня' }])
  })

  it('is reminded to change what was wiped, and says that it has', async () => {
    await open('client', { state: 'wiped', consent: by, ending: { cause: 'closed', at }, can: ['confirm'] })
    expect(wholePage()).toContain('Доступ стёрт: SSH')
    expect(wholePage()).toContain('Смените пароль или закройте учётную запись')
    await click(byRole('button', 'Данные сменены'))
    await settle()
    expect(server.asked('confirmBoxChanged')).toEqual([{ ticketId, accessId }])
  })
})

describe('T9 whoever has the ticket looks into a box', () => {
  const given = { state: 'given', consent: by } as const
  const opened = {
    content: [
      { field: 'login', value: 'root' },
      { field: 'password', value: 'тайный-пароль' },
    ],
  } as const

  it('for a minute; then the page has forgotten it', async () => {
    await open('desk', { ...given, can: ['look', 'end'] })
    server.on('lookIntoBox', () => ({ content: [...opened.content] }))
    expect(server.asked('lookIntoBox')).toEqual([])
    await click(byRole('button', 'Посмотреть'))
    await settle()
    expect(server.asked('lookIntoBox')).toEqual([{ ticketId, accessId }])
    expect(wholePage()).toContain('тайный-пароль')
    expect(wholePage()).toContain('Скроется через 60 с')

    await pass(59_000)
    expect(wholePage()).toContain('тайный-пароль')
    await pass(1000)
    expect(document.documentElement.innerHTML).not.toContain('тайный-пароль')
    expect(isThere('button', 'Посмотреть')).toBe(true)
  })

  it('others read that they may not, and have no button', async () => {
    await open('desk', { ...given, can: ['end'] })
    expect(isThere('button', 'Посмотреть')).toBe(false)
    expect(wholePage()).toContain('Посмотреть может только тот, кто ведёт обращение.')
  })
})
