import { beforeEach, describe, expect, it, vi } from 'vitest'
import ChannelsPage from '#app/channels/ChannelsPage.vue'
import type { Channels } from '#contract/channels/types.ts'
import { uuid } from '../deskFactories.ts'
import { deskMe } from '../factories.ts'
import { byRole, click, mountInApp, server, settle, signIn, type } from '../harness.ts'
import { anAccount, channelsOf } from './factories.ts'

const page = () => document.body.textContent ?? ''
const bot = (changes = {}) =>
  anAccount({ channel: 'telegram', address: '@opora_desk_bot', imap: null, smtp: null, ...changes })

async function show(channels: Channels): Promise<void> {
  server.on('readChannels', () => channels)
  mountInApp(ChannelsPage)
  await settle()
}

/** Fields of secrets have no role, and are found by their label. */
function tokenField(): HTMLElement {
  const field = document.querySelector<HTMLInputElement>('input[type=password]')
  if (field === null) throw new Error('there is no field of a token')
  return field
}

async function openDialog(name: string): Promise<void> {
  await click(byRole('button', name))
  await vi.dynamicImportSettled()
  await settle()
}

describe('E6 the bots among the channels', () => {
  beforeEach(() => signIn(deskMe()))

  it('one is connected by its token, which is not asked of the server before it is there', async () => {
    await show(channelsOf())
    await openDialog('Подключить бота')
    await click(byRole('button', 'Подключить'))
    expect(page()).toContain('Вставьте токен целиком.')
    expect(server.asked('addBot')).toEqual([])
    await type(tokenField(), ' 4200:a-token-of-a-bot ')
    server.on('addBot', () => channelsOf(bot({ state: 'checking', probe: null })))
    await click(byRole('button', 'Подключить'))
    expect(server.asked('addBot')).toMatchObject([{ channel: 'telegram', token: '4200:a-token-of-a-bot' }])
    expect(page()).toContain('Бот подключён и проверяется')
    expect(page()).not.toContain('a-token')
  })

  it('one of MAX is chosen beside Telegram, says where its token is, and is told apart by its messenger', async () => {
    await show(channelsOf(bot(), bot({ channel: 'max' })))
    expect(page()).toContain('MAX · @opora_desk_bot')
    await openDialog('Подключить бота')
    expect(page()).toContain('@BotFather')
    await click(byRole('radio', 'MAX'))
    expect(page()).toContain('business.max.ru')
    expect(page()).not.toContain('@BotFather')
    await type(tokenField(), 'a-token-of-a-max-bot')
    server.on('addBot', () => channelsOf(bot({ channel: 'max' })))
    await click(byRole('button', 'Подключить'))
    expect(server.asked('addBot')).toMatchObject([{ channel: 'max', token: 'a-token-of-a-max-bot' }])
  })

  it('a number of WhatsApp needs its id, its token and the secret of its app, and then says where it is to call', async () => {
    await show(channelsOf())
    await openDialog('Подключить бота')
    await click(byRole('radio', 'WhatsApp'))
    await click(byRole('button', 'Подключить'))
    expect(page()).toContain('Только цифры, как в разделе API Setup.')
    expect(page()).toContain('32 знака')
    expect(server.asked('addBot')).toEqual([])
    const [token, secret] = document.querySelectorAll<HTMLInputElement>('input[type=password]')
    if (token === undefined || secret === undefined) throw new Error('a field is missing')
    await type(byRole('textbox', 'Phone number ID'), ' 106540352242922 ')
    await type(token, 'a-token-of-a-number')
    await type(secret, 'f'.repeat(32))
    const hook = { address: 'https://opora.test/hook/channels/1', verifyToken: 'verify-me' }
    server.on('addBot', () => channelsOf(bot({ channel: 'whatsapp', address: '+15550783881', heardAt: null, hook })))
    await click(byRole('button', 'Подключить'))
    expect(server.asked('addBot')).toMatchObject([
      {
        channel: 'whatsapp',
        token: 'a-token-of-a-number',
        phoneNumberId: '106540352242922',
        appSecret: 'f'.repeat(32),
      },
    ])
    expect(page()).toContain(hook.address)
    expect(page()).toContain(hook.verifyToken)
  })

  it('the secret of an app stays where it is left out', async () => {
    await show(channelsOf(bot({ channel: 'whatsapp', address: '+15550783881' })))
    await openDialog('Изменить WhatsApp · +15550783881')
    await type(tokenField(), 'another-token-of-it')
    server.on('changeBot', () => channelsOf())
    await click(byRole('button', 'Сохранить'))
    expect(server.asked('changeBot')[0]).not.toHaveProperty('appSecret')
    expect(server.asked('changeBot')).toMatchObject([{ token: 'another-token-of-it' }])
  })

  it('a refused token is said in the dialog', async () => {
    await show(channelsOf())
    await openDialog('Подключить бота')
    await type(tokenField(), '4200:a-token-of-a-bot')
    server.refuse('addBot', 'bot_token_refused')
    await click(byRole('button', 'Подключить'))
    expect(page()).toContain('Мессенджер не принял этот токен')
  })

  it('is spoken of as a bot, and takes another token of the same revision', async () => {
    const at = '2026-11-22T08:00:00.000Z'
    const event = { eventId: uuid(1), at, from: '501', state: 'done' as const, ticket: null }
    await show(channelsOf(bot({ reason: 'notReached', events: [{ ...event, outcome: 'identification' }] })))
    expect(page()).toContain('Мессенджер не отвечает')
    expect(page()).toContain('подтверждает, кто он')
    expect(page()).not.toContain('Почтовый сервер')
    await openDialog('Изменить Telegram · @opora_desk_bot')
    await type(tokenField(), '4200:another-token')
    server.on('changeBot', () => channelsOf(bot()))
    await click(byRole('button', 'Сохранить'))
    expect(server.asked('changeBot')).toMatchObject([{ revision: 3, token: '4200:another-token' }])
    expect(page()).toContain('Токен бота @opora_desk_bot заменён')
  })
})
