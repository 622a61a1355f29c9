import { beforeEach, describe, expect, it } from 'vitest'
import OwnMessengers from '#app/identification/OwnMessengers.vue'
import type { OwnMessengers as Own } from '#contract/identification/types.ts'
import { meOf } from '../factories.ts'
import { uuid } from '../deskFactories.ts'
import { byRole, click, mountPage, server, settle, signIn } from '../harness.ts'
import { isThere } from '../page.ts'

const page = () => document.body.textContent ?? ''
const nothing: Own = { offered: [], joined: [], pairing: null }
const offered: Own = { ...nothing, offered: [{ channel: 'telegram', address: '@opora_bot' }] }
const until = '2026-11-22T10:10:00.000Z'
let said: string[] = []

async function show(own: Own): Promise<void> {
  server.on('readMessengers', () => own)
  mountPage(OwnMessengers, { props: { onSaid: (text: string) => said.push(text) } })
  await settle()
}

describe('I2 one’s own messengers', () => {
  beforeEach(async () => {
    said = []
    await signIn(meOf())
  })

  it('are not mentioned where the desk has none', async () => {
    await show(nothing)
    expect(page()).toBe('')
  })

  it('are joined by a link that is told once, a number that both sides show, and a word', async () => {
    await show(offered)
    let pairingId = ''
    server.on('beginPairing', (input) => {
      ;({ pairingId } = input)
      server.on('readMessengers', () => ({
        ...offered,
        pairing: { pairingId, channel: 'telegram', until, number: null },
      }))
      return { link: 'https://t.me/opora_bot?start=token', until }
    })
    await click(byRole('button', 'Подключить Telegram'))
    expect(byRole('link', 'Открыть Telegram').getAttribute('href')).toBe('https://t.me/opora_bot?start=token')
    expect(isThere('button', 'Подключить Telegram')).toBe(false)
  })

  it('are confirmed by the number, or not', async () => {
    const pairing = { pairingId: uuid(1), channel: 'telegram' as const, until, number: 42 }
    await show({ ...offered, pairing })
    expect(page()).toContain('показали число 42')
    const joined = [{ identityId: uuid(2), channel: 'telegram' as const, since: '2026-11-22T08:00:00.000Z' }]
    server.on('confirmPairing', () => ({ ...offered, joined }))

    await click(byRole('button', 'Подтвердить'))

    expect(server.asked('confirmPairing')).toEqual([{ pairingId: uuid(1) }])
    expect(said).toEqual(['Telegram подключён. Теперь пишите боту @opora_bot.'])
    expect(page()).toContain('Telegram: подключён')

    server.on('leaveMessenger', () => offered)
    await click(byRole('button', 'Отключить Telegram'))
    expect(server.asked('leaveMessenger')).toEqual([{ identityId: uuid(2) }])
    expect(said.at(-1)).toBe('Telegram отключён')
    expect(isThere('button', 'Подключить Telegram')).toBe(true)
  })

  it('a link of another page cannot be shown again; a new one can be had, or none', async () => {
    const pairing = { pairingId: uuid(1), channel: 'telegram' as const, until, number: null }
    await show({ ...offered, pairing })
    expect(isThere('link', 'Открыть Telegram')).toBe(false)
    expect(isThere('button', 'Новая ссылка')).toBe(true)
    server.on('dropPairing', () => offered)
    await click(byRole('button', 'Отменить'))
    expect(server.asked('dropPairing')).toEqual([{ pairingId: uuid(1) }])
  })

  it('what is refused is said', async () => {
    await show(offered)
    server.refuse('beginPairing', 'too_many_pairings')
    await click(byRole('button', 'Подключить Telegram'))
    expect(page()).toContain('Слишком много ссылок')
  })
})
