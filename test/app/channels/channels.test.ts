import { beforeEach, describe, expect, it, vi } from 'vitest'
import ChannelsPage from '#app/channels/ChannelsPage.vue'
import { isOther } from '#app/channels/typedServer.ts'
import type { Channels } from '#contract/channels/types.ts'
import { uuid } from '../deskFactories.ts'
import { deskMe } from '../factories.ts'
import {
  allByRole,
  byLabel,
  byRole,
  click,
  goOnline,
  links,
  mountInApp,
  server,
  settle,
  signIn,
  textOf,
  type,
} from '../harness.ts'
import { anAccount, channelsOf } from './factories.ts'

const page = () => document.body.textContent ?? ''
const at = '2026-11-22T08:00:00.000Z'

async function show(channels: Channels): Promise<void> {
  server.on('readChannels', () => channels)
  mountInApp(ChannelsPage)
  await settle()
}

async function openDialog(name: string | RegExp): Promise<void> {
  await click(byRole('button', name))
  await vi.dynamicImportSettled()
  await settle()
}

/** Of two servers the fields of the first. */
const first = (label: RegExp) => {
  const [found] = [...document.querySelectorAll('label')].filter((one) => label.test(one.textContent ?? ''))
  const field = document.getElementById(found?.getAttribute('for') ?? '')
  if (field === null) throw new Error(`there is no field ${String(label)}`)
  return field
}

describe('I1 the page of mailboxes', () => {
  beforeEach(() => signIn(deskMe()))

  it('says what is missing before the server is asked, then connects one; the address is the user of both servers', async () => {
    await show(channelsOf())
    expect(page()).toContain('Ящиков пока нет')
    await openDialog('Подключить ящик')
    await click(byRole('button', 'Подключить'))
    expect(page()).toContain('Укажите один адрес почты.')
    expect(allByRole('alert').map(textOf).join(' ')).toContain('Укажите сервер и пользователя.')
    expect(server.asked('addMailbox')).toEqual([])

    await type(byLabel(/^Адрес, на который/), 'support@vector.test')
    for (const host of document.querySelectorAll('fieldset')) {
      const [server1, , , password] = host.querySelectorAll<HTMLInputElement>('input:not([type=radio])')
      if (server1 === undefined || password === undefined) continue
      await type(server1, 'mail.vector.test')
      await type(password, 'secret')
    }
    server.on('addMailbox', () => channelsOf(anAccount({ state: 'checking', probe: null })))
    await click(byRole('button', 'Подключить'))
    expect(server.asked('addMailbox')).toMatchObject([
      {
        address: 'support@vector.test',
        imap: { host: 'mail.vector.test', port: 993, security: 'tls', user: 'support@vector.test' },
        smtp: { host: 'mail.vector.test', port: 465, security: 'tls', user: 'support@vector.test' },
        imapPassword: 'secret',
        smtpPassword: 'secret',
      },
    ])
    expect(page()).toContain('Проверяется')
    expect(page()).not.toContain('secret')
  })

  it('leaves passwords as they are, and asks for them again where their server is another', async () => {
    const account = anAccount()
    await show(channelsOf(account))
    await openDialog('Изменить support@vector.test')
    await type(first(/^Сервер/), 'other.vector.test')
    await click(byRole('button', 'Сохранить'))
    expect(allByRole('alert').map(textOf).join(' ')).toContain('введите пароль ещё раз')
    expect(server.asked('changeMailbox')).toEqual([])

    await type(first(/^Сервер/), account.imap?.host ?? '')
    server.on('changeMailbox', () => channelsOf(account))
    await click(byRole('button', 'Сохранить'))
    const [asked] = server.asked('changeMailbox')
    expect(asked).toMatchObject({ accountId: account.accountId, revision: 3 })
    expect(asked).not.toHaveProperty('imapPassword')
  })

  it('tests, pauses, and disconnects only when that was confirmed', async () => {
    const account = anAccount()
    await show(channelsOf(account))
    server.on('testMailbox', () => channelsOf(account))
    await click(byRole('button', 'Проверить support@vector.test'))
    expect(server.asked('testMailbox')).toEqual([{ accountId: account.accountId }])
    server.on('pauseMailbox', () => channelsOf({ ...account, isPaused: true }))
    await click(byRole('button', 'Приостановить support@vector.test'))
    expect(server.asked('pauseMailbox')).toEqual([{ accountId: account.accountId, isPaused: true }])
    expect(page()).toContain('Приостановлен')
    await click(byRole('button', 'Отключить support@vector.test'))
    expect(server.asked('removeMailbox')).toEqual([])
    server.on('removeMailbox', () => channelsOf())
    await click(byRole('button', 'Отключить'))
    expect(server.asked('removeMailbox')).toEqual([{ accountId: account.accountId }])
  })

  it('says why one does not work, and offers what could not be worked on once more', async () => {
    const parked = {
      eventId: uuid(1),
      at,
      from: 'anna@klient.test',
      state: 'parked' as const,
      outcome: null,
      ticket: null,
    }
    await show(channelsOf(anAccount({ state: 'broken', reason: 'signInRefused', events: [parked] })))
    expect(allByRole('alert').map(textOf).join(' ')).toContain('не принял пользователя или пароль')
    expect(page()).toContain('Не удалось разобрать писем: 1')
    server.on('retryChannelEvent', () => channelsOf(anAccount()))
    await click(byRole('button', /^Разобрать ещё раз письмо от anna@klient.test/))
    expect(server.asked('retryChannelEvent')).toEqual([{ eventId: parked.eventId }])
  })

  it('is read again when something came, and can be asked again where it could not be read', async () => {
    links().token.keep('t')
    const socket = goOnline()
    await show(channelsOf(anAccount({ state: 'checking' })))
    server.on('readChannels', () => channelsOf(anAccount()))
    socket.push({ type: 'changed', what: 'channels' })
    await settle()
    expect(page()).toContain('Работает')
  })
})

it('I1 a password is asked for again where it would go to somebody else', () => {
  const before = { host: 'a.test', port: 993, security: 'tls' as const, user: 'u' }
  expect(isOther(before, { ...before, host: 'A.test' })).toBe(false)
  expect(isOther(before, { ...before, security: 'starttls' })).toBe(false)
  for (const change of [{ host: 'b.test' }, { port: 143 }, { user: 'v' }, { security: 'none' as const }])
    expect(isOther(before, { ...before, ...change })).toBe(true)
})
